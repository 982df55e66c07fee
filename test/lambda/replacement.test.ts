import { decide } from './deciding';
import { completed, createEvent, properties, request, started, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith, failingWith } from './timelines';
import type { JobProperties, WaitSpec } from '../../src/private/contract';

let s3: FakeService;
let old: string;
beforeEach(async () => {
  s3 = new FakeService();
  s3.timeline = busyWith(100);
  ({ physicalId: old } = await decide(createEvent(), s3.services));
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  s3.calls.length = 0;
});

const changed = (overrides: Parameters<typeof properties>[0] = {}) => properties({ request: taggingWith('frozen'), ...overrides });
const replace = (made: JobProperties = changed()) => decide(updateEvent(old, properties(), made), s3.services);
const statuses = () => s3.jobs.map(({ id }) => s3.status(id));

test('a job that still runs is cancelled once its successor is prepared, and has stopped before that runs', async () => {
  s3.stopsWithin = 100;
  let oldWas: string | undefined;
  const confirm = s3.confirmJob.bind(s3);
  s3.confirmJob = (jobId) => {
    oldWas = s3.status(s3.jobs[0].id);
    return confirm(jobId);
  };

  const answer = await replace();

  expect(answer).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id, JobStatus: 'Active' } });
  expect(s3.jobs[1].made.request.ConfirmationRequired).toBe(true);
  expect(s3.jobs[0].cancelledAt!.getTime()).toBeGreaterThanOrEqual(s3.jobs[1].createdAt.getTime() + 10_000);
  expect(oldWas).toBe('Cancelled');
  expect(statuses()).toEqual(['Cancelled', 'Active']);
});

test.each<[string, WaitSpec]>([['created', { until: 'created' }], ['started', started]])('works the same until %s', async (_, wait) => {
  expect((await replace(changed({ wait }))).status).toBe('SUCCESS');
  expect(statuses()).toEqual(['Cancelled', 'Active']);
});

test('until completed, judges the new job', async () => {
  s3.timeline = [...busyWith(100), [60, { status: 'Complete', totalTasks: 100, failedTasks: 100 }]];

  expect(await replace(changed({ wait: completed }))).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('too many of its tasks failed') });
  expect(statuses()[0]).toBe('Cancelled');
});

test('a job that ends by itself meanwhile needs no cancellation', async () => {
  s3.timeline = [[0, { status: 'Preparing' }], [300, { status: 'Active', totalTasks: 1 }]];
  const running = replace();
  const [before] = s3.jobs;
  Object.assign(before, { timeline: [...before.timeline, [100, { status: 'Complete', totalTasks: 100 }]] });

  expect((await running).status).toBe('SUCCESS');
  expect(statuses()).toEqual(['Complete', 'Active']);
  expect(s3.calls).not.toContain('cancelJob');
});

test('goes on when its successor fails to prepare', async () => {
  s3.timeline = failingWith('InvalidManifestContent', 'Required fields are missing in the schema: Key');

  expect(await replace()).toMatchObject({ status: 'FAILED', physicalId: old, reason: expect.stringContaining('Required fields are missing') });
  expect(statuses()).toEqual(['Active', 'Failed']);
  expect(s3.jobs[0].cancelledAt).toBeUndefined();
});

test.each<[string, WaitSpec, number]>([
  ['ten minutes at least', { until: 'started', timeoutSeconds: 60 }, 600],
  ['as long as the wait', { until: 'completed', timeoutSeconds: 700, onTimeout: 'CONTINUE', maxFailedTasks: 0 }, 700],
])('goes on when its successor is not prepared in time: %s', async (_, wait, seconds) => {
  s3.timeline = [[0, { status: 'Preparing' }]];

  expect(await replace(changed({ wait }))).toMatchObject({
    status: 'FAILED', physicalId: old, reason: expect.stringContaining('and the job before it goes on'),
  });
  const [before, after] = s3.jobs;
  expect(statuses()).toEqual(['Active', 'Cancelled']);
  expect(before.cancelledAt).toBeUndefined();
  const waited = (after.cancelledAt!.getTime() - after.createdAt.getTime()) / 1000;
  expect(waited).toBeGreaterThanOrEqual(seconds);
  expect(waited).toBeLessThan(seconds + 40);
});

test('that does not stop in time keeps its successor from running', async () => {
  s3.stopsWithin = Infinity;

  expect(await replace()).toMatchObject({ status: 'FAILED', physicalId: old, reason: expect.stringContaining('the job before it did not stop in time') });
  expect(s3.calls).not.toContain('confirmJob');
  expect(s3.jobs[1].cancelledAt).toBeDefined();
});

test('goes on, with no successor, when the stack turns back before it was cancelled', async () => {
  const sleep = s3.clock.sleep;
  s3.clock.sleep = async (milliseconds) => {
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await sleep(milliseconds);
  };

  expect(await replace()).toMatchObject({ status: 'FAILED', physicalId: old });
  expect(statuses()).toEqual(['Active', 'Cancelled']);
});

test('is cancelled for a successor that a person is to confirm, which stays suspended', async () => {
  const asked = changed({ request: { ...taggingWith('frozen'), ConfirmationRequired: true } });

  expect(await replace(asked)).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Suspended' } });
  expect(statuses()).toEqual(['Cancelled', 'Suspended']);
  expect(s3.calls).not.toContain('confirmJob');
});

