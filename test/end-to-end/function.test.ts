import { createHash, randomBytes } from 'node:crypto';
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Scene } from './scene';
import {
  BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestColumn, WaitFor, type CsvManifestOptions, type LambdaInvokeOptions,
} from '../../src';

const OBJECTS = { 'one.bin': randomBytes(50_000), 'with space.bin': randomBytes(10) };
const MANIFEST = 'objects,one.bin\nobjects,with%20space.bin\n';
/** Longer than any of these functions takes. */
const PATIENT = Duration.minutes(1);

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open(OBJECTS);
  await scene.cloud.putObject('manifests', 'm.csv', MANIFEST);
});

afterEach(() => scene.close());

interface Given extends LambdaInvokeOptions {
  readonly code: { readonly [file: string]: string };
  readonly actions?: string[];
  readonly timeout?: Duration;
  readonly manifest?: Partial<CsvManifestOptions>;
  readonly manifestKey?: string;
}

/** Deploys a job that has a function called for each row, whatever it makes of them. */
function deploy({ code, actions = ['s3:GetObject', 's3:PutObjectTagging'], manifest, manifestKey = 'm.csv', timeout = PATIENT, ...options }: Given) {
  const asset = scene.write('function', code);
  return scene.cloud.deploy(scene.synthesize((stack) => {
    const objects = Bucket.fromBucketName(stack, 'Objects', 'objects');
    const fn = new LambdaFunction(stack, 'Function', {
      runtime: Runtime.NODEJS_22_X, code: Code.fromAsset(asset), handler: 'index.handler', timeout,
    });
    fn.addToRolePolicy(new PolicyStatement({ actions, resources: [objects.arnForObjects('*')] }));
    new BatchJob(stack, 'Job', {
      operation: BatchOperation.lambdaInvoke(fn, options),
      manifest: JobManifest.fromCsv(Bucket.fromBucketName(stack, 'Manifests', 'manifests'), manifestKey, { scope: [{ bucket: objects }], ...manifest }),
      report: CompletionReport.allTasks(new Bucket(stack, 'Reports'), { prefix: 'reports' }),
      waitFor: WaitFor.completed({ maxFailedTasksPercent: 100 }),
    });
  }));
}

/** A function that answers `result` for its task, where `event` and `task` can be used. */
const answering = (result: string) => ({
  'index.js': `exports.handler = async (event) => {
    const [task] = event.tasks;
    return { invocationSchemaVersion: event.invocationSchemaVersion, invocationId: event.invocationId, results: [{ taskId: task.taskId, ...(${result}) }] };
  };`,
});

const hashing = `
  const { createHash } = await import('node:crypto');
  const s3 = new S3Client();
  const object = { Bucket: task.s3Bucket, Key: decodeURIComponent(task.s3Key) };
  const { Body } = await s3.send(new GetObjectCommand(object));
  const hash = createHash(event.job.userArguments.algorithm).update(await Body.transformToByteArray()).digest('hex');
  await s3.send(new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key: 'hash', Value: hash }] } }));
  return {
    invocationSchemaVersion: event.invocationSchemaVersion, invocationId: event.invocationId,
    results: [{ taskId: task.taskId, resultCode: 'Succeeded', resultString: hash }],
  };`;
const SDK = '{ S3Client, GetObjectCommand, PutObjectTaggingCommand }';

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test.each([
  ['an ECMAScript module', { 'index.mjs': `import ${SDK} from '@aws-sdk/client-s3';\nexport const handler = async (event) => { const [task] = event.tasks; ${hashing} };` }],
  ['CommonJS', { 'index.js': `const ${SDK} = require('@aws-sdk/client-s3');\nexports.handler = async (event) => { const [task] = event.tasks; ${hashing} };` }],
])('%s computes from each object\'s bytes what the tag and the report then say', async (_, code) => {
  expect(await deploy({ code, userArguments: { algorithm: 'sha256' } })).toMatchObject({ status: 'CREATE_COMPLETE' });

  const [one, two] = Object.values(OBJECTS).map(hashOf);
  expect(await scene.reportRows()).toEqual([`objects,one.bin,,succeeded,200,,${one}`, `objects,with%20space.bin,,succeeded,200,,${two}`]);
  expect(await scene.cloud.objectTags('objects', 'one.bin')).toEqual({ hash: one });
  expect(await scene.cloud.objectTags('objects', 'with space.bin')).toEqual({ hash: two });
});

