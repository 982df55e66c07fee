import type { InvocationAnswer } from '../../../local/src/engine/function-invoker';
import { executionOf } from '../../../local/src/operations';
import { choose } from '../../../local/src/unknowns';
import { jobContext } from '../surroundings';

const FunctionArn = 'arn:aws:lambda:us-east-1:111122223333:function:resize';

interface Event {
  readonly invocationId: string;
  readonly tasks: readonly { readonly taskId: string; readonly s3Key: string; readonly s3VersionId: string | null }[];
}

type Answer = (event: Event) => InvocationAnswer;

async function invoked(keys: readonly string[], answer: Answer, unknowns = choose({ tasksPerInvocation: 10 })) {
  const events: Event[] = [];
  const functions = {
    invoke: async (_arn: string, payload: string) => {
      events.push(JSON.parse(payload) as Event);
      return answer(events.at(-1)!);
    },
  };
  const { execute } = executionOf({ LambdaInvoke: { FunctionArn } }, unknowns);
  const job = jobContext({ functions, unknowns });
  const ends = await Promise.allSettled(keys.map((key) => execute({ bucket: 'logs', key }, job)));
  return { events, ends: ends.map((end) => (end.status === 'fulfilled' ? end.value : end.reason as Error)) };
}

function answering(results: (event: Event) => readonly object[], more: object = {}): Answer {
  return (event) => ({ outcome: 'returned', payload: JSON.stringify({ invocationSchemaVersion: '1.0', invocationId: event.invocationId, results: results(event), ...more }) });
}

const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`);
const succeeding = answering(({ tasks }) => tasks.map(({ taskId, s3Key }) => ({ taskId, resultCode: 'Succeeded', resultString: `did ${s3Key}` })));

// S3 User Guide, "Invoke AWS Lambda function": `tasks` and `results` are lists
test.each<[string, number, 1 | 10, number[]]>([
  ['one task at a time', 3, 1, [1, 1, 1]],
  ['all that begin together', 3, 10, [3]],
  ['ten at most', 23, 10, [10, 10, 3]],
])('hands to a function %s', async (_case, count, tasksPerInvocation, sizes) => {
  const { events, ends } = await invoked(keys(count), succeeding, choose({ tasksPerInvocation }));
  expect(events.map(({ tasks }) => tasks.length)).toEqual(sizes);
  expect(ends).toEqual(keys(count).map((key) => `did ${key}`));
  expect(new Set(events.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId))).size).toBe(count);
});

test('takes each result for the task that it names, in whichever order', async () => {
  const { ends } = await invoked(['a', 'b', 'c'], answering(({ tasks: [a, b] }) => [
    { taskId: b.taskId, resultCode: 'PermanentFailure', resultString: 'no image' },
    { taskId: a.taskId, resultCode: 'Succeeded', resultString: 'done' },
  ]));
  expect(ends).toEqual(['done', expect.objectContaining({ code: 'PermanentFailure', message: 'no image' }), expect.objectContaining({ code: 'TemporaryFailure', isTemporary: true })]);
});

test('takes those that are left out as the answer says', async () => {
  const { ends } = await invoked(['a', 'b'], answering(({ tasks: [a] }) => [{ taskId: a.taskId, resultCode: 'Succeeded' }], { treatMissingKeysAs: 'PermanentFailure' }));
  expect(ends).toEqual(['', expect.objectContaining({ code: 'PermanentFailure', isTemporary: false })]);
});

test.each<[string, InvocationAnswer, object]>([
  ['a function error', { outcome: 'functionError', payload: '{"errorMessage":"boom"}' }, { code: 'PermanentFailure', message: 'Lambda returned function error: {"errorMessage":"boom"}' }],
  ['an answer that isn\'t JSON', { outcome: 'returned', payload: 'ok' }, { code: 'PermanentFailure', message: 'Invalid JSON returned in Lambda payload' }],
])('fails all tasks of the invocation on %s', async (_case, answer, expected) => {
  const { ends } = await invoked(['a', 'b'], () => answer);
  expect(ends).toMatchObject([expected, expected]);
});

test.each([true, false])('takes a throttled function for a failure for the moment: %s', async (throttledFunction) => {
  const { ends } = await invoked(['a'], () => ({ outcome: 'throttled' }), choose({ throttledFunction }));
  expect(ends).toMatchObject([{ status: 429, code: 'TooManyRequestsException', isTemporary: throttledFunction }]);
});

test('begins as many tasks at a time as eight invocations take', () => {
  const concurrency = (tasksPerInvocation: 1 | 10) => executionOf({ LambdaInvoke: { FunctionArn } }, choose({ tasksPerInvocation })).concurrency;
  expect([concurrency(1), concurrency(10)]).toEqual([8, 80]);
});
