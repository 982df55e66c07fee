import { Principals } from '../../../local/src/policy/principals';
import type { Invocation, InvocationResult } from '../../../local/src/runner/invocation';
import { FunctionDirectory } from '../../../local/src/stacks/function-directory';
import { SynchronousInvoker } from '../../../local/src/stacks/synchronous-invoker';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:hash';
const ROLE = 'arn:aws:iam::111122223333:role/hash';

/** Invokes the function `hash`, version 1 and alias `live`, with a runner that gives this result. */
async function invoke(result: InvocationResult, functionArn = ARN, roleArn = ROLE) {
  const invocations: Invocation[] = [];
  const functions = new FunctionDirectory();
  functions.put({
    name: 'hash', arn: ARN, logicalId: 'Hash', paths: [], timeoutSeconds: { value: 3 }, roleArn: { value: roleArn },
    runnable: { value: { code: { folder: '/code' }, handler: 'index.handler', environment: { A: 'b' } } },
  });
  functions.putAlias(ARN, 'live', functions.publish(ARN));
  const principals = new Principals();
  const principal = principals.put(ROLE, []);
  const invoker = new SynchronousInvoker({
    functions,
    principals,
    runner: { invoke: async (invocation) => { invocations.push(invocation as Invocation); return result; } },
    newId: () => 'request-1',
    now: () => new Date('2026-11-01T12:00:00Z'),
  });
  const answer = await invoker.invoke(functionArn, '{"tasks":[]}');
  return { answer, invocations, principal };
}

test('runs the function on its event, in real time and with the key of its role, and answers what it returns', async () => {
  const { answer, invocations, principal } = await invoke({ outcome: 'returned', payload: '{"results":[]}' });
  expect(answer).toEqual({ outcome: 'returned', payload: '{"results":[]}' });
  expect(invocations).toEqual([{
    functionName: 'hash', functionVersion: '$LATEST', functionArn: ARN, requestId: 'request-1',
    code: { folder: '/code' }, handler: 'index.handler', environment: { A: 'b' }, timeoutMilliseconds: 3000,
    principal, event: { tasks: [] }, inRealTime: true,
  }]);
});

test.each([['1', '1'], ['live', '1'], ['$LATEST', '$LATEST']])('runs the function that %s stands for', async (qualifier, functionVersion) => {
  const { invocations } = await invoke({ outcome: 'returned', payload: 'null' }, `${ARN}:${qualifier}`);
  expect(invocations).toMatchObject([{ functionVersion, functionArn: `${ARN}:${qualifier}` }]);
});

test.each([`${ARN}:2`, `${ARN}:dead`, `${ARN}x`, 'no ARN'])('finds no function for %s', async (functionArn) => {
  const { answer, invocations } = await invoke({ outcome: 'returned', payload: 'null' }, functionArn);
  expect(answer).toEqual({ outcome: 'notFound' });
  expect(invocations).toEqual([]);
});

// the shapes of Lambda developer guide, "Function errors in Node.js" and "Troubleshoot invocation issues"
test.each<[string, InvocationResult, object]>([
  ['an error', { outcome: 'threw', error: { name: 'TypeError', message: 'no such thing', trace: ['TypeError: no such thing', '    at index.js:1:1'] } },
    { errorType: 'TypeError', errorMessage: 'no such thing', trace: ['TypeError: no such thing', '    at index.js:1:1'] }],
  ['an exit', { outcome: 'died', ending: 'exit status 3' },
    { errorType: 'Runtime.ExitError', errorMessage: 'RequestId: request-1 Error: Runtime exited with error: exit status 3' }],
  ['an exit without an error', { outcome: 'died', ending: 'exit status 0' },
    { errorType: 'Runtime.ExitError', errorMessage: 'RequestId: request-1 Error: Runtime exited without providing a reason' }],
  ['a timeout', { outcome: 'timedOut' }, { errorMessage: '2026-11-01T12:00:00.000Z request-1 Task timed out after 3.00 seconds' }],
])('answers %s as Lambda does', async (_what, result, payload) => {
  const { answer } = await invoke(result);
  expect(answer).toEqual({ outcome: 'functionError', payload: JSON.stringify(payload) });
});

test.each<InvocationResult>([
  { outcome: 'functionError', payload: '{"errorMessage":"boom","errorType":"ValueError","stackTrace":["here"]}' },
  { outcome: 'refused', status: 502, code: 'BadGateway', message: 'http://127.0.0.1:3001 answered 502: it says no more' },
])('answers what was answered elsewhere as it is: %j', async (result) => {
  expect((await invoke(result)).answer).toEqual(result);
});

test('fails when there is nobody elsewhere to run it', async () => {
  await expect(invoke({ outcome: 'unreachable', why: 'nobody answers at http://127.0.0.1:3001' }))
    .rejects.toThrow('the function hash isn\'t run: nobody answers at http://127.0.0.1:3001');
});

test('answers that it was throttled as it is', async () => {
  expect((await invoke({ outcome: 'throttled' })).answer).toEqual({ outcome: 'throttled' });
});

test('fails when the function can\'t be run here', async () => {
  await expect(invoke({ outcome: 'timedOut' }, ARN, `${ROLE}2`))
    .rejects.toThrow('the function hash isn\'t run: its role arn:aws:iam::111122223333:role/hash2 isn\'t in the stacks that are deployed here');
});
