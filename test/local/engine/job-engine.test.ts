import type { JobStatus } from '../../../local/src/engine/job-status';
import { FakeClock } from '../fake-clock';
import { seed, surroundings, taggingRequest } from '../surroundings';

const STEP = 1000;

function standingStill() {
  const clock = new FakeClock();
  const parts = surroundings(clock);
  seed(parts.store, 'a');
  const create = (token: string, Priority = 10) => parts.engine.createJob(taggingRequest({ ClientRequestToken: token, Priority }));
  const statusOf = (id: string) => parts.engine.describeJob(id).Status;
  return { ...parts, clock, create, statusOf };
}

test('stays in each state for a while, so that a client that polls sees it', async () => {
  const { clock, create, statusOf } = standingStill();
  const id = create('one');
  const seen: JobStatus[] = [statusOf(id)];
  for (let step = 0; step < 5; step++) {
    await clock.advance(STEP);
    seen.push(statusOf(id));
  }
  expect(seen).toEqual(['New', 'Preparing', 'Ready', 'Active', 'Completing', 'Complete']);
});

test('tells when a job was made and ended, and how long it was active', async () => {
  const { clock, engine, create } = standingStill();
  const start = clock.now();
  const id = create('one');
  await clock.advance(60 * STEP);
  expect(engine.describeJob(id)).toMatchObject({
    JobArn: `arn:aws:s3:us-east-1:111122223333:job/${id}`,
    CreationTime: start,
    TerminationDate: new Date(start.getTime() + 5 * STEP),
    ProgressSummary: { Timers: { ElapsedTimeInActiveSeconds: 1 } },
  });
});

test('runs six jobs at a time, the others wait in Ready', async () => {
  const { clock, create, statusOf } = standingStill();
  const ids = Array.from({ length: 8 }, (_, index) => create(`token-${index}`));
  await clock.advance(3 * STEP);
  expect(ids.map(statusOf)).toEqual([...Array<JobStatus>(6).fill('Active'), 'Ready', 'Ready']);
  await clock.advance(2 * STEP);
  expect(ids.map(statusOf)).toEqual([...Array<JobStatus>(6).fill('Complete'), 'Active', 'Active']);
});

test('lets the highest priority go first, then who came first', async () => {
  const { clock, engine, create } = standingStill();
  const started: string[] = [];
  engine.onChange(({ JobId, Status, Priority }) => {
    if (Status === 'Active' && Priority !== 99 && !started.includes(JobId)) started.push(JobId);
  });
  for (let index = 0; index < 6; index++) create(`first-${index}`, 99);
  const [low, early, late, raised] = [create('low', 1), create('early', 5), create('late', 5), create('raised', 0)];
  await clock.advance(3 * STEP);
  engine.updateJobPriority(raised, 50);
  await clock.advance(60 * STEP);
  expect(started).toEqual([raised, early, late, low]);
});

test('gives the turns of jobs that were cancelled in Ready to the next', async () => {
  const { clock, engine, create, statusOf } = standingStill();
  for (let index = 0; index < 6; index++) create(`first-${index}`);
  const cancelled = Array.from({ length: 6 }, (_, index) => create(`cancelled-${index}`));
  const next = create('next');
  await clock.advance(3 * STEP);
  for (const id of cancelled) expect(engine.updateJobStatus(id, 'Cancelled').Status).toBe('Cancelled');
  await clock.advance(60 * STEP);
  expect(cancelled.map(statusOf)).toEqual(Array<JobStatus>(6).fill('Cancelled'));
  expect(statusOf(next)).toBe('Complete');
});

test.each([['New', 0], ['Preparing', 1], ['Ready', 2]])('cancels a job that is %s at once, before any task', async (status, steps) => {
  const { clock, engine, create, statusOf, store } = standingStill();
  const id = create('one');
  await clock.advance(steps * STEP);
  expect(statusOf(id)).toBe(status);
  expect(engine.updateJobStatus(id, 'Cancelled').Status).toBe('Cancelled');
  await clock.advance(60 * STEP);
  expect(statusOf(id)).toBe('Cancelled');
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: [] });
});

test('cancels an active job by way of Cancelling', async () => {
  const { clock, engine, create, statusOf } = standingStill();
  const id = create('one');
  await clock.advance(3 * STEP);
  expect(engine.updateJobStatus(id, 'Cancelled').Status).toBe('Cancelling');
  await clock.advance(60 * STEP);
  expect(statusOf(id)).toBe('Cancelled');
});

test('refuses to confirm a job that is not suspended, and to cancel one that is over', async () => {
  const { clock, engine, create } = standingStill();
  const id = create('one');
  expect(() => engine.updateJobStatus(id, 'Ready')).toThrow(expect.objectContaining({ code: 'JobStatusException' }));
  await clock.advance(60 * STEP);
  expect(() => engine.updateJobStatus(id, 'Cancelled')).toThrow(expect.objectContaining({ code: 'JobStatusException' }));
});

test('makes one job of an equal request with the same token, and refuses another request with it', () => {
  const { engine } = standingStill();
  const request = taggingRequest();
  const id = engine.createJob(request);
  expect(engine.createJob(JSON.parse(JSON.stringify(request)) as typeof request)).toBe(id);
  expect(() => engine.createJob({ ...request, Priority: 11 })).toThrow(expect.objectContaining({ status: 400, code: 'IdempotencyException' }));
  expect(engine.listJobs().jobs).toHaveLength(1);
});

test('suspends a job whose request says nothing of confirmation', async () => {
  const { clock, engine, statusOf } = standingStill();
  const id = engine.createJob(taggingRequest({ ConfirmationRequired: undefined }));
  await clock.advance(60 * STEP);
  expect(statusOf(id)).toBe('Suspended');
});

test('lists every job once over the pages, newest first', () => {
  const { engine, create } = standingStill();
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
  const { clock, engine, create } = standingStill();
  const done = create('done');
  await clock.advance(60 * STEP);
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
  expect(() => standingStill().engine.listJobs(request)).toThrow(expect.objectContaining({ status: 400, code }));
});
