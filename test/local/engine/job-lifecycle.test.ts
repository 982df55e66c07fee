import type { JobStatus } from '../../../local/src/engine/job-status';
import type { CreateJobRequest } from '../../../local/src/model/job-request';
import { FakeClock } from '../fake-clock';
import { JOB_ROLE, keysOf, reportRows, seed, surroundings, TAGGING_STATEMENTS, taggingRequest } from '../surroundings';

function running(changes: Partial<CreateJobRequest> = {}, keys = ['a', 'b', 'c']) {
  const parts = surroundings(new FakeClock(undefined, { auto: true }));
  seed(parts.store, ...keys);
  const statuses: JobStatus[] = [];
  parts.engine.onChange(({ Status }) => { if (statuses.at(-1) !== Status) statuses.push(Status); });
  const id = parts.engine.createJob(taggingRequest(changes));
  return { ...parts, id, statuses };
}

test('tags every selected object and reports each one', async () => {
  const { engine, id, store, statuses } = running();
  await engine.idle();
  expect(statuses).toEqual(['New', 'Preparing', 'Ready', 'Active', 'Completing', 'Complete']);
  expect(engine.describeJob(id)).toMatchObject({
    Status: 'Complete',
    ProgressSummary: { TotalNumberOfTasks: 3, NumberOfTasksSucceeded: 3, NumberOfTasksFailed: 0 },
    FailureReasons: [],
  });
  for (const key of ['a', 'b', 'c']) {
    expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key })).toEqual({ tagSet: [{ Key: 'retention', Value: 'short' }] });
  }
  expect(await reportRows(store, id)).toEqual(['logs,a,,succeeded,200,,success', 'logs,b,,succeeded,200,,success', 'logs,c,,succeeded,200,,success']);
});

test('leaves alone what the filter leaves out', async () => {
  const { engine, store } = running({
    ManifestGenerator: {
      S3JobManifestGenerator: {
        SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false, Filter: { KeyNameConstraint: { MatchAnyPrefix: ['b'] } },
      },
    },
  });
  await engine.idle();
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: [] });
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'b' })).toEqual({ tagSet: [{ Key: 'retention', Value: 'short' }] });
});

test('completes although every task failed, and says so task by task', async () => {
  const { engine, id, store, principals, role } = running();
  principals.put(JOB_ROLE, [{ Statement: TAGGING_STATEMENTS.filter(({ Action }) => !Action!.includes('s3:PutObjectTagging')) }]);
  await engine.idle();
  expect(engine.describeJob(id)).toMatchObject({ Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 0, NumberOfTasksFailed: 3 } });
  const [first] = await reportRows(store, id);
  expect(first).toMatch(new RegExp(`^logs,a,,failed,403,AccessDenied,.*${role.arn} is not authorized to perform: s3:PutObjectTagging`));
});

test('makes one task and one row of one object, however many there are', async () => {
  const keys = Array.from({ length: 2345 }, (_, index) => `key ${index}`);
  const { engine, id, store, log } = running({}, keys);
  await engine.idle();
  const taggings = log.calls.filter(({ action }) => action === 's3:PutObjectTagging').map(({ resource }) => resource);
  expect(taggings.sort()).toEqual(keys.map((key) => `arn:aws:s3:::logs/${key}`).sort());
  expect((await reportRows(store, id)).map((row) => row.split(',')[1])).toEqual(keys.map((key) => encodeURIComponent(key)).sort());
});

test('waits in Suspended for its confirmation, with its tasks counted', async () => {
  const { engine, id, statuses, store } = running({ ConfirmationRequired: true });
  await engine.idle();
  expect(engine.describeJob(id)).toMatchObject({
    Status: 'Suspended', SuspendedCause: 'AWAITING_CONFIRMATION', SuspendedDate: expect.any(Date), ProgressSummary: { TotalNumberOfTasks: 3 },
  });
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: [] });
  expect(engine.updateJobStatus(id, 'Ready').Status).toBe('Ready');
  await engine.idle();
  expect(statuses).toEqual(['New', 'Preparing', 'Suspended', 'Ready', 'Active', 'Completing', 'Complete']);
});

test('is cancelled at once while it waits for its confirmation', async () => {
  const { engine, id, store } = running({ ConfirmationRequired: true });
  await engine.idle();
  expect(engine.updateJobStatus(id, 'Cancelled', 'no need')).toMatchObject({ Status: 'Cancelled', StatusUpdateReason: 'no need', TerminationDate: expect.any(Date) });
  await engine.idle();
  expect(await keysOf(store, 'reports')).toEqual([]);
});

test('stops when it is cancelled among its tasks, and reports those that ran', async () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `key-${index}`);
  const { engine, id, store, statuses } = running({}, keys);
  const stop = engine.onChange(({ ProgressSummary }) => {
    if (ProgressSummary.NumberOfTasksSucceeded < 300) return;
    stop();
    engine.updateJobStatus(id, 'Cancelled');
  });
  await engine.idle();
  expect(statuses.slice(-3)).toEqual(['Active', 'Cancelling', 'Cancelled']);
  const { NumberOfTasksSucceeded } = engine.describeJob(id).ProgressSummary;
  expect(NumberOfTasksSucceeded).toBeLessThan(1000);
  expect(await reportRows(store, id)).toHaveLength(NumberOfTasksSucceeded);
});

test.each([
  ['1000 tasks have run and more than half failed', 1200, 'Failed', ['Active', 'Failing', 'Failed']],
  ['fewer than 1000 tasks there are', 999, 'Complete', ['Active', 'Completing', 'Complete']],
])('when %s, a failing job becomes what it does in S3', async (_case, count, status, lastStatuses) => {
  const { engine, id, statuses, principals, store } = running({}, Array.from({ length: count }, (_, index) => `key-${index}`));
  principals.put(JOB_ROLE, [{ Statement: TAGGING_STATEMENTS.filter(({ Action }) => !Action!.includes('s3:PutObjectTagging')) }]);
  await engine.idle();
  expect(engine.describeJob(id).Status).toBe(status);
  expect(statuses.slice(-3)).toEqual(lastStatuses);
  expect(await reportRows(store, id)).toHaveLength(engine.describeJob(id).ProgressSummary.NumberOfTasksFailed);
});

test('completes when exactly half of its tasks fail', async () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `${index % 2 ? 'kept' : 'open'}/${index}`);
  const { engine, id, principals } = running({}, keys);
  const denial = { Effect: 'Deny', Action: 's3:PutObjectTagging', Resource: 'arn:aws:s3:::logs/kept/*' };
  principals.put(JOB_ROLE, [{ Statement: [...TAGGING_STATEMENTS, denial] }]);
  await engine.idle();
  expect(engine.describeJob(id)).toMatchObject({ Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 500, NumberOfTasksFailed: 500 } });
});
