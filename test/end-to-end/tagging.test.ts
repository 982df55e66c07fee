import { randomBytes } from 'node:crypto';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Scene, STACK } from './scene';
import { denyToJobs } from '../../examples/demo/deny';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor, type BatchJobProps } from '../../src';

const PLANTED = 'data/planted é, "1".txt';
const TAGS = { retention: 'short' };

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open({ 'a.txt': 'a', 'data/b.txt': 'b', [PLANTED]: randomBytes(20) });
});

afterEach(() => scene.close());

function synthesize(props: Partial<BatchJobProps> = {}, keyPrefix = 'data/'): string {
  return scene.synthesize((stack) => new BatchJob(stack, 'Job', {
    operation: BatchOperation.putObjectTagging({ tags: TAGS }),
    manifest: JobManifest.generate(Bucket.fromBucketName(stack, 'Objects', 'objects'), { filter: ManifestFilter.where({ keyPrefix }) }),
    report: CompletionReport.allTasks(new Bucket(stack, 'Reports'), { prefix: 'reports' }),
    waitFor: WaitFor.completed(),
    ...props,
  }));
}

test('a planted file is a task and a row of the report, with its tags changed; what the filter leaves out stays as it is', async () => {
  expect(await scene.cloud.deploy(synthesize())).toMatchObject({ status: 'CREATE_COMPLETE' });

  expect(await scene.reportRows()).toEqual([
    'objects,data/b.txt,,succeeded,200,,success',
    'objects,data/planted%20%C3%A9%2C%20%221%22.txt,,succeeded,200,,success',
  ]);
  expect(await scene.cloud.objectTags('objects', PLANTED)).toEqual(TAGS);
  expect(await scene.cloud.objectTags('objects', 'a.txt')).toEqual({});
});

test('without the permission to tag, each task fails with AccessDenied, and the deployment with the count', async () => {
  const assembly = synthesize();
  denyToJobs(assembly, STACK, 's3:PutObjectTagging');

  const result = await scene.cloud.deploy(assembly);

  expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining('2 of 2 tasks failed') });
  expect(await scene.reportRows()).toEqual([
    expect.stringMatching(/^objects,data\/b\.txt,,failed,403,AccessDenied,/),
    expect.stringMatching(/^objects,data\/planted.*,failed,403,AccessDenied,/),
  ]);
  expect(await scene.cloud.objectTags('objects', PLANTED)).toEqual({});
});

test('the role needs every action that it has', async () => {
  for (const action of ['s3:PutInventoryConfiguration', 's3:PutObject']) {
    const assembly = synthesize();
    denyToJobs(assembly, STACK, action);

    expect(await scene.cloud.deploy(assembly)).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/ended Failed/) });
  }
});

test('one job, although the answer of CreateJob is lost, the invocation\'s answer too, and the event comes again', async () => {
  let created = 0;
  let answered = 0;
  scene.fault = ({ method, path }) => {
    if (method === 'POST' && path === '/v20180820/jobs' && ++created === 1) {
      return 'loseAnswer';
    }
    // the handler tries five times, then Lambda invokes it anew
    return method === 'PUT' && !path.startsWith('/v20180820') && ++answered <= 5 ? 'loseRequest' : undefined;
  };

  expect(await scene.cloud.deploy(synthesize())).toMatchObject({ status: 'CREATE_COMPLETE' });

  expect(answered).toBe(6);
  expect(await scene.calls('s3:CreateJob')).toBe(1);
  expect(await scene.cloud.jobs()).toHaveLength(1);
});

test('the same again starts no job, another definition does, and a deletion cancels what waits', async () => {
  await scene.cloud.deploy(synthesize());
  await scene.cloud.deploy(synthesize());
  expect(await scene.calls('s3:CreateJob')).toBe(1);

  await scene.cloud.deploy(synthesize({ runId: 'again', confirmationRequired: true, waitFor: WaitFor.started() }));
  expect((await scene.cloud.jobs()).map((job) => job.Status)).toEqual(['Complete', 'Suspended']);

  await scene.cloud.destroy(STACK);
  expect((await scene.cloud.jobs()).map((job) => job.Status)).toEqual(['Complete', 'Cancelled']);
});

test('a live job is cancelled once the one that replaces it is ready, and never runs beside it', async () => {
  await scene.cloud.deploy(synthesize({ confirmationRequired: true, waitFor: WaitFor.started() }));

  const result = await scene.cloud.deploy(synthesize({ runId: 'again' }));

  expect(result).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect((await scene.cloud.jobs()).map((job) => job.Status).sort()).toEqual(['Cancelled', 'Complete']);
});

test('a filter that selects nothing fails the deployment, saying so', async () => {
  expect(await scene.cloud.deploy(synthesize({}, 'nowhere/'))).toMatchObject({
    status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining('no object of the bucket matches the filter'),
  });
});

test('the priority of a live job follows the stack', async () => {
  const waiting = { confirmationRequired: true, waitFor: WaitFor.started() };
  await scene.cloud.deploy(synthesize(waiting));

  await scene.cloud.deploy(synthesize({ ...waiting, priority: 99 }));

  expect(await scene.cloud.jobs()).toMatchObject([{ Priority: 99, Status: 'Suspended' }]);
});
