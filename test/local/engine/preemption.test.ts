import type { InvocationAnswer } from '../../../local/src/engine/function-invoker';
import { JobEngine } from '../../../local/src/engine/job-engine';
import type { JobStatus } from '../../../local/src/engine/job-status';
import type { Choices } from '../../../local/src/unknowns';
import { FakeClock } from '../fake-clock';
import { ACCOUNT, csvRequest, reportRows, surroundings, TAGGING_STATEMENTS } from '../surroundings';

// S3 User Guide, "Tracking job status and completion reports" (Pausing, Paused) and "Assigning job priority"

const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
const STATEMENTS = [
  ...TAGGING_STATEMENTS, { Effect: 'Allow', Action: ['s3:GetObject', 'lambda:InvokeFunction'], Resource: '*' },
];
const STEP = 1000;

/** How many tasks a job has, of which eight run at a time, and how long each takes in milliseconds. */
const TASKS = { count: 80, milliseconds: 1000 };

async function account(unknowns: Partial<Choices> = {}, { count, milliseconds } = TASKS) {
  const clock = new FakeClock();
  const invoked: string[] = [];
  const underWay = new Map<string, number>();
  const functions = {
    invoke: async (_arn: string, payload: string): Promise<InvocationAnswer> => {
      const { invocationId, tasks: [{ taskId, s3Key }], job } = JSON.parse(payload) as Event;
      invoked.push(`${job.id} ${s3Key}`);
      underWay.set(job.id, (underWay.get(job.id) ?? 0) + 1);
      await clock.sleep(milliseconds);
      underWay.set(job.id, underWay.get(job.id)! - 1);
      return { outcome: 'returned', payload: JSON.stringify({ invocationSchemaVersion: '1.0', invocationId, results: [{ taskId, resultCode: 'Succeeded', resultString: '' }] }) };
    },
  };
  const { store, principals } = surroundings(clock, STATEMENTS);
  let jobs = 0;
  const engine = new JobEngine({ store, principals, clock, functions, unknowns, account: ACCOUNT, region: 'us-east-1', newJobId: () => `job-${++jobs}` });
  const request = await csvRequest(store, Array.from({ length: count }, (_, index) => `logs,key-${index}\n`).join(''), { Operation: { LambdaInvoke: { FunctionArn: FUNCTION } } });
  const create = (Priority: number) => engine.createJob({ ...request, Priority, ClientRequestToken: `token-${jobs}` });
  const history = new Map<string, JobStatus[]>();
  engine.onChange(({ JobId, Status }) => {
    const statuses = history.get(JobId) ?? [];
    if (statuses.at(-1) !== Status) history.set(JobId, [...statuses, Status]);
  });
  /** Lets a little time pass, and as little as it takes: reading a manifest takes real time too. */
  const until = async (isReached: () => boolean) => {
    for (let turn = 0; !isReached() && turn < 100; turn++) await clock.advance(turn % 10 > 0 ? 0 : STEP);
    expect(isReached()).toBe(true);
  };
  const statusOf = (id: string) => engine.describeJob(id).Status;
  return { clock, store, engine, create, invoked, underWay, until, statusOf, historyOf: (id: string) => history.get(id) };
}

interface Event {
  readonly invocationId: string;
  readonly job: { readonly id: string };
  readonly tasks: readonly { readonly taskId: string; readonly s3Key: string }[];
}

async function sixActive(priority: number, tasks?: typeof TASKS) {
  const parts = await account({}, tasks);
  const ids = Array.from({ length: 6 }, () => parts.create(priority));
  await parts.until(() => ids.every((id) => parts.statusOf(id) === 'Active'));
  return { ...parts, ids };
}

test('a job of higher priority takes the place of the one that came last, which goes on when it has ended', async () => {
  const { clock, create, ids, statusOf, historyOf, store, engine, invoked, until } = await sixActive(1);
  const urgent = create(2);
  await until(() => statusOf(urgent) === 'Active');

  expect(ids.map(statusOf)).toEqual([...Array<JobStatus>(5).fill('Active'), 'Paused']);
  const doneBefore = engine.describeJob(ids[5]).ProgressSummary.NumberOfTasksSucceeded;

  await clock.advance(STEP);
  expect(engine.describeJob(ids[5]).ProgressSummary.NumberOfTasksSucceeded).toBe(doneBefore);
  await clock.advance(60 * STEP);
  expect(historyOf(ids[5])).toEqual(['New', 'Preparing', 'Ready', 'Active', 'Pausing', 'Paused', 'Active', 'Completing', 'Complete']);
  // each task once, whatever happened between them
  expect(invoked.filter((task) => task.startsWith(`${ids[5]} `)).sort()).toEqual(Array.from({ length: 80 }, (_, index) => `${ids[5]} key-${index}`).sort());
  expect(await reportRows(store, ids[5])).toHaveLength(80);
});

test('a job of lower or equal priority waits', async () => {
  const { clock, create, ids, statusOf } = await sixActive(5);
  const others = [create(5), create(4)];
  await clock.advance(4 * STEP);
  expect([...ids, ...others].map(statusOf)).toEqual([...Array<JobStatus>(6).fill('Active'), 'Ready', 'Ready']);
});

