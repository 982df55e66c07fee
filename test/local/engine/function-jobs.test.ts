import type { InvocationAnswer } from '../../../local/src/engine/function-invoker';
import type { Statement } from '../../../local/src/policy/document';
import { FakeClock } from '../fake-clock';
import { csvRequest, JOB_ROLE, reportRows, surroundings, TAGGING_STATEMENTS } from '../surroundings';

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:resize';
const INVOKE: Statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `${FUNCTION}:*` };
const OTHERS: Statement[] = [...TAGGING_STATEMENTS, { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/manifests/*' }];

interface Event {
  readonly invocationId: string;
  readonly tasks: readonly { readonly taskId: string; readonly s3Key: string }[];
}

/** What a function answers about a key, the first time, the second time, and so on; the last answer stays. */
type Answers = (key: string, attempt: number) => { readonly resultCode: string; readonly resultString: string } | InvocationAnswer;

async function ran(csv: string, answers: Answers, { statements = [...OTHERS, INVOKE], cancelAfter = Infinity, functionArn = `${FUNCTION}:live` } = {}) {
  const invocations: string[] = [];
  const functions = {
    invoke: async (arn: string, payload: string): Promise<InvocationAnswer> => {
      const { invocationId, tasks: [{ taskId, s3Key }] } = JSON.parse(payload) as Event;
      invocations.push(s3Key);
      const answer = answers(s3Key, invocations.filter((key) => key === s3Key).length);
      if (invocations.length === cancelAfter) parts.engine.updateJobStatus(id, 'Cancelled');
      if (arn !== functionArn) return { outcome: 'notFound' };
      return 'outcome' in answer ? answer : { outcome: 'returned', payload: JSON.stringify({ invocationSchemaVersion: '1.0', invocationId, results: [{ taskId, ...answer }] }) };
    },
  };
  const parts = surroundings(new FakeClock(undefined, { auto: true }), statements, functions);
  const id = parts.engine.createJob(await csvRequest(parts.store, csv, { Operation: { LambdaInvoke: { FunctionArn: functionArn } } }));
  await parts.engine.idle();
  return { ...parts, job: parts.engine.describeJob(id), rows: await reportRows(parts.store, id), invocations };
}

test('reports what the function says of each object', async () => {
  const { rows, job } = await ran('logs,a\nlogs,b%20c\n', (key) =>
    key === 'a' ? { resultCode: 'Succeeded', resultString: 'sha256=12, 34' } : { resultCode: 'PermanentFailure', resultString: 'no image' });
  expect(job).toMatchObject({ Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 1, NumberOfTasksFailed: 1 } });
  expect(rows).toEqual(['logs,a,,succeeded,200,,"sha256=12, 34"', 'logs,b%20c,,failed,200,PermanentFailure,no image']);
});

test('does a task again that failed for the moment, before the job completes', async () => {
  const { rows, invocations } = await ran('logs,a\n', (_key, attempt) =>
    attempt < 3 ? { resultCode: 'TemporaryFailure', resultString: 'busy' } : { resultCode: 'Succeeded', resultString: `attempt ${attempt}` });
  expect(invocations).toEqual(['a', 'a', 'a']);
  expect(rows).toEqual(['logs,a,,succeeded,200,,attempt 3']);
});

test('reports the last error of a task that goes on failing for the moment', async () => {
  const { rows, job } = await ran('logs,a\n', (_key, attempt) => ({ resultCode: 'TemporaryFailure', resultString: `busy ${attempt}` }));
  expect(rows).toEqual(['logs,a,,failed,200,TemporaryFailure,busy 3']);
  expect(job.ProgressSummary).toMatchObject({ TotalNumberOfTasks: 1, NumberOfTasksSucceeded: 0, NumberOfTasksFailed: 1 });
});

test.each<[string, InvocationAnswer, string]>([
  ['throws', { outcome: 'functionError', payload: '{"errorMessage":"boom","errorType":"Error"}' },
    'logs,a,,failed,200,PermanentFailure,"Lambda returned function error: {""errorMessage"":""boom"",""errorType"":""Error""}"'],
  ['answers with no JSON', { outcome: 'returned', payload: 'ok' }, 'logs,a,,failed,200,PermanentFailure,Invalid JSON returned in Lambda payload'],
  ['isn\'t there', { outcome: 'notFound' }, `logs,a,,failed,404,ResourceNotFoundException,Function not found: ${FUNCTION}:live`],
])('invokes a function once that %s', async (_case, answer, row) => {
  const { rows, invocations } = await ran('logs,a\n', () => answer);
  expect(rows).toEqual([row]);
  expect(invocations).toEqual(['a']);
});

test('does nothing again once it is cancelled', async () => {
  const { rows, job, invocations } = await ran('logs,a\n', () => ({ resultCode: 'TemporaryFailure', resultString: 'busy' }), { cancelAfter: 1 });
  expect(job.Status).toBe('Cancelled');
  expect(invocations).toEqual(['a']);
  expect(rows).toEqual(['logs,a,,failed,200,TemporaryFailure,busy']);
});

const done = () => ({ resultCode: 'Succeeded', resultString: '' });

// IAM: a function's ARN, and that of one of its versions or aliases, are resources of their own
test.each<[string, Statement[], string, number]>([
  ['may, and the ARN has an alias', [...OTHERS, INVOKE], `${FUNCTION}:live`, 200],
  ['may, and the ARN has none', [...OTHERS, { ...INVOKE, Resource: FUNCTION }], FUNCTION, 200],
  ['may only without an alias', [...OTHERS, { ...INVOKE, Resource: FUNCTION }], `${FUNCTION}:live`, 403],
  ['may not', OTHERS, `${FUNCTION}:live`, 403],
])('asks whether the role may invoke, on the ARN as it is given: it %s', async (_case, statements, functionArn, status) => {
  const { rows, invocations, log } = await ran('logs,a\n', done, { statements, functionArn });
  expect(log.calls.filter(({ action }) => action === 'lambda:InvokeFunction')).toMatchObject([{ principal: JOB_ROLE, resource: functionArn, status }]);
  expect(invocations).toHaveLength(status === 200 ? 1 : 0);
  expect(rows[0]).toMatch(status === 200 ? /^logs,a,,succeeded,200,,/ : /^logs,a,,failed,403,AccessDenied,.*lambda:InvokeFunction/);
});

test('fails when an invocation can\'t be made at all, which is no failure of a task', async () => {
  const functions = { invoke: () => Promise.reject(new Error('no process could be started')) };
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), [...OTHERS, INVOKE], functions);
  const id = engine.createJob(await csvRequest(store, 'logs,a\n', { Operation: { LambdaInvoke: { FunctionArn: `${FUNCTION}:1` } } }));
  await engine.idle();
  expect(engine.describeJob(id)).toMatchObject({
    Status: 'Failed', FailureReasons: [{ FailureCode: 'LocalEngineError', FailureReason: 'no process could be started' }],
  });
});

test('has no function to invoke in an account without functions', async () => {
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), [...OTHERS, INVOKE]);
  const id = engine.createJob(await csvRequest(store, 'logs,a\n', { Operation: { LambdaInvoke: { FunctionArn: `${FUNCTION}:1` } } }));
  await engine.idle();
  expect(await reportRows(store, id)).toEqual([`logs,a,,failed,404,ResourceNotFoundException,Function not found: ${FUNCTION}:1`]);
});

test('invokes a few at a time, and each object once', async () => {
  let running = 0;
  let most = 0;
  const functions = {
    invoke: async (): Promise<InvocationAnswer> => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return { outcome: 'functionError', payload: '{}' };
    },
  };
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), [...OTHERS, INVOKE], functions);
  const csv = Array.from({ length: 300 }, (_, index) => `logs,key-${index}`).join('\n');
  const id = engine.createJob(await csvRequest(store, csv, { Operation: { LambdaInvoke: { FunctionArn: `${FUNCTION}:1` } } }));
  await engine.idle();
  expect(most).toBe(8);
  expect(new Set((await reportRows(store, id)).map((row) => row.split(',')[1])).size).toBe(300);
});
