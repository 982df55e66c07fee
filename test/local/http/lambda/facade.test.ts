import { GetFunctionCommand, GetFunctionConfigurationCommand, InvokeCommand, type InvokeCommandInput, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { ApiLog } from '../../../../local/src/api-log';
import type { Json } from '../../../../local/src/assembly/template';
import { lambdaFacade } from '../../../../local/src/http/lambda/facade';
import { type RunningServer, startServer } from '../../../../local/src/http/server';
import type { Statement } from '../../../../local/src/policy/document';
import { Principals } from '../../../../local/src/policy/principals';
import type { Invocation, InvocationResult } from '../../../../local/src/runner/invocation';
import { AsynchronousInvoker, type DroppedEvent, type FailedAttempt } from '../../../../local/src/stacks/asynchronous-invoker';
import { FunctionDirectory } from '../../../../local/src/stacks/function-directory';
import { SynchronousInvoker } from '../../../../local/src/stacks/synchronous-invoker';
import { FakeClock } from '../../fake-clock';
import { ACCOUNT } from '../../surroundings';

const CALLER = `arn:aws:iam::${ACCOUNT}:role/caller`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/function`;
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:resize`;
const EVERYTHING: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const servers: RunningServer[] = [];

afterAll(() => Promise.all(servers.map((server) => server.close())));

type Run = (event: Json, attempt: number) => InvocationResult;

const echo: Run = (event) => ({ outcome: 'returned', payload: JSON.stringify({ got: event }) });

/** An account with the function `resize`: its version 1, and its alias `live` of that. */
async function served(run: Run = echo, statements: Statement[] = [EVERYTHING]) {
  const clock = new FakeClock();
  const log = new ApiLog(clock);
  const principals = new Principals();
  const { accessKeyId } = principals.put(CALLER, [{ Statement: statements }]);
  principals.put(ROLE, []);
  const functions = new FunctionDirectory();
  const resize = {
    name: 'resize', arn: FUNCTION, logicalId: 'Resize', paths: [], timeoutSeconds: { value: 3 }, roleArn: { value: ROLE },
    runnable: { value: { code: { text: '' }, handler: 'index.handler', environment: {} } },
  };
  functions.put(resize);
  functions.putAlias(FUNCTION, 'live', functions.publish(FUNCTION));
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  functions.put({ ...resize, name: 'python', arn: FUNCTION.replace('resize', 'python'), runnable: { problem: 'it isn\'t written for Node' }, warn });
  functions.put({ ...resize, name: 'roleless', arn: FUNCTION.replace('resize', 'roleless'), roleArn: { value: 'gone' } });
  const ran: Invocation[] = [];
  const runner = {
    invoke: async (invocation: Invocation) => {
      ran.push(invocation);
      return run(invocation.event, ran.length);
    },
  };
  let ids = 0;
  const told: { failed: FailedAttempt[]; dropped: DroppedEvent[] } = { failed: [], dropped: [] };
  const parts = { functions, principals, runner, clock, newId: () => `request-${++ids}` };
  const server = await startServer({
    facades: [lambdaFacade({
      environment: { account: ACCOUNT, region: 'us-east-1', partition: 'aws' },
      functions,
      principals,
      log,
      synchronous: new SynchronousInvoker({ ...parts, now: () => clock.now() }),
      asynchronous: new AsynchronousInvoker({
        ...parts,
        closed: new AbortController().signal,
        onFailedAttempt: (failure) => told.failed.push(failure),
        onDroppedEvent: (dropped) => told.dropped.push(dropped),
      }),
    })],
  });
  servers.push(server);
  const client = new LambdaClient({ region: 'us-east-1', endpoint: server.url, credentials: { accessKeyId, secretAccessKey: 'dummy' }, maxAttempts: 1 });
  const invoke = (input: Partial<InvokeCommandInput> = {}) => client.send(new InvokeCommand({ FunctionName: 'resize', ...input }));
  return { invoke, client, warnings, ran, log, clock, told, server, principals };
}

const textOf = (payload: Uint8Array | undefined) => Buffer.from(payload!).toString();

test('answers what the function returns', async () => {
  const { invoke, ran, log } = await served();
  const answer = await invoke({ Payload: '{"a": [1, "é"]}' });
  expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
  expect(answer.FunctionError).toBeUndefined();
  expect(JSON.parse(textOf(answer.Payload))).toEqual({ got: { a: [1, 'é'] } });
  expect(ran).toMatchObject([{ functionArn: FUNCTION, functionVersion: '$LATEST' }]);
  expect(log.calls).toMatchObject([{ principal: CALLER, action: 'lambda:InvokeFunction', resource: FUNCTION, status: 200 }]);
});

// Lambda API reference, Invoke: FunctionName and Qualifier
test.each<[string, Partial<InvokeCommandInput>, string, string]>([
  ['a name', { FunctionName: 'resize' }, FUNCTION, '$LATEST'],
  ['an ARN', { FunctionName: FUNCTION }, FUNCTION, '$LATEST'],
  ['an ARN in part', { FunctionName: `${ACCOUNT}:function:resize` }, FUNCTION, '$LATEST'],
  ['a name with an alias', { FunctionName: 'resize:live' }, `${FUNCTION}:live`, '1'],
  ['an ARN with a version', { FunctionName: `${FUNCTION}:1` }, `${FUNCTION}:1`, '1'],
  ['a qualifier', { Qualifier: 'live' }, `${FUNCTION}:live`, '1'],
  ['the same qualifier twice', { FunctionName: 'resize:live', Qualifier: 'live' }, `${FUNCTION}:live`, '1'],
  ['$LATEST', { Qualifier: '$LATEST' }, `${FUNCTION}:$LATEST`, '$LATEST'],
])('finds a function by %s', async (_how, input, functionArn, version) => {
  const { invoke, ran, log } = await served();
  expect((await invoke(input)).ExecutedVersion).toBe(version);
  expect(ran).toMatchObject([{ functionArn, functionVersion: version, event: {} }]);
  expect(log.calls).toMatchObject([{ resource: functionArn }]);
});

test.each<[string, InvocationResult, object]>([
  ['throws', { outcome: 'threw', error: { name: 'TypeError', message: 'broken', trace: [] } }, { errorType: 'TypeError', errorMessage: 'broken' }],
  ['runs out of time', { outcome: 'timedOut' }, { errorMessage: expect.stringContaining('Task timed out after 3.00 seconds') }],
])('says that a function that %s has failed', async (_case, result, error) => {
  const { invoke } = await served(() => result);
  const answer = await invoke();
  expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
  expect(JSON.parse(textOf(answer.Payload))).toMatchObject(error);
});

test('says that a function is throttled, as Lambda does', async () => {
  const { invoke } = await served(() => ({ outcome: 'throttled' }));
  await expect(invoke()).rejects.toMatchObject({ name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } });
});

