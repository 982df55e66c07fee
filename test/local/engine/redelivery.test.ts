import { accountOf, type Answer, type Invoked, invokingRequest, recordingFunction } from './delivery-fixture';
import type { JobEngineOptions } from '../../../local/src/engine/job-engine-options';
import type { CreateJobRequest } from '../../../local/src/model/job-request';
import { csvRequest, reportRows } from '../surroundings';

const KEYS = Array.from({ length: 400 }, (_, index) => `key-${index}`);
const CSV = KEYS.map((key) => `logs,${key}\n`).join('');

type Account = ReturnType<typeof accountOf>;

/** Runs one job; tells how it ended, and its rows. */
async function ended({ engine, store }: Account, request: CreateJobRequest) {
  const id = engine.createJob(request);
  await engine.idle();
  const { redelivered, tasksSucceeded, tasksFailed } = engine.findJob(id)!;
  return { job: engine.describeJob(id), redelivered, succeeded: tasksSucceeded, failed: tasksFailed, rows: await reportRows(store, id) };
}

/** The keys that a tagging job tagged more than once. */
async function taggedTwice(options: Partial<JobEngineOptions>, keys = KEYS) {
  const account = accountOf(options, KEYS);
  const { redelivered, rows, job } = await ended(account, await csvRequest(account.store, keys.map((key) => `logs,${key}\n`).join('')));
  const tagged = account.log.calls.filter(({ action }) => action === 's3:PutObjectTagging').map(({ resource }) => resource.split('/')[1]);
  expect(new Set(tagged)).toEqual(new Set(keys));
  expect(job).toMatchObject({ Status: 'Complete', ProgressSummary: { TotalNumberOfTasks: keys.length, NumberOfTasksSucceeded: keys.length, NumberOfTasksFailed: 0 } });
  expect(rows).toHaveLength(keys.length);
  expect(tagged).toHaveLength(keys.length + redelivered);
  return tagged.filter((key, index) => tagged.indexOf(key) < index).sort();
}

test.each([[undefined, 0], [0, 0], [1, KEYS.length]])('with redeliver %s, %d of 400 tasks are done twice, and each is counted and reported once', async (redeliver, twice) => {
  expect(await taggedTwice({ redeliver })).toHaveLength(twice);
});

test('about the share that was asked for is done twice', async () => {
  // three standard deviations around 40 of 400
  const { length } = await taggedTwice({ redeliver: 0.1 });
  expect(length).toBeGreaterThan(22);
  expect(length).toBeLessThan(58);
});

test('the seed decides which tasks are done twice, whatever else the job has; without one it is 0', async () => {
  const twice = await taggedTwice({ redeliver: 0.1, shuffleSeed: 7 });
  expect(await taggedTwice({ redeliver: 0.1, shuffleSeed: 7 })).toEqual(twice);
  expect(await taggedTwice({ redeliver: 0.1, shuffleSeed: 8 })).not.toEqual(twice);
  expect(await taggedTwice({ redeliver: 0.1 })).toEqual(await taggedTwice({ redeliver: 0.1, shuffleSeed: 0 }));
  const half = KEYS.slice(200);
  expect(await taggedTwice({ redeliver: 0.1, shuffleSeed: 7 }, half)).toEqual(twice.filter((key) => half.includes(key)));
});

/** A job that invokes a function for the object `a`, each task delivered twice. */
async function invokedTwice(answer: Answer, cancelAt = Infinity) {
  const invoked: Invoked[] = [];
  const account: Account = accountOf({ redeliver: 1 }, ['a'], recordingFunction(invoked, (key, time) => {
    if (time === cancelAt) account.engine.updateJobStatus('job-1', 'Cancelled');
    return answer(key, time);
  }));
  return { ...await ended(account, await invokingRequest(account.store, 'logs,a\n')), invoked };
}

test('a function is invoked anew, with ids of the invocation and the task that it hasn\'t seen', async () => {
  const { invoked, rows, redelivered } = await invokedTwice((_key, time) => ({ resultCode: 'Succeeded', resultString: `time ${time}` }));
  expect(invoked.map(({ tasks }) => tasks.map(({ s3Key }) => s3Key))).toEqual([['a'], ['a']]);
  expect(new Set(invoked.map(({ invocationId }) => invocationId)).size).toBe(2);
  expect(new Set(invoked.map(({ tasks: [{ taskId }] }) => taskId)).size).toBe(2);
  expect({ rows, redelivered }).toEqual({ rows: ['logs,a,,succeeded,200,,time 2'], redelivered: 1 });
});

