import { decide, decideAcrossHops } from './deciding';
import { createEvent, onManifest, properties, request, updateEvent } from './events';
import { FakeService } from './fakes';
import { failingWith, QUICK_SUCCESS, type Timeline } from './timelines';
import { parsePhysicalId } from '../../lambda/physical-id';
import type { JobProperties, JobRequest } from '../../src/private/contract';

const NO_OBJECTS = failingWith('InvalidManifestContent', 'Manifest generation found no keys matching the filter criteria');
const NOT_ASSUMABLE = failingWith('AccessDenied', 'S3 Batch Operations could not assume the role');

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
});

const create = (made: JobProperties = properties()) => decide(createEvent(made), s3.services);
const attempts = () => s3.jobs.map(({ tags }) => tags.find(({ Key }) => Key.endsWith(':request'))?.Value);

const generator = request.ManifestGenerator!.S3JobManifestGenerator;
const replicating: JobRequest = {
  ...request,
  Operation: { S3ReplicateObject: {} },
  ManifestGenerator: { S3JobManifestGenerator: { ...generator, Filter: { EligibleForReplication: true } } },
};

describe('a role that S3 cannot use yet', () => {
  test.each<[string, Timeline]>([
    ['assume', NOT_ASSUMABLE],
    ['read the manifest with', failingWith('ManifestUnreadable', 'Reading the manifest is forbidden: AccessDenied')],
  ])('is one that S3 could not %s: the job is tried again', async (_, failure) => {
    s3.timelines.push(failure, failure, QUICK_SUCCESS);

    const answer = await create();

    expect(answer).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[2].id } });
    expect(attempts()).toEqual(['create-1/1', 'create-1/2', 'create-1/3']);
    expect(new Set(s3.jobs.map(({ made }) => made.token)).size).toBe(3);
  });

  test('is given three more jobs, then believed', async () => {
    s3.timeline = NOT_ASSUMABLE;

    expect(await create()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('could not assume the role') });
    expect(attempts()).toEqual(['create-1/1', 'create-1/2', 'create-1/3', 'create-1/4']);
  });

  test('is given three minutes', async () => {
    s3.timeline = [[0, { status: 'Preparing' }], [120, { status: 'Failed', failureReasons: [{ code: 'AccessDenied', reason: 'no' }] }]];

    expect((await create()).status).toBe('FAILED');
    expect(attempts()).toEqual(['create-1/1', 'create-1/2']);
  });

  test('is none where a task has been run: such a job is not run again', async () => {
    s3.timeline = [[0, { status: 'Failed', totalTasks: 5, failedTasks: 5, failureReasons: [{ code: 'AccessDenied', reason: 'the role was taken away' }] }]];

    expect((await create()).status).toBe('FAILED');
    expect(s3.createdJobs()).toBe(1);
  });

  test('is none where S3 names another reason', async () => {
    s3.timeline = failingWith('InvalidManifestContent', 'Required fields are missing in the schema: Key');

    expect((await create()).status).toBe('FAILED');
    expect(s3.createdJobs()).toBe(1);
  });

  test('is not waited for by a stack that has turned back', async () => {
    s3.timeline = NOT_ASSUMABLE;
    const sleep = s3.clock.sleep;
    s3.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      s3.stackStatus = s3.clock.time - s3.jobs[0].createdAt.getTime() > 25_000 ? 'ROLLBACK_IN_PROGRESS' : s3.stackStatus;
    };

    expect(await create()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('ROLLBACK_IN_PROGRESS') });
    expect(s3.createdJobs()).toBe(1);
  });
});