test('takes an event, and runs the function whose answer nobody gets', async () => {
  const { invoke, ran, log } = await served();
  const { StatusCode, Payload } = await invoke({ InvocationType: 'Event', Payload: '{"a":1}' });
  expect([StatusCode, Payload?.length ?? 0]).toEqual([202, 0]);
  expect(ran).toMatchObject([{ functionArn: FUNCTION, event: { a: 1 }, inRealTime: false }]);
  expect(log.calls).toMatchObject([{ action: 'lambda:InvokeFunction', status: 202 }]);
});

// Lambda developer guide, "Asynchronous invocation"
test('runs an event\'s function again after a minute and after two, then drops it', async () => {
  const { invoke, ran, clock, told } = await served(() => ({ outcome: 'threw', error: { name: 'Error', message: 'no', trace: [] } }));
  await invoke({ InvocationType: 'Event' });
  expect(ran).toHaveLength(1);
  await clock.advance(60_000);
  expect(ran).toHaveLength(2);
  expect(told.dropped).toEqual([]);
  await clock.advance(120_000);
  expect(ran.map(({ requestId }) => requestId)).toEqual(['request-1', 'request-1', 'request-1']);
  expect(told.failed.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  expect(told.dropped).toEqual([{ functionName: 'resize', reason: expect.stringContaining('failed 3 times') }]);
});

test('says what a function elsewhere answers, or whoever runs it there', async () => {
  const payload = '{"errorMessage":"boom","errorType":"ValueError"}';
  const failing = await (await served(() => ({ outcome: 'functionError', payload }))).invoke();
  expect([failing.FunctionError, textOf(failing.Payload)]).toEqual(['Unhandled', payload]);
  const refusing = await served(() => ({ outcome: 'refused', status: 502, code: 'BadGateway', message: 'it broke' }));
  await expect(refusing.invoke()).rejects.toMatchObject({ name: 'BadGateway', message: 'it broke', $metadata: { httpStatusCode: 502 } });
  const missing = await served(() => ({ outcome: 'unreachable', why: 'nobody answers' }));
  await expect(missing.invoke()).rejects.toMatchObject({ message: expect.stringContaining('isn\'t run: nobody answers'), $metadata: { httpStatusCode: 501 } });
});

test.each<[InvocationResult, string]>([
  [{ outcome: 'functionError', payload: '{"errorMessage":"boom"}' }, '{"errorMessage":"boom"}'],
  [{ outcome: 'refused', status: 502, code: 'BadGateway', message: 'it broke' }, 'it broke'],
])('runs an event\'s function again of which is said elsewhere: %j', async (result, reason) => {
  const { invoke, clock, told } = await served((_event, attempt) => attempt === 1 ? result : { outcome: 'returned', payload: 'null' });
  await invoke({ InvocationType: 'Event' });
  await clock.advance(60_000);
  expect(told).toEqual({ failed: [{ functionName: 'resize', requestId: 'request-1', attempt: 1, reason }], dropped: [] });
});

test('drops an event at once whose function nobody runs elsewhere', async () => {
  const { invoke, ran, clock, told } = await served(() => ({ outcome: 'unreachable', why: 'nobody answers' }));
  await invoke({ InvocationType: 'Event' });
  await clock.advance(600_000);
  expect(ran).toHaveLength(1);
  expect(told).toEqual({ failed: [], dropped: [{ functionName: 'resize', reason: 'the function resize isn\'t run: nobody answers' }] });
});

// Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation"
test('keeps an event that is throttled, and tries again after ever longer pauses, which are no attempts', async () => {
  const { invoke, ran, clock, told } = await served((_event, attempt) => attempt < 4 ? { outcome: 'throttled' } : { outcome: 'returned', payload: 'null' });
  await invoke({ InvocationType: 'Event' });
  await clock.advance(6_999);
  expect(ran).toHaveLength(3);
  await clock.advance(3_600_000);
  expect(ran).toHaveLength(4);
  expect(told).toEqual({ failed: [], dropped: [] });
});

test('drops an event that is throttled for six hours', async () => {
  const { invoke, clock, told } = await served(() => ({ outcome: 'throttled' }));
  await invoke({ InvocationType: 'Event' });
  await clock.advance(5.8 * 3_600_000);
  expect(told.dropped).toEqual([]);
  await clock.advance(0.2 * 3_600_000);
  expect(told).toEqual({ failed: [], dropped: [{ functionName: 'resize', reason: expect.stringContaining('six hours') }] });
});

test('only says whether it would, when that is asked', async () => {
  const { invoke, ran } = await served();
  expect((await invoke({ InvocationType: 'DryRun' })).StatusCode).toBe(204);
  expect(ran).toEqual([]);
});

// Lambda API reference, Invoke, "Errors" and the sizes of payloads
test.each<[string, number, Partial<InvokeCommandInput>]>([
  ['ResourceNotFoundException', 404, { FunctionName: 'absent' }],
  ['ResourceNotFoundException', 404, { Qualifier: 'absent' }],
  ['ResourceNotFoundException', 404, { FunctionName: FUNCTION.replace('us-east-1', 'eu-west-1') }],
  ['InvalidParameterValueException', 400, { FunctionName: 'resize:live', Qualifier: '1' }],
  ['InvalidParameterValueException', 400, { InvocationType: 'Later' as 'Event' }],
  ['InvalidRequestContentException', 400, { Payload: '{' }],
  ['RequestTooLargeException', 413, { InvocationType: 'Event', Payload: JSON.stringify('x'.repeat(1024 * 1024)) }],
  ['RequestTooLargeException', 413, { Payload: JSON.stringify('x'.repeat(6 * 1024 * 1024)) }],
  ['NotImplemented', 501, { LogType: 'Tail' }],
  ['NotImplemented', 501, { ClientContext: 'e30=' }],
  ['NotImplemented', 501, { FunctionName: 'python' }],
  ['NotImplemented', 501, { FunctionName: 'python', InvocationType: 'Event' }],
  ['NotImplemented', 501, { FunctionName: 'roleless', InvocationType: 'Event' }],
])('answers with %s and %d, as the SDK reads it: %#', async (name, httpStatusCode, input) => {
  const { invoke, ran, log } = await served();
  await expect(invoke(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  expect(ran).toEqual([]);
  expect(log.calls).toMatchObject([{ status: httpStatusCode, error: name }]);
});

test('tells why a function isn\'t run, which its caller may not', async () => {
  const { invoke, warnings } = await served();
  await expect(invoke({ FunctionName: 'python' })).rejects.toThrow();
  expect(warnings).toEqual([expect.stringContaining('the function python isn\'t run: it isn\'t written for Node')]);
});

test('refuses its other calls as the SDK reads it', async () => {
  const { client } = await served();
  await expect(client.send(new GetFunctionConfigurationCommand({ FunctionName: 'resize' }))).rejects.toMatchObject({
    name: 'NotImplemented', message: 'not implemented here: GET /2015-03-31/functions/resize/configuration', $metadata: { httpStatusCode: 501 },
  });
});

test.each([
  ['resize', { FunctionName: 'resize', FunctionArn: FUNCTION, Version: '$LATEST', Handler: 'index.handler', Timeout: 3, Role: ROLE }],
  [`${FUNCTION}:live`, { FunctionArn: `${FUNCTION}:live`, Version: '1' }],
  // whether it can be run here isn't what is asked
  ['python', { FunctionName: 'python' }],
])('says what is known of the function %s, and that it needn\'t be waited for', async (name, known) => {
  const { client, log } = await served();
  const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: name }));
  expect(Configuration).toMatchObject({ ...known, State: 'Active', LastUpdateStatus: 'Successful' });
  expect(log.calls).toMatchObject([{ principal: CALLER, action: 'lambda:GetFunction', status: 200 }]);
  expect(await waitUntilFunctionActiveV2({ client, maxWaitTime: 2 }, { FunctionName: name })).toMatchObject({ state: 'SUCCESS' });
});

