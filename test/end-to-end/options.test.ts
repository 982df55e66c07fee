import { Duration } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Scene } from './scene';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, OnNoObjects, WaitFor, type BatchJobProps } from '../../src';

const KEYS = ['a.txt', 'data/b, "c" + 50 %.txt', 'data/é.txt'];

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open(Object.fromEntries(KEYS.map((key) => [key, 'x'])));
});

afterEach(() => scene.close());

function deploy(props: (objects: IBucket, staging: IBucket) => Partial<BatchJobProps>): Promise<{ status: string; reason?: string }> {
  return scene.cloud.deploy(scene.synthesize((stack) => {
    const objects = Bucket.fromBucketName(stack, 'Objects', 'objects');
    new BatchJob(stack, 'Job', {
      operation: BatchOperation.putObjectTagging({ tags: { seen: 'yes' } }),
      manifest: JobManifest.generate(objects, { filter: ManifestFilter.allObjects() }),
      report: CompletionReport.allTasks(new Bucket(stack, 'Reports'), { prefix: 'reports' }),
      waitFor: WaitFor.completed(),
      ...props(objects, new Bucket(stack, 'Staging')),
    });
  }));
}

const tagged = async () => {
  const tags = await Promise.all(KEYS.map(async (key) => [key, await scene.cloud.objectTags('objects', key)] as const));
  return tags.filter(([, set]) => set.seen === 'yes').map(([key]) => key);
};

test('a job of more objects than it may have runs none of its tasks', async () => {
  expect(await deploy(() => ({ maxObjects: 2 }))).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining('3') });

  expect(await tagged()).toEqual([]);
  expect((await scene.cloud.jobs()).map((job) => job.Status)).toEqual(['Cancelled']);
});

test('a job of as many objects as it may have runs', async () => {
  expect(await deploy(() => ({ maxObjects: 3 }))).toMatchObject({ status: 'CREATE_COMPLETE' });

  expect(await tagged()).toEqual(KEYS);
});

test('an age is told from when the job is created: nothing here is a day old', async () => {
  const older = await deploy((objects) => ({
    manifest: JobManifest.generate(objects, { filter: ManifestFilter.where({ olderThan: Duration.days(1) }) }),
    onNoObjects: OnNoObjects.SUCCEED,
  }));

  expect(older).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await tagged()).toEqual([]);
});

test('what is younger than a day is everything here', async () => {
  await deploy((objects) => ({ manifest: JobManifest.generate(objects, { filter: ManifestFilter.where({ newerThan: Duration.days(1) }) }) }));

  expect(await tagged()).toEqual(KEYS);
});

test('keys in code are the ones that the job works on, whatever characters they have', async () => {
  const keys = KEYS.slice(1);
  const result = await deploy((objects, stagingBucket) => ({
    manifest: JobManifest.fromObjects(objects, keys.map((key) => ({ key })), { stagingBucket }),
  }));

  expect(result).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await tagged()).toEqual(keys);
});