test('a task fails whose second delivery does: the function must bear it', async () => {
  const { invoked, rows, succeeded, failed, redelivered } = await invokedTwice((_key, time) =>
    time === 1 ? { resultCode: 'Succeeded', resultString: '' } : { resultCode: 'PermanentFailure', resultString: 'charged already' });
  expect(invoked).toHaveLength(2);
  expect({ rows, succeeded, failed, redelivered }).toEqual({ rows: ['logs,a,,failed,200,PermanentFailure,charged already'], succeeded: 0, failed: 1, redelivered: 1 });
});

test('a second delivery that fails for the moment is done again, as the first is', async () => {
  const { invoked, rows } = await invokedTwice((_key, time) => ({ resultCode: time === 2 ? 'TemporaryFailure' : 'Succeeded', resultString: `time ${time}` }));
  expect(invoked).toHaveLength(3);
  expect(rows).toEqual(['logs,a,,succeeded,200,,time 3']);
});

test('a task that failed isn\'t delivered again', async () => {
  const { invoked, rows, redelivered } = await invokedTwice(() => ({ resultCode: 'PermanentFailure', resultString: 'no image' }));
  expect({ invocations: invoked.length, rows, redelivered }).toEqual({ invocations: 1, rows: ['logs,a,,failed,200,PermanentFailure,no image'], redelivered: 0 });
});

// S3 User Guide, "Tracking job status and completion reports", Cancelling: what is under way ends, and nothing new begins
test('once a job is cancelled nothing is delivered again', async () => {
  const { job, invoked, rows, redelivered } = await invokedTwice(() => ({ resultCode: 'Succeeded', resultString: 'once' }), 1);
  expect(job.Status).toBe('Cancelled');
  expect({ invocations: invoked.length, rows, redelivered }).toEqual({ invocations: 1, rows: ['logs,a,,succeeded,200,,once'], redelivered: 0 });
});

test('a function that takes several tasks at once gets those again that are delivered again', async () => {
  const invoked: Invoked[] = [];
  const account = accountOf({ redeliver: 1, unknowns: { tasksPerInvocation: 10 } }, KEYS, recordingFunction(invoked));
  const { rows, redelivered, succeeded } = await ended(account, await invokingRequest(account.store, CSV));
  expect({ rows: rows.length, redelivered, succeeded }).toEqual({ rows: 400, redelivered: 400, succeeded: 400 });
  const tasks = invoked.flatMap((event) => event.tasks);
  expect(tasks).toHaveLength(800);
  expect(new Set(tasks.map(({ taskId }) => taskId)).size).toBe(800);
  expect(new Set(tasks.map(({ s3Key }) => s3Key))).toEqual(new Set(KEYS));
});

// S3 User Guide, "Restore objects with Batch Operations": a restoration that goes on can't be begun again at the same speed
test('a restoration that its first delivery began stands in the way of the second, which fails as S3 would answer', async () => {
  const account = accountOf({ redeliver: 1 }, []);
  account.store.seedObject('logs', 'a', { body: Buffer.from('a'), storageClass: 'GLACIER' });
  const Operation = { S3InitiateRestoreObject: { ExpirationInDays: 1, GlacierJobTier: 'BULK' as const } };
  const { job, rows, redelivered } = await ended(account, await csvRequest(account.store, 'logs,a\n', { Operation }));
  expect(job).toMatchObject({ Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 0, NumberOfTasksFailed: 1 } });
  expect({ rows, redelivered }).toEqual({ rows: [expect.stringMatching(/^logs,a,,failed,409,RestoreAlreadyInProgress,/)], redelivered: 1 });
  expect((await account.store.asOwner().headObject({ bucket: 'logs', key: 'a' })).restoration).toMatchObject({ state: 'in progress' });
});

// S3 User Guide, "Adding objects to versioning-enabled buckets": each write makes a version
test('a copy that is delivered twice leaves two versions where there are versions', async () => {
  const account = accountOf({ redeliver: 1 }, ['a']);
  account.store.createBucket('archive', { versioned: true });
  const Operation = { S3PutObjectCopy: { TargetResource: 'arn:aws:s3:::archive' } };
  const { rows } = await ended(account, await csvRequest(account.store, 'logs,a\n', { Operation }));
  expect(rows).toEqual([expect.stringMatching(/^logs,a,,succeeded,200,/)]);
  expect((await account.store.asOwner().listObjectVersions({ bucket: 'archive' })).versions).toHaveLength(2);
});
