import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { denyToJobs } from '../examples/demo/deny';
import { LocalCloud, type ApiRequest, type Fault } from '../local/src';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor, type BatchJobProps } from '../src';

/**
 * The constructs' own template, the handler's own bundle in a process of its own, and the local engine, over HTTP. Time
 * runs faster for all of them alike.
 */

const PLANTED = 'data/planted é, "1".txt';
const TAGS = { retention: 'short' };

let folder: string;
let cloud: LocalCloud;
let fault: (request: ApiRequest) => Fault | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'end-to-end-'));
  mkdirSync(join(folder, 'objects', 'data'), { recursive: true });
  ['a.txt', 'data/b.txt', PLANTED].forEach((name) => writeFileSync(join(folder, 'objects', name), randomBytes(20)));
  fault = () => undefined;
  cloud = await LocalCloud.start({ clockFactor: 100, fault: (request) => fault(request) });
  await cloud.seed('objects', join(folder, 'objects'));
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

function synthesize(props: Partial<BatchJobProps> = {}, keyPrefix = 'data/'): string {
  const app = new App({ outdir: mkdtempSync(join(folder, 'assembly-')), analyticsReporting: false });
  const stack = new Stack(app, 'App', { env: { account: '111122223333', region: 'us-east-1' } });
  const bucket = Bucket.fromBucketName(stack, 'Objects', 'objects');
  new BatchJob(stack, 'Job', {
    operation: BatchOperation.putObjectTagging({ tags: TAGS }),
    manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where({ keyPrefix }) }),
    report: CompletionReport.allTasks(new Bucket(stack, 'Reports'), { prefix: 'reports' }),
    waitFor: WaitFor.completed(),
    ...props,
  });
  return app.synth().directory;
}

async function calls(action: string): Promise<number> {
  return (await cloud.apiCalls()).filter((call) => call.action === action).length;
}

async function reportRows(): Promise<string[]> {
  const [job] = await cloud.jobs();
  const bucket = job.Report.Bucket!.split(':').pop()!;
  const results = (await cloud.listKeys(bucket)).filter((key) => key.endsWith('.csv'));
  const files = await Promise.all(results.map((key) => cloud.readObject(bucket, key)));
  return files.flatMap((file) => file.toString().trimEnd().split('\n')).sort();
}

test('a planted file is a task and a row of the report, with its tags changed; what the filter leaves out stays as it is', async () => {
  expect(await cloud.deploy(synthesize())).toMatchObject({ status: 'CREATE_COMPLETE' });

  expect(await reportRows()).toEqual([
    'objects,data/b.txt,,succeeded,200,,success',
    'objects,data/planted%20%C3%A9%2C%20%221%22.txt,,succeeded,200,,success',
  ]);
  expect(await cloud.objectTags('objects', PLANTED)).toEqual(TAGS);
  expect(await cloud.objectTags('objects', 'a.txt')).toEqual({});
});

test('without the permission to tag, each task fails with AccessDenied, and the deployment with the count', async () => {
  const assembly = synthesize();
  denyToJobs(assembly, 'App', 's3:PutObjectTagging');

  const result = await cloud.deploy(assembly);

  expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining('2 of 2 tasks failed') });
  expect(await reportRows()).toEqual([
    expect.stringMatching(/^objects,data\/b\.txt,,failed,403,AccessDenied,/),
    expect.stringMatching(/^objects,data\/planted.*,failed,403,AccessDenied,/),
  ]);
  expect(await cloud.objectTags('objects', PLANTED)).toEqual({});
});

test('the role needs every action that it has', async () => {
  for (const action of ['s3:PutInventoryConfiguration', 's3:PutObject']) {
    const assembly = synthesize();
    denyToJobs(assembly, 'App', action);

    expect(await cloud.deploy(assembly)).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/ended Failed/) });
  }
});

test('one job, although the answer of CreateJob is lost, the invocation\'s answer too, and the event comes again', async () => {
  let created = 0;
  let answered = 0;
  fault = ({ method, path }) => {
    if (method === 'POST' && path === '/v20180820/jobs' && ++created === 1) {
      return 'loseAnswer';
    }
    // the handler tries five times, then Lambda invokes it anew
    return method === 'PUT' && !path.startsWith('/v20180820') && ++answered <= 5 ? 'loseRequest' : undefined;
  };

  expect(await cloud.deploy(synthesize())).toMatchObject({ status: 'CREATE_COMPLETE' });

  expect(answered).toBe(6);
  expect(await calls('s3:CreateJob')).toBe(1);
  expect(await cloud.jobs()).toHaveLength(1);
});

test('the same again starts no job, another definition does, and a deletion cancels what waits', async () => {
  await cloud.deploy(synthesize());
  await cloud.deploy(synthesize());
  expect(await calls('s3:CreateJob')).toBe(1);

  await cloud.deploy(synthesize({ runId: 'again', confirmationRequired: true, waitFor: WaitFor.started() }));
  expect((await cloud.jobs()).map((job) => job.Status)).toEqual(['Complete', 'Suspended']);

  await cloud.destroy('App');
  expect((await cloud.jobs()).map((job) => job.Status)).toEqual(['Complete', 'Cancelled']);
});

test('a live job is not replaced; the stack goes back and the job stays', async () => {
  await cloud.deploy(synthesize({ confirmationRequired: true, waitFor: WaitFor.started() }));

  const result = await cloud.deploy(synthesize({ runId: 'again' }));

  expect(result).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringContaining('is still Suspended') });
  expect((await cloud.jobs()).map((job) => job.Status)).toEqual(['Suspended']);
});

test('a filter that selects nothing fails the deployment, saying so', async () => {
  expect(await cloud.deploy(synthesize({}, 'nowhere/'))).toMatchObject({
    status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining('no object of the bucket matches the filter'),
  });
});

test('the priority of a live job follows the stack', async () => {
  const waiting = { confirmationRequired: true, waitFor: WaitFor.started() };
  await cloud.deploy(synthesize(waiting));

  await cloud.deploy(synthesize({ ...waiting, priority: 99 }));

  expect(await cloud.jobs()).toMatchObject([{ Priority: 99, Status: 'Suspended' }]);
});