describe('the jobs of one event', () => {
  test('a delivery takes up the highest attempt, not the first', async () => {
    s3.timelines.push(NOT_ASSUMABLE);
    const first = await create();

    expect((await create()).physicalId).toBe(first.physicalId);
    expect(parsePhysicalId(first.physicalId)).toMatchObject({ jobId: s3.jobs[1].id });
    expect(s3.createdJobs()).toBe(2);
  });

  test('two deliveries at once make one job of each attempt, whose last both answer', async () => {
    s3.timelines.push(NOT_ASSUMABLE, NOT_ASSUMABLE);
    s3.timeline = [[0, { status: 'Active' }]];

    const answers = await Promise.all([create(), create()]);

    expect(new Set(answers.map(({ physicalId }) => physicalId)).size).toBe(1);
    expect(s3.liveJobs()).toHaveLength(1);
  });

  test('the oldest of an attempt stays, and what is left of others is cancelled', async () => {
    s3.timelines.push(NOT_ASSUMABLE);
    s3.timeline = [[0, { status: 'Active' }]];
    await create();
    const [, second] = s3.jobs;
    s3.jobs.push(
      { ...second, id: 'twin', createdAt: new Date(second.createdAt.getTime() + 1) },
      { ...second, id: 'straggler', tags: s3.jobs[0].tags },
    );

    await s3.clock.sleep(1000);

    expect(parsePhysicalId((await create()).physicalId)).toMatchObject({ jobId: second.id });
    expect(s3.liveJobs()).toEqual([second.id]);
  });
});

describe('a generated manifest without objects', () => {
  test('fails the deployment, with what to do about it', async () => {
    s3.timeline = NO_OBJECTS;

    expect(await create()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('`onNoObjects`') });
    expect(s3.createdJobs()).toBe(1);
  });

  test.each<[string, Timeline]>([
    ['in the words that S3 has for it', NO_OBJECTS],
    ['by the code alone', failingWith('InvalidManifestContent', '')],
  ])('is a success where that was asked for, told %s', async (_, failure) => {
    s3.timeline = failure;

    const answer = await create(properties({ OnNoObjects: 'SUCCEED' }));

    expect(answer).toMatchObject({
      status: 'SUCCESS',
      physicalId: expect.stringContaining(s3.jobs[0].id),
      reason: `job ${s3.jobs[0].id} found no object to work on`,
      attributes: { JobId: s3.jobs[0].id, JobStatus: 'Failed', TotalNumberOfTasks: '0' },
    });
  });

  test.each<[string, Timeline, JobRequest]>([
    ['too many objects', failingWith('InvalidManifestContent', 'it contains more keys than the maximum allowed in a single job'), request],
    ['a list that could not be written', failingWith('InvalidManifestContent', 'Error occurred when preparing manifest: Failed to write manifest'), request],
    ['another failure', failingWith('InternalError', 'try again'), request],
    ['a manifest that somebody made', NO_OBJECTS, onManifest({ ETag: 'e' })],
  ])('is not %s', async (_, failure, asked) => {
    s3.timeline = failure;

    expect((await create(properties({ request: asked, OnNoObjects: 'SUCCEED' }))).status).toBe('FAILED');
  });

  test('is no other run', async () => {
    s3.timeline = NO_OBJECTS;
    const made = properties({ OnNoObjects: 'SUCCEED' });
    const { physicalId } = await create(made);
    s3.stackStatus = 'UPDATE_IN_PROGRESS';

    expect(await decide(updateEvent(physicalId, made, properties()), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId });
    expect(s3.createdJobs()).toBe(1);
  });
});

describe('a replication that finds no objects', () => {
  const deploy = (OnNoObjects?: 'SUCCEED') => decideAcrossHops(createEvent(properties({ request: replicating, OnNoObjects })), s3);
  const secondsBetween = () => s3.jobs.slice(1).map(({ createdAt }, index) => (createdAt.getTime() - s3.jobs[index].createdAt.getTime()) / 1000);

  test('is tried again each minute, until S3 heeds the rule', async () => {
    s3.timelines.push(NO_OBJECTS, NO_OBJECTS, NO_OBJECTS);

    expect(await deploy()).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[3].id } });
    expect(attempts()).toEqual(['create-1/1', 'create-1/2', 'create-1/3', 'create-1/4']);
    secondsBetween().forEach((seconds) => expect(seconds).toBeGreaterThanOrEqual(60));
  });

  test.each<['SUCCEED' | undefined, string]>([[undefined, 'FAILED'], ['SUCCEED', 'SUCCESS']])(
    'after ten minutes is what `onNoObjects` %s says', async (onNoObjects, status) => {
      s3.timeline = NO_OBJECTS;

      expect((await deploy(onNoObjects)).status).toBe(status);
      const [first] = s3.jobs;
      const last = s3.jobs[s3.jobs.length - 1];
      const minutes = (last.createdAt.getTime() - first.createdAt.getTime()) / 60_000;
      expect(minutes).toBeGreaterThan(8);
      expect(minutes).toBeLessThanOrEqual(10);
    });
});