test('a paused job goes on before one of its priority that came later', async () => {
  const { clock, create, ids, statusOf, historyOf, until } = await sixActive(1);
  create(2);
  await until(() => statusOf(ids[5]) === 'Paused');
  const late = create(1);
  const starts: string[] = [];
  while (starts.length < 2) {
    await clock.advance(STEP);
    for (const [id, count] of [[ids[5], 2], [late, 1]] as const) {
      if (!starts.includes(id) && historyOf(id)!.filter((status) => status === 'Active').length === count) starts.push(id);
    }
  }
  expect(starts[0]).toBe(ids[5]);
});

test('a raised priority has a running job paused, and a lowered one has a job go on', async () => {
  const { engine, create, ids, statusOf, until } = await sixActive(5);
  const waiting = create(1);
  await until(() => statusOf(waiting) === 'Ready');
  engine.updateJobPriority(waiting, 9);
  await until(() => statusOf(waiting) === 'Active');
  expect(ids.map(statusOf)).toEqual([...Array<JobStatus>(5).fill('Active'), 'Paused']);

  engine.updateJobPriority(waiting, 1);
  await until(() => statusOf(ids[5]) === 'Active');
  expect(statusOf(waiting)).toBe('Paused');
});

test('a running job isn\'t stopped for one of its priority that came before and was paused', async () => {
  const { clock, engine, create, ids, statusOf, until } = await sixActive(1);
  const [urgent, late] = [create(2), create(1)];
  await until(() => statusOf(urgent) === 'Active' && statusOf(late) === 'Ready');
  engine.updateJobPriority(late, 2);
  await until(() => statusOf(late) === 'Active');
  engine.updateJobPriority(late, 1);
  await clock.advance(STEP);
  expect([statusOf(late), statusOf(ids[4]), statusOf(ids[5])]).toEqual(['Active', 'Paused', 'Paused']);
});

test('a job is Pausing until the tasks that have begun are done, also when they are the last', async () => {
  const { engine, create, ids, statusOf, underWay, until, historyOf } = await sixActive(1, { count: 8, milliseconds: 5000 });
  await until(() => underWay.get(ids[5]) === 8);
  const whenPaused: unknown[] = [];
  engine.onChange(({ JobId, Status }) => { if (JobId === ids[5] && Status === 'Paused') whenPaused.push(underWay.get(JobId)); });
  create(2);
  await until(() => statusOf(ids[5]) === 'Complete');
  expect(whenPaused).toEqual([0]);
  expect(historyOf(ids[5])!.slice(3)).toEqual(['Active', 'Pausing', 'Paused', 'Active', 'Completing', 'Complete']);
});

test.each<JobStatus>(['Pausing', 'Paused'])('a job that is %s can be cancelled, and reports what it did', async (status) => {
  const { engine, create, ids, statusOf, store, historyOf, until } = await sixActive(1);
  const urgent = create(2);
  engine.onChange(({ JobId, Status }) => {
    if (JobId !== ids[5] || Status !== status) return;
    expect(engine.updateJobStatus(ids[5], 'Cancelled').Status).toBe('Cancelling');
  });
  await until(() => statusOf(ids[5]) === 'Cancelled');

  expect(historyOf(ids[5])!.slice(-3)).toEqual([status, 'Cancelling', 'Cancelled']);
  await until(() => statusOf(urgent) === 'Active');
  const { NumberOfTasksSucceeded } = engine.describeJob(ids[5]).ProgressSummary;
  expect(NumberOfTasksSucceeded).toBeLessThan(80);
  expect(await reportRows(store, ids[5])).toHaveLength(NumberOfTasksSucceeded);
});

test('time in Active doesn\'t count the pause', async () => {
  const { clock, engine, create, ids, statusOf, until } = await sixActive(1);
  create(2);
  await until(() => statusOf(ids[5]) === 'Paused');
  const seconds = () => engine.describeJob(ids[5]).ProgressSummary.Timers.ElapsedTimeInActiveSeconds;
  const before = seconds();
  expect(before).toBeGreaterThan(1);
  await clock.advance(2 * STEP);
  expect([statusOf(ids[5]), seconds()]).toEqual(['Paused', before]);
});

test('never more than six run, and no job of lower priority while a higher one could', async () => {
  const { clock, engine, create, statusOf } = await account();
  const ids: string[] = [];
  for (let index = 0; index < 20; index++) {
    ids.push(create(index * 7 % 5));
    await clock.advance(STEP);
    const active = ids.filter((id) => ['Active', 'Pausing'].includes(statusOf(id)));
    expect(active.length).toBeLessThanOrEqual(6);
  }
  await clock.advance(500 * STEP);
  expect(ids.map((id) => engine.describeJob(id)).map(({ Status, ProgressSummary }) => [Status, ProgressSummary.NumberOfTasksSucceeded]))
    .toEqual(Array(20).fill(['Complete', 80]));
});

// whether free slots spare a job of lower priority isn't documented
test.each<[Choices['pausesBeyondSlots'], JobStatus]>([[false, 'Active'], [true, 'Paused']])(
  'with slots left and pausesBeyondSlots %s, a running job of lower priority is %s', async (pausesBeyondSlots, status) => {
    const { clock, create, engine, statusOf, until } = await account({ pausesBeyondSlots });
    const low = create(1);
    await until(() => statusOf(low) === 'Active');
    const high = create(2);
    await until(() => statusOf(high) === 'Active');
    await clock.advance(2 * STEP);
    expect([low, high].map(statusOf)).toEqual([status, 'Active']);
    expect(engine.metUnknowns()).toContain('pausesBeyondSlots');
    await clock.advance(60 * STEP);
    expect([low, high].map(statusOf)).toEqual(['Complete', 'Complete']);
  },
);