// S3 User Guide, "Invoke AWS Lambda function", and its examples of completion reports
test.each<[string, { [file: string]: string }, RegExp, Duration]>([
  ['throws', { 'index.js': 'exports.handler = async () => { throw new TypeError("broken"); };' },
    /,failed,200,PermanentFailure,"Lambda returned function error: .*broken/, PATIENT],
  ['never ends', { 'index.js': 'exports.handler = () => new Promise(() => { setInterval(() => {}, 1000); });' },
    /,failed,200,PermanentFailure,"Lambda returned function error: .*timed out after 1/i, Duration.seconds(1)],
  ['answers TemporaryFailure', answering('{ resultCode: "TemporaryFailure", resultString: "later" }'), /,failed,200,TemporaryFailure,/, PATIENT],
  ['answers PermanentFailure', answering('{ resultCode: "PermanentFailure", resultString: "never, ever" }'), /,failed,200,PermanentFailure,"never, ever"$/, PATIENT],
  ['answers no JSON that S3 knows', { 'index.js': 'exports.handler = async () => "done";' }, /,failed,200,\w+,/, PATIENT],
])('a function that %s makes a failed row of each object', async (_, code, row, timeout) => {
  expect(await deploy({ code, timeout })).toMatchObject({ status: 'CREATE_COMPLETE' });

  const rows = await scene.reportRows();
  expect(rows).toEqual([expect.stringMatching(/^objects,one\.bin,/), expect.stringMatching(/^objects,with%20space\.bin,/)]);
  rows.forEach((found) => expect(found).toMatch(row));
});

test('a function whose role may not tag is refused, and its error is the row', async () => {
  const code = { 'index.js': `const ${SDK} = require('@aws-sdk/client-s3');\nexports.handler = async (event) => { const [task] = event.tasks; ${hashing} };` };

  await deploy({ code, userArguments: { algorithm: 'sha256' }, actions: ['s3:GetObject'] });

  const rows = await scene.reportRows();
  expect(rows).toHaveLength(2);
  rows.forEach((row) => expect(row).toMatch(/,failed,200,PermanentFailure,"Lambda returned function error: .*AccessDenied/));
});

describe('a manifest that S3 can not use', () => {
  const code = answering('{ resultCode: "Succeeded", resultString: "" }');

  test('is missing: the deployment says which', async () => {
    expect(await deploy({ code, manifestKey: 'absent.csv' })).toMatchObject({
      status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/s3:\/\/manifests\/absent\.csv.*HTTP 40[34]/),
    });
    expect(await scene.cloud.jobs()).toEqual([]);
  });

  test('has another ETag than the given one: the job fails, naming both', async () => {
    expect(await deploy({ code, manifest: { etag: '0'.repeat(32) } })).toMatchObject({
      status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/ended Failed.*ETag.*0{32}/),
    });
  });

  test('has fewer columns than it is said to have: the job fails, naming the line', async () => {
    const { BUCKET, KEY, VERSION_ID } = ManifestColumn;

    expect(await deploy({ code, manifest: { columns: [BUCKET, KEY, VERSION_ID] } })).toMatchObject({
      status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/ended Failed.*InvalidManifestContent.*line 1/i),
    });
  });

  test('has a header: S3 takes it for an object', async () => {
    await scene.cloud.putObject('manifests', 'm.csv', `Bucket,Key\n${MANIFEST}`);

    await deploy({ code });

    expect(await scene.reportRows()).toContainEqual(expect.stringMatching(/^Bucket,Key,,/));
  });
});
