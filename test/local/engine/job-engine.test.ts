import type { JobEngine } from '../../../local/src/engine/job-engine';
import type { JobStatus } from '../../../local/src/engine/job-status';
import { FakeClock } from '../fake-clock';
import { seed, surroundings, taggingRequest } from '../surroundings';

const STEP = 1000;

function account() {
  const clock = new FakeClock(undefined, { auto: true });
  const parts = surroundings(clock);
  seed(parts.store, 'a');
  const create = (token: string, Priority = 10) => parts.engine.createJob(taggingRequest({ ClientRequestToken: token, Priority }));
  const statusOf = (id: string) => parts.engine.describeJob(id).Status;
  return { ...parts, clock, create, statusOf };
}

/** Resolves at the change that makes it so, before any time passes. */
function moment(engine: JobEngine, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = engine.onChange(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

test('stays in each state for a while, so that a client that polls sees it', async () => {
  const { clock, engine, create } = account();
  const start = clock.now().getTime();
  const seen: [JobStatus, number][] = [];
  engine.onChange(({ Status }) => { if (seen.at(-1)?.[0] !== Status) seen.push([Status, clock.now().getTime() - start]); });
  create('one');
  await engine.idle();
  expect(seen).toEqual([
    ['New', 0], ['Preparing', STEP], ['Ready', 2 * STEP], ['Active', 3 * STEP], ['Completing', 4 * STEP], ['Complete', 5 * STEP],
  ]);
});

test('tells when a job was made and ended, and how long it was active', async () => {
  const { clock, engine, create } = account();
  const start = clock.now();
  const id = create('one');
  await engine.idle();
  expect(engine.describeJob(id)).toMatchObject({
    JobArn: `arn:aws:s3:us-east-1:111122223333:job/${id}`,
    CreationTime: start,
    TerminationDate: new Date(start.getTime() + 5 * STEP),
    ProgressSummary: { Timers: { ElapsedTimeInActiveSeconds: 1 } },
  });
});

test('runs six jobs at a time, the others wait in Ready', async () => {
  const { engine, create, statusOf } = account();
  const ids = Array.from({ length: 8 }, (_, index) => create(`token-${index}`));
  let most = 0;
  engine.onChange(() => { most = Math.max(most, ids.map(statusOf).filter((status) => status === 'Active').length); });
  await moment(engine, () => statusOf(ids[5]) === 'Active');
  expect(ids.map(statusOf)).toEqual([...Array<JobStatus>(6).fill('Active'), 'Ready', 'Ready']);
  await engine.idle();
  expect(ids.map(statusOf)).toEqual(Array<JobStatus>(8).fill('Complete'));
  expect(most).toBe(6);
});

test('lets the highest priority go first, then who came first', async () => {
  const { engine, create, statusOf } = account();
  const started: string[] = [];
  engine.onChange(({ JobId, Status, Priority }) => {
    if (Status === 'Active' && Priority !== 99 && !started.includes(JobId)) started.push(JobId);
  });
  for (let index = 0; index < 6; index++) create(`first-${index}`, 99);
  const [low, early, late, raised] = [create('low', 1), create('early', 5), create('late', 5), create('raised', 0)];
  await moment(engine, () => statusOf(raised) === 'Ready');
  engine.updateJobPriority(raised, 50);
  await engine.idle();
  expect(started).toEqual([raised, early, late, low]);
});

test('gives the turns of jobs that were cancelled in Ready to the next', async () => {
  const { engine, create, statusOf } = account();
  for (let index = 0; index < 6; index++) create(`first-${index}`);
  const cancelled = Array.from({ length: 6 }, (_, index) => create(`cancelled-${index}`));
  const next = create('next');
  await moment(engine, () => statusOf(next) === 'Ready');
  for (const id of cancelled) expect(engine.updateJobStatus(id, 'Cancelled').Status).toBe('Cancelled');
  await engine.idle();
  expect(cancelled.map(statusOf)).toEqual(Array<JobStatus>(6).fill('Cancelled'));
  expect(statusOf(next)).toBe('Complete');
});

test.each<JobStatus>(['New', 'Preparing', 'Ready'])('cancels a job that is %s at once, before any task', async (status) => {
  const { clock, engine, create, statusOf, store } = account();
  const id = create('one');
  if (status !== 'New') await moment(engine, () => statusOf(id) === status);
  expect(statusOf(id)).toBe(status);
  expect(engine.updateJobStatus(id, 'Cancelled').Status).toBe('Cancelled');
  await clock.sleep(60 * STEP);
  await engine.idle();
  expect(statusOf(id)).toBe('Cancelled');
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: [] });
});

test('cancels an active job by way of Cancelling', async () => {
  const { engine, create, statusOf } = account();
  const id = create('one');
  await moment(engine, () => statusOf(id) === 'Active');
  expect(engine.updateJobStatus(id, 'Cancelled').Status).toBe('Cancelling');
  await engine.idle();
  expect(statusOf(id)).toBe('Cancelled');
});

test('refuses to confirm a job that is not suspended, and to cancel one that is over', async () => {
  const { engine, create } = account();
  const id = create('one');
  expect(() => engine.updateJobStatus(id, 'Ready')).toThrow(expect.objectContaining({ code: 'JobStatusException' }));
  await engine.idle();
  expect(() => engine.updateJobStatus(id, 'Cancelled')).toThrow(expect.objectContaining({ code: 'JobStatusException' }));
});

test('makes one job of an equal request with the same token, and refuses another request with it', () => {
  const { engine } = account();
  const request = taggingRequest();
  const id = engine.createJob(request);
  expect(engine.createJob(JSON.parse(JSON.stringify(request)) as typeof request)).toBe(id);
  expect(() => engine.createJob({ ...request, Priority: 11 })).toThrow(expect.objectContaining({ status: 400, code: 'IdempotencyException' }));
  expect(engine.listJobs().jobs).toHaveLength(1);
});

test('suspends a job whose request says nothing of confirmation', async () => {
  const { engine, statusOf } = account();
  const id = engine.createJob(taggingRequest({ ConfirmationRequired: undefined }));
  await engine.idle();
  expect(statusOf(id)).toBe('Suspended');
});

test('lists every job once over the pages, newest first', () => {
  const { engine, create } = account();
  const ids = Array.from({ length: 5 }, (_, index) => create(`token-${index}`));
  const listed: string[][] = [];
  let nextToken: string | undefined;
  do {
    const page = engine.listJobs({ maxResults: 2, nextToken });
    listed.push(page.jobs.map(({ JobId }) => JobId));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  expect(listed).toEqual([[ids[4], ids[3]], [ids[2], ids[1]], [ids[0]]]);
});

test('lists jobs of the wanted states', async () => {
  const { engine, create } = account();
  const done = create('done');
  await engine.idle();
  const fresh = create('fresh');
  expect(engine.listJobs({ jobStatuses: ['Complete', 'Failed'] }).jobs).toMatchObject([{ JobId: done, Operation: 'S3PutObjectTagging', Status: 'Complete' }]);
  expect(engine.listJobs({ jobStatuses: ['New'] }).jobs).toMatchObject([{ JobId: fresh }]);
});

test.each([
  ['InvalidRequestException', { jobStatuses: ['Sleeping'] }],
  ['InvalidRequestException', { maxResults: 1001 }],
  ['InvalidRequestException', { maxResults: NaN }],
  ['InvalidNextTokenException', { nextToken: 'none-of-ours' }],
])('refuses with %s a listing of %j', (code, request) => {
  expect(() => account().engine.listJobs(request)).toThrow(expect.objectContaining({ status: 400, code }));
});