test('is stopped at once when somebody confirms its successor too early', async () => {
  const sleep = s3.clock.sleep;
  s3.clock.sleep = async (milliseconds) => {
    await sleep(milliseconds);
    if (s3.jobs.length === 2 && s3.status(s3.jobs[1].id) === 'Suspended') {
      s3.jobs[1].confirmedAt = s3.clock.now();
    }
  };

  expect((await replace()).status).toBe('SUCCESS');
  expect(statuses()).toEqual(['Cancelled', 'Active']);
});

test('goes on when its successor would have too many objects', async () => {
  expect(await replace(changed({ MaxObjects: '99' }))).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('names 100 objects') });
  expect(statuses()).toEqual(['Active', 'Cancelled']);
});

test('a delivery that finds the old job stopped and the new one suspended lets that run', async () => {
  const event = updateEvent(old, properties(), changed({ wait: { until: 'created' } }));
  const confirm = s3.confirmJob.bind(s3);
  s3.confirmJob = () => Promise.reject(new Error('the function was killed'));
  await decide(event, s3.services);
  s3.confirmJob = confirm;
  // a killed function cancels nothing
  s3.jobs[1].cancelledAt = undefined;

  expect(await decide(event, s3.services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id } });
  expect(statuses()).toEqual(['Cancelled', 'Active']);
  expect(s3.createdJobs()).toBe(2);
});

test('a delivery that finds the old job ended gives its guarded successor no less time than one that found it live', async () => {
  s3.timeline = [[0, { status: 'Preparing' }], [300, { status: 'Active', totalTasks: 4 }]];
  const event = updateEvent(old, properties(), changed({ MaxObjects: '4', wait: { until: 'started', timeoutSeconds: 60 } }));
  const { sleep } = s3.clock;
  s3.clock.sleep = () => Promise.reject(new Error('the function was killed'));
  await decide(event, s3.services);
  s3.clock.sleep = sleep;
  Object.assign(s3.jobs[0], { cancelledAt: s3.clock.now() });
  // a killed function cancels nothing
  s3.jobs[1].cancelledAt = undefined;
  await s3.clock.sleep(120_000);

  expect(await decide(event, s3.services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id } });
});

test('rolled back afterwards, the abandoned job is cancelled and the old run keeps its id', async () => {
  const { physicalId } = await replace();
  s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

  expect(await decide(updateEvent(physicalId, changed(), properties(), 'rollback'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: old });
  expect(s3.liveJobs()).toEqual([]);
});

test('the job that it replaces is not taken for another one of the resource, but any other is', async () => {
  s3.jobs.push({ ...s3.jobs[0], id: 'stray' });

  expect(await replace()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('job stray of this resource still runs (it is Active)') });
  expect(s3.status(s3.jobs[0].id)).toBe('Active');
});

test('a copy of a job, which has its tags, is named with the way to end it', async () => {
  s3.jobs.push({ ...s3.jobs[0], id: 'copy' });

  expect((await replace()).reason).toContain('as a copy with its tags; wait until it has ended or cancel it '
    + '(aws s3control update-job-status --account-id 111122223333 --job-id copy --requested-job-status Cancelled), then deploy again');
});

describe('with `runOn` RUN_ID', () => {
  const made = (overrides: Parameters<typeof properties>[0] = {}) => properties({ RunOn: 'RUN_ID', RunId: '1', ...overrides });
  let id: string;
  beforeEach(async () => {
    s3 = new FakeService();
    s3.timeline = busyWith(100);
    ({ physicalId: id } = await decide(createEvent(made()), s3.services));
    s3.stackStatus = 'UPDATE_IN_PROGRESS';
  });

  const other = made({ request: taggingWith('frozen') });
  const elsewhere = made({
    request: { ...request, ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::other', EnableManifestOutput: false } } },
  });

  test.each([['operation', other], ['manifest', elsewhere]])('refuses another %s while the job runs, but not while rolling back', async (_, next) => {
    const event = updateEvent(id, made(), next);

    expect(await decide(event, s3.services)).toMatchObject({
      status: 'FAILED', physicalId: id, reason: expect.stringContaining('still runs with the old operation or manifest'),
    });
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await decide(event, s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.createdJobs()).toBe(1);
    expect(s3.liveJobs()).toHaveLength(1);
  });

  test('takes another operation for the next run once the job has ended', async () => {
    s3.jobs[0].cancelledAt = s3.clock.now();
    await s3.clock.sleep(60_000);

    expect(await decide(updateEvent(id, made(), other), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.createdJobs()).toBe(1);
  });

  test('refuses another operation that comes along with it, while the job runs', async () => {
    const before = properties({ RunId: '1' });
    ({ physicalId: id } = await decide(createEvent(before, 'create-2'), (s3 = new FakeService()).services));
    s3.stackStatus = 'UPDATE_IN_PROGRESS';

    expect(await decide(updateEvent(id, before, other), s3.services)).toMatchObject({
      status: 'FAILED', physicalId: id, reason: expect.stringContaining('still runs with the old operation or manifest'),
    });
  });

  test('keeps the job where nothing about it changed', async () => {
    expect(await decide(updateEvent(id, made(), made({ wait: completed })), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: id });
  });

  test('another `runId` replaces the job that runs', async () => {
    const answer = await decide(updateEvent(id, made(), made({ RunId: '2', request: taggingWith('frozen') })), s3.services);

    expect(answer).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id } });
    expect(statuses()).toEqual(['Cancelled', 'Active']);
  });
});
