import type { FunctionInvoker, InvocationAnswer } from '../../../local/src/engine/function-invoker';
import { TaskList } from '../../../local/src/manifest/task-list';
import type { CreateJobRequest } from '../../../local/src/model/job-request';
import type { Statement } from '../../../local/src/policy/document';
import { FakeClock } from '../fake-clock';
import { csvRequest, JOB_ROLE, reportRows, seed, surroundings, TAGGING_STATEMENTS, taggingRequest } from '../surroundings';

const TASKS: Statement[] = [...TAGGING_STATEMENTS, { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket', 'lambda:InvokeFunction'], Resource: '*' }];

const INVOKING = { Operation: { LambdaInvoke: { FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f' } } };

async function ended(changes: Partial<CreateJobRequest>, statements: Statement[] = TAGGING_STATEMENTS, keys = ['a']) {
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), statements);
  seed(store, ...keys);
  const id = engine.createJob(taggingRequest(changes));
  await engine.idle();
  return engine.describeJob(id);
}

function without(action: string): Statement[] {
  return TAGGING_STATEMENTS.filter(({ Action }) => Action !== action);
}

function answered(payload: string, resultCode: string): InvocationAnswer {
  const { invocationId, tasks: [{ taskId }] } = JSON.parse(payload) as { invocationId: string; tasks: { taskId: string }[] };
  const results = [{ taskId, resultCode, resultString: '' }];
  return { outcome: 'returned', payload: JSON.stringify({ invocationSchemaVersion: '1.0', invocationId, results }) };
}

function signal() {
  let give!: () => void;
  const given = new Promise<void>((resolve) => { give = resolve; });
  return { given, give };
}

test('fails when no object matches, with the words of S3', async () => {
  expect(await ended({}, TAGGING_STATEMENTS, [])).toMatchObject({
    Status: 'Failed',
    ProgressSummary: { TotalNumberOfTasks: 0 },
    FailureReasons: [{ FailureCode: 'InvalidManifestContent', FailureReason: 'Manifest generation found no keys matching the filter criteria' }],
  });
});

test('fails when its role is nobody', async () => {
  const RoleArn = 'arn:aws:iam::111122223333:role/nobody';
  expect(await ended({ RoleArn })).toMatchObject({
    Status: 'Failed', ProgressSummary: { TotalNumberOfTasks: 0 }, FailureReasons: [{ FailureCode: 'AccessDenied', FailureReason: expect.stringContaining(RoleArn) }],
  });
});

test('fails when its role may not set up the inventory that lists the objects', async () => {
  expect(await ended({}, without('s3:PutInventoryConfiguration'))).toMatchObject({
    Status: 'Failed', FailureReasons: [{ FailureReason: expect.stringMatching(/^Error occurred when preparing manifest: .*s3:PutInventoryConfiguration/) }],
  });
});

test('fails when its report can\'t be written, although its tasks are done', async () => {
  expect(await ended({}, without('s3:PutObject'))).toMatchObject({
    Status: 'Failed',
    ProgressSummary: { NumberOfTasksSucceeded: 1 },
    FailureReasons: [{ FailureReason: 'The job report could not be written to your report bucket. Please check your permissions.' }],
  });
});

test('fails on a policy that can\'t be evaluated, naming what it is, instead of guessing', async () => {
  const condition = { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::logs/*', Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } };
  expect(await ended({}, [...TAGGING_STATEMENTS, condition])).toMatchObject({
    Status: 'Failed', FailureReasons: [{ FailureCode: 'LocalEngineError', FailureReason: expect.stringContaining('`aws:SourceVpc`') }],
  });
});

test('gives reasons of no more than 256 characters, as the model has them', async () => {
  const { FailureReasons: [reason] } = await ended({ RoleArn: `${JOB_ROLE}${'x'.repeat(300)}` });
  expect(reason.FailureReason).toHaveLength(256);
});

// S3 User Guide, "Job failure threshold"
test('fails once too many tasks have failed, although those in flight bring it back to half', async () => {
  const thousandDone = signal();
  const othersInFlight = signal();
  let begun = 0;
  const invoke: FunctionInvoker['invoke'] = async (_arn, payload) => {
    const number = ++begun;
    if (number === 1007) othersInFlight.give();
    if (number === 1000) await othersInFlight.given;
    if (number > 1000) await thousandDone.given;
    return answered(payload, number > 400 && number <= 902 ? 'PermanentFailure' : 'Succeeded');
  };
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), TASKS, { invoke });
  engine.onChange(({ ProgressSummary: { NumberOfTasksSucceeded: done, NumberOfTasksFailed: failed } }) => {
    if (done + failed === 1000) thousandDone.give();
  });
  const id = engine.createJob(await csvRequest(store, 'logs,a\n'.repeat(1500), INVOKING));
  await engine.idle();
  expect(engine.describeJob(id)).toMatchObject({
    Status: 'Failed',
    FailureReasons: [{ FailureReason: '502 of 1000 tasks failed, which is more than 50%' }],
    ProgressSummary: { NumberOfTasksSucceeded: 505, NumberOfTasksFailed: 502 },
  });
});

test('never completes with tasks that were not done', async () => {
  jest.spyOn(TaskList.prototype, 'tasks').mockImplementationOnce(async function* () { yield [{ bucket: 'logs', key: 'a' }]; });
  expect(await ended({}, TAGGING_STATEMENTS, ['a', 'b'])).toMatchObject({
    Status: 'Failed', FailureReasons: [{ FailureCode: 'LocalEngineError', FailureReason: 'only 1 of 2 tasks were done' }],
  });
});

// S3 User Guide, "Performing object operations in bulk": six at a time
test('is Failing before another job gets its slot', async () => {
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), TASKS);
  const request = await csvRequest(store, 'logs,absent\n'.repeat(1200));
  let most = 0;
  engine.onChange(() => { most = Math.max(most, engine.listJobs({ jobStatuses: ['Active'] }).jobs.length); });
  const ids = Array.from({ length: 8 }, (_, index) => engine.createJob({ ...request, ClientRequestToken: `token-${index}` }));
  await engine.idle();
  expect(ids.map((id) => engine.describeJob(id).Status)).toEqual(ids.map(() => 'Failed'));
  expect(most).toBe(6);
});

test('reports the tasks that ran of a job that the engine fails while it is being cancelled', async () => {
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), TASKS, { invoke: (...asked) => invoke(...asked) });
  let done = 0;
  const invoke: FunctionInvoker['invoke'] = async (_arn, payload) => {
    if (++done > 20) {
      if (engine.describeJob(id).Status === 'Active') engine.updateJobStatus(id, 'Cancelled');
      throw new Error('no process could be started');
    }
    return answered(payload, 'Succeeded');
  };
  const id = engine.createJob(await csvRequest(store, 'logs,a\n'.repeat(50), INVOKING));
  await engine.idle();
  expect(engine.describeJob(id)).toMatchObject({
    Status: 'Failed', ProgressSummary: { NumberOfTasksSucceeded: 20 }, FailureReasons: [{ FailureReason: 'no process could be started' }],
  });
  expect(await reportRows(store, id)).toHaveLength(20);
});
