import { decide } from './deciding';
import { completed, createEvent, properties, request, started, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith, failingWith } from './timelines';
import { ServiceError } from '../../lambda/job-control';
import type { JobProperties, WaitSpec } from '../../src/private/contract';

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
});

const guarded = (overrides: Parameters<typeof properties>[0] = {}) => properties({ MaxObjects: '4', ...overrides });
const create = (made: JobProperties = guarded()) => decide(createEvent(made), s3.services);
const confirmations = () => s3.calls.filter((call) => call === 'confirmJob').length;

test('a job without a guard is not held back', async () => {
  await create(properties());

  expect(s3.jobs[0].made.request.ConfirmationRequired).toBe(false);
  expect(confirmations()).toBe(0);
});

test.each([1, 4])('confirms a job of %d objects where 4 are allowed, once they are counted', async (objects) => {
  s3.timeline = busyWith(objects);

  expect(await create()).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Active', TotalNumberOfTasks: String(objects) } });
  expect(s3.jobs[0].made.request.ConfirmationRequired).toBe(true);
  expect(confirmations()).toBe(1);
});

test('cancels a job of 5 objects where 4 are allowed, before its first task, and says so', async () => {
  s3.timeline = busyWith(5);

  const answer = await create();

  expect(answer).toMatchObject({ status: 'FAILED', physicalId: expect.stringContaining(s3.jobs[0].id) });
  expect(answer.reason).toBe(`job ${s3.jobs[0].id} has been cancelled: it names 5 objects, and \`maxObjects\` allows 4; `
    + '0 of 5 tasks failed, 0 succeeded; narrow what its manifest names, or raise `maxObjects`');
  expect(confirmations()).toBe(0);
  expect(s3.liveJobs()).toEqual([]);
});

test('waits for the tasks of a job that it confirmed, until they are completed', async () => {
  expect(await create(guarded({ wait: completed }))).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Complete' } });
});

test.each<[string, WaitSpec]>([
  ['started', started],
  ['completed', completed],
  ['completed, even where it may go on', { ...completed, onTimeout: 'CONTINUE' } as WaitSpec],
])('fails when the count does not come in time, until %s', async (_, wait) => {
  s3.timeline = [[0, { status: 'Preparing' }]];

  const answer = await create(guarded({ wait }));

  expect(answer).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('S3 did not list its objects in time') });
  expect(s3.liveJobs()).toEqual([]);
});

test('does not take a count of nothing for a count', async () => {
  s3.timeline = busyWith(0);

  expect(await create()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('it could not be counted or confirmed') });
  expect(confirmations()).toBe(0);
  expect(s3.liveJobs()).toEqual([]);
});

test.each(['Ready', 'Active'] as const)('cancels a job that somebody else confirmed though it is too large, found %s', async (status) => {
  s3.timeline = [[0, { status: 'Preparing' }], [10, { status, totalTasks: 5 }]];
  const sleep = s3.clock.sleep;
  s3.clock.sleep = async (milliseconds) => {
    await sleep(milliseconds);
    s3.jobs[0].confirmedAt ??= s3.clock.now();
  };

  expect(await create()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('names 5 objects') });
  expect(s3.liveJobs()).toEqual([]);
});

test('a job that was too large and is over has failed all the same', async () => {
  s3.timeline = [[0, { status: 'Complete', totalTasks: 5, succeededTasks: 5 }]];
  const made = s3.createJob.bind(s3);
  s3.createJob = async (job) => {
    const id = await made(job);
    s3.jobs[0].confirmedAt = s3.clock.now();
    return id;
  };

  expect(await create()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('ended Complete, though it names 5 objects') });
});

describe('where a person is to confirm the job', () => {
  const asked = { request: { ...request, ConfirmationRequired: true } };

  test('leaves a job that is small enough to the person', async () => {
    expect(await create(guarded(asked))).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Suspended', TotalNumberOfTasks: '4' } });
    expect(confirmations()).toBe(0);
  });

  test('cancels one that is too large', async () => {
    s3.timeline = busyWith(5);

    expect((await create(guarded(asked))).status).toBe('FAILED');
    expect(s3.liveJobs()).toEqual([]);
  });

  test('leaves a job without a guard alone too', async () => {
    expect(await create(properties(asked))).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Suspended' } });
    expect(confirmations()).toBe(0);
  });
});

test('does not confirm for a stack that has turned back', async () => {
  s3.timeline = busyWith(4);
  const sleep = s3.clock.sleep;
  s3.clock.sleep = async (milliseconds) => {
    await sleep(milliseconds);
    s3.stackStatus = 'ROLLBACK_IN_PROGRESS';
  };

  expect((await create()).status).toBe('FAILED');
  expect(confirmations()).toBe(0);
  expect(s3.liveJobs()).toEqual([]);
});

test('tries again to confirm what S3 did not take at once', async () => {
  s3.timeline = busyWith(4);
  s3.fail('confirmJob', { when: 'before', error: new ServiceError('SlowDown', 'slow down', 503) });

  expect((await create()).status).toBe('SUCCESS');
  expect(confirmations()).toBe(2);
});

test('fails, and says why, when it never may confirm', async () => {
  s3.timeline = busyWith(4);
  s3.fail('confirmJob', ...Array.from({ length: 200 }, () => ({ when: 'before' as const, error: new ServiceError('AccessDenied', 'no', 403) })));

  expect(await create()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('confirming it was refused: AccessDenied: no') });
  expect(s3.liveJobs()).toEqual([]);
});

test('a delivery that finds the job suspended confirms it', async () => {
  s3.timeline = busyWith(4);
  const { sleep } = s3.clock;
  s3.clock.sleep = () => Promise.reject(new Error('the function was killed'));
  await create();
  expect(confirmations()).toBe(0);
  s3.clock.sleep = sleep;

  expect(await create()).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id, JobStatus: 'Active' } });
  expect(s3.createdJobs()).toBe(1);
});

test('a job that fails while it is prepared says why, guard or not', async () => {
  s3.timeline = failingWith('InvalidManifestContent', 'Required fields are missing in the schema: Key');

  expect(await create()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('Required fields are missing') });
});

test('another limit starts no other run, and judges no job that there is', async () => {
  const { physicalId } = await create(guarded({ MaxObjects: '10' }));
  s3.stackStatus = 'UPDATE_IN_PROGRESS';

  expect(await decide(updateEvent(physicalId, guarded(), guarded({ MaxObjects: '1' })), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId });
});

test.each(['0', '-1', '1.5', 'many', '20000000001'])('refuses %s as the most objects, and asks S3 nothing', async (MaxObjects) => {
  expect(await create(properties({ MaxObjects }))).toMatchObject({
    status: 'FAILED', physicalId: 'none/create-1', reason: expect.stringContaining('`maxObjects` must be a whole number from 1 to 20000000000'),
  });
  expect(s3.calls).toEqual([]);
});
