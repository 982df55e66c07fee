import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AppFixture, rowsIn } from './app-fixture';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from '../../../src';
import { PROJECT } from '../function-assembly';
import { writeFiles } from '../write-files';

let fixture: AppFixture;

beforeEach(() => {
  fixture = new AppFixture();
});

afterEach(() => fixture.close());

/** An app with a function in modules, which the CDK bundles without the SDK, as it does if nothing else is said. */
function addStack(app: App, keep: 'yes' | 'no'): void {
  const stack = new Stack(app, 'Words');
  const texts = new Bucket(stack, 'Texts', { enforceSSL: true });
  const reports = new Bucket(stack, 'Reports', { enforceSSL: true });
  const count = new NodejsFunction(stack, 'Count', {
    entry: join(__dirname, 'esm-function', 'count.mjs'),
    handler: 'handler',
    runtime: Runtime.NODEJS_22_X,
    projectRoot: PROJECT,
    depsLockFilePath: join(PROJECT, 'package-lock.json'),
    bundling: { format: OutputFormat.ESM, externalModules: ['@aws-sdk/*'], target: 'node22', logLevel: LogLevel.ERROR },
  });
  // it may read, and no more
  texts.grantRead(count);
  new BatchJob(stack, 'CountAll', {
    operation: BatchOperation.lambdaInvoke(count, { userArguments: { keep } }),
    manifest: JobManifest.generate(texts, { filter: ManifestFilter.allObjects() }),
    report: CompletionReport.allTasks(reports),
    waitFor: WaitFor.completed({ maxFailedTasks: 2 }),
  });
  new CfnOutput(stack, 'ReportsName', { value: reports.bucketName });
}

async function run(keep: 'yes' | 'no') {
  const texts = join(fixture.folder, 'texts');
  writeFiles(texts, { 'one two.txt': 'to be or not', 'empty.txt': '' });
  const outdir = fixture.synthesize((app) => addStack(app, keep));
  const cloud = await fixture.start();
  const result = await cloud.deploy(outdir, undefined, { objects: [{ path: 'Words/Texts', source: texts }] });
  return { cloud, outdir, result };
}

/** A module with the words' code in it, and without the SDK's. */
const isBundle = (file: string) => file.endsWith('index.mjs') && /from\s*"@aws-sdk\/client-s3"[^]*split\(\/\\s\+\/\)/.test(readFileSync(file, 'utf8'));

/** Columns of a row of a report. */
const column = (rows: readonly string[], ...columns: number[]) => rows.map((row) => columns.map((index) => row.split(',')[index]).join(' '));

test('runs as the module that it was bundled into, with the SDK that this machine has', async () => {
  const { cloud, outdir, result } = await run('no');
  const bundles = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).map((file) => join(outdir, file)).filter(isBundle);
  expect(bundles).toHaveLength(1);
  expect(result).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(column(await rowsIn(cloud, result.outputs.ReportsName), 1, 3, 6)).toEqual([
    'empty.txt succeeded counted 0 in index.mjs', 'one%20two.txt succeeded counted 4 in index.mjs',
  ]);
  expect(fixture.events).toContainEqual(expect.objectContaining({ kind: 'lentPackage', packageName: '@aws-sdk/client-s3', folder: join(PROJECT, 'node_modules', '@aws-sdk', 'client-s3') }));
}, 90_000);

test('may do what its role may, and the report says what that is not', async () => {
  const { cloud, result } = await run('yes');
  expect(column(await rowsIn(cloud, result.outputs.ReportsName), 3, 6)).toEqual(['failed AccessDenied', 'failed AccessDenied']);
  expect(await cloud.apiCalls()).toContainEqual(expect.objectContaining({
    action: 's3:PutObjectTagging', principal: expect.stringMatching(/role\/Words-CountServiceRole/), status: 403,
  }));
}, 90_000);
