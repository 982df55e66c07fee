import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AppFixture, rowsIn } from './app-fixture';
import type { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from '../../../src';
import { writeFiles } from '../write-files';

interface JobEvent {
  readonly invocationId: string;
  readonly job: { readonly userArguments: { readonly [name: string]: string } };
  readonly tasks: readonly { readonly taskId: string; readonly s3Key: string; readonly s3Bucket: string }[];
}

let fixture: AppFixture;
let emulator: Server;
let url: string;
let asked: { readonly path?: string; readonly event: JobEvent }[];

beforeEach(async () => {
  fixture = new AppFixture();
  asked = [];
  emulator = createServer((request, response) => {
    void json(request).then((event) => {
      asked.push({ path: request.url, event: event as JobEvent });
      response.end(JSON.stringify(hashed(event as JobEvent)));
    });
  });
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(emulator.address() as AddressInfo).port}`;
});

afterEach(async () => {
  emulator.closeAllConnections();
  emulator.close();
  await fixture.close();
});

/** What the function answers, where it runs: one key isn't to its taste. */
function hashed({ invocationId, job: { userArguments }, tasks }: JobEvent) {
  const results = tasks.map(({ taskId, s3Key }) => s3Key === 'bad.bin'
    ? { taskId, resultCode: 'PermanentFailure', resultString: 'cannot hash' }
    : { taskId, resultCode: 'Succeeded', resultString: `${userArguments.algorithm} of ${s3Key}` });
  return { invocationSchemaVersion: '2.0', treatMissingKeysAs: 'PermanentFailure', invocationId, results };
}

/** An app whose function is in Python. */
function addStack(app: App): void {
  const code = join(fixture.folder, 'hasher');
  writeFiles(code, { 'app.py': 'def handler(event, context):\n    raise NotImplementedError\n' });
  const stack = new Stack(app, 'Hashes');
  const files = new Bucket(stack, 'Files', { enforceSSL: true });
  const reports = new Bucket(stack, 'Reports', { enforceSSL: true });
  const hasher = new LambdaFunction(stack, 'Hasher', {
    runtime: Runtime.PYTHON_3_13, handler: 'app.handler', timeout: Duration.minutes(1), code: Code.fromAsset(code), environment: { FILES: files.bucketName },
  });
  files.grantRead(hasher);
  new BatchJob(stack, 'HashAll', {
    operation: BatchOperation.lambdaInvoke(hasher, { userArguments: { algorithm: 'sha256' } }),
    manifest: JobManifest.generate(files, { filter: ManifestFilter.allObjects() }),
    report: CompletionReport.allTasks(reports),
    waitFor: WaitFor.completed({ maxFailedTasks: 1 }),
  });
  new CfnOutput(stack, 'ReportsName', { value: reports.bucketName });
}

async function deploy(cloud: LocalCloud) {
  const files = join(fixture.folder, 'files');
  writeFiles(files, { 'a.bin': 'a', 'bad.bin': 'b', 'c.bin': 'c' });
  return cloud.deploy(fixture.synthesize(addStack), undefined, { objects: [{ path: 'Hashes/Files', source: files }] });
}

test.each(['Hashes/Hasher', '*'])('a function in Python runs where its endpoint (%s) is, and the job goes by what it answers', async (name) => {
  const cloud = await fixture.start({ lambdaEndpoints: { [name]: url } });
  const { status, outputs } = await deploy(cloud);
  expect(await cloud.jobs()).toMatchObject([{ Status: 'Complete', ProgressSummary: { TotalNumberOfTasks: 3, NumberOfTasksSucceeded: 2, NumberOfTasksFailed: 1 } }]);
  expect(status).toBe('CREATE_COMPLETE');
  expect((await rowsIn(cloud, outputs.ReportsName)).map((row) => row.split(',').slice(1).join(','))).toEqual([
    'a.bin,,succeeded,200,,sha256 of a.bin', expect.stringMatching(/^bad\.bin,,failed,.*cannot hash$/), 'c.bin,,succeeded,200,,sha256 of c.bin',
  ]);
  // `sam local start-lambda` finds a function by its logical id
  expect(new Set(asked.map(({ path }) => path))).toEqual(new Set([expect.stringMatching(/^\/2015-03-31\/functions\/Hasher[0-9A-F]{8}\/invocations$/)]));
  expect(fixture.warnings).toEqual([expect.stringMatching(/^.*the function Hashes-Hasher\S+ runs at http:\/\/127\.0\.0\.1:\d+/)]);
}, 90_000);

test('without one its job is refused, and says what would let it run', async () => {
  const cloud = await fixture.start();
  const { status, reason } = await deploy(cloud);
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reason).toMatch(/^HashAll\w+: .*the function Hashes-Hasher\S+ isn't run: its runtime is python3\.13, and only functions of Node are; `lambdaEndpoints` \(`--lambda-endpoint`\) can name where else/s);
  expect(asked).toEqual([]);
}, 90_000);