test.each<[string, string, Statement[]]>([
  ['of a function that isn\'t there', 'ResourceNotFoundException', [EVERYTHING]],
  ['to whom no policy lets', 'AccessDeniedException', [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }]],
])('says nothing %s', async (_what, name, statements) => {
  const { client } = await served(echo, statements);
  await expect(client.send(new GetFunctionCommand({ FunctionName: 'absent' }))).rejects.toMatchObject({ name });
});

test('takes an event of just 1 MiB', async () => {
  const { invoke } = await served();
  expect((await invoke({ InvocationType: 'Event', Payload: JSON.stringify('x'.repeat(1024 * 1024 - 2)) })).StatusCode).toBe(202);
});

// IAM: a function, its versions and its aliases are resources of their own
test.each<[string, string, Partial<InvokeCommandInput>, boolean]>([
  ['the function', FUNCTION, {}, true],
  ['the function', FUNCTION, { Qualifier: 'live' }, false],
  ['the alias', `${FUNCTION}:live`, { Qualifier: 'live' }, true],
  ['the alias', `${FUNCTION}:live`, {}, false],
  ['another function', `${FUNCTION}-2`, { InvocationType: 'Event' }, false],
])('lets who may invoke %s (%s) invoke %j: %s', async (_what, Resource, input, isAllowed) => {
  const { invoke, ran } = await served(echo, [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource }]);
  const made = invoke(input);
  if (isAllowed) await made;
  else await expect(made).rejects.toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
  expect(ran).toHaveLength(isAllowed ? 1 : 0);
});

test('refuses who is nobody here', async () => {
  const { invoke, principals } = await served();
  principals.remove(CALLER);
  await expect(invoke()).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
});
