import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InvocationElsewhere, InvocationResult } from '../../../local/src/runner/invocation';
import { RemoteRunner } from '../../../local/src/runner/remote-runner';

type Respond = (response: ServerResponse, body: string, request: IncomingMessage) => void;

const PATH = '/2015-03-31/functions/Snake/invocations';
const environment = process.env;
const servers: Server[] = [];
let runner: RemoteRunner;

beforeEach(() => {
  runner = new RemoteRunner();
  process.env = { ...environment };
});

afterEach(() => {
  process.env = environment;
  runner.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The port of a server on 127.0.0.1 that answers like this. */
async function served(respond: Respond): Promise<number> {
  const server = createServer((request, response) => {
    void text(request).then((body) => respond(response, body, request));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function invocation(port: number, changes: Partial<InvocationElsewhere> = {}): InvocationElsewhere {
  return {
    functionName: 'snake', requestId: 'request-1', timeoutMilliseconds: 60_000, event: { tasks: ['é'] },
    url: `http://127.0.0.1:${port}${PATH}`, isOneAtATime: false, ...changes,
  };
}

test('asks as Invoke is asked, signed by nobody', async () => {
  const requests: unknown[] = [];
  const port = await served((response, body, { method, url, headers }) => {
    const { authorization, 'content-type': type, 'content-length': length, 'x-amz-invocation-type': invocationType } = headers;
    requests.push({ method, url, body, authorization, type, length, invocationType });
    response.end('{"results": ["é"]}');
  });
  expect(await runner.invoke(invocation(port))).toEqual({ outcome: 'returned', payload: '{"results": ["é"]}' });
  expect(requests).toEqual([
    { method: 'POST', url: PATH, body: '{"tasks":["é"]}', authorization: undefined, type: 'application/json', length: '16', invocationType: 'RequestResponse' },
  ]);
});

const ERROR = '{"errorMessage":"boom","errorType":"ValueError","stackTrace":["here"]}';

// Lambda API reference, Invoke; of the runtime interface emulator what its issues 20 and 86 and its handlers.go say
test.each<[string, number, { [header: string]: string }, string, InvocationResult]>([
  ['a function\'s error', 200, { 'x-amz-function-error': 'Unhandled' }, ERROR, { outcome: 'functionError', payload: ERROR }],
  ['a function\'s error that only its body tells of', 200, {}, ERROR, { outcome: 'functionError', payload: ERROR }],
  ['the end of a function\'s process', 502, {}, '{"errorType":"Runtime.ExitError","errorMessage":"exit status 1"}',
    { outcome: 'functionError', payload: '{"errorType":"Runtime.ExitError","errorMessage":"exit status 1"}' }],
  ['a result that speaks of an error', 200, {}, '{"errorMessage":"none","results":[]}', { outcome: 'returned', payload: '{"errorMessage":"none","results":[]}' }],
  ['null', 200, {}, 'null', { outcome: 'returned', payload: 'null' }],
  ['what is no JSON', 200, {}, 'hello', { outcome: 'returned', payload: 'hello' }],
  ['nothing', 200, {}, '', { outcome: 'died', ending: expect.stringMatching(/^an empty answer of http/) as string }],
  ['a timeout there', 200, {}, 'Task timed out after 3.00 seconds', { outcome: 'timedOut' }],
  ['that it is busy', 429, {}, '{"Type":"User","message":"Rate Exceeded."}', { outcome: 'throttled' }],
  ['that there is no such function', 404, { 'x-amzn-errortype': 'ResourceNotFound' }, '{"Type":"User","Message":"Function not found: Snake"}',
    { outcome: 'unreachable', why: expect.stringMatching(/^http.*Snake\/invocations knows no such function: Function not found: Snake$/) as string }],
  ['that it broke', 500, { 'x-amzn-errortype': 'ServiceException:http://internal' }, '{"Type":"Service","Message":"ServiceException"}',
    { outcome: 'refused', status: 500, code: 'ServiceException', message: expect.stringMatching(/answered 500: ServiceException$/) as string }],
  ['a bare status', 400, {}, '', { outcome: 'refused', status: 400, code: 'BadRequest', message: expect.stringMatching(/answered 400: it says no more$/) as string }],
  ['a long page', 503, {}, 'x'.repeat(5000),
    { outcome: 'refused', status: 503, code: 'ServiceUnavailable', message: expect.stringMatching(/answered 503: x{300}…$/) as string }],
])('makes out %s', async (_what, status, headers, body, result) => {
  const port = await served((response) => response.writeHead(status, headers).end(body));
  expect(await runner.invoke(invocation(port))).toEqual(result);
});

test('follows no redirection', async () => {
  let asked = 0;
  const elsewhere = await served((response) => { asked++; response.end('null'); });
  const port = await served((response) => response.writeHead(307, { location: `http://127.0.0.1:${elsewhere}${PATH}` }).end());
  expect(await runner.invoke(invocation(port))).toMatchObject({ outcome: 'refused', status: 307 });
  expect(asked).toBe(0);
});

test('goes through no proxy that the environment names', async () => {
  let asked = 0;
  const proxy = await served((response) => { asked++; response.end('"by the proxy"'); });
  const port = await served((response) => response.end('"straight"'));
  const address = `http://127.0.0.1:${proxy}`;
  Object.assign(process.env, { HTTP_PROXY: address, http_proxy: address, ALL_PROXY: address, NODE_USE_ENV_PROXY: '1', NO_PROXY: '' });
  expect(await runner.invoke(invocation(port))).toEqual({ outcome: 'returned', payload: '"straight"' });
  expect(asked).toBe(0);
});

test.each(['localhost', 'sam.localhost'])('finds %s on this machine\'s loopback, whatever resolves names', async (host) => {
  const port = await served((response, _body, request) => response.end(JSON.stringify(request.socket.localAddress)));
  expect(await runner.invoke(invocation(port, { url: `http://${host}:${port}${PATH}` }))).toEqual({ outcome: 'returned', payload: '"127.0.0.1"' });
});

test('says where nobody listens', async () => {
  const port = await served(() => undefined);
  await new Promise((resolve) => servers.pop()!.close(resolve));
  for (const host of ['127.0.0.1', 'localhost']) {
    expect(await runner.invoke(invocation(port, { url: `http://${host}:${port}${PATH}` })))
      .toEqual({ outcome: 'unreachable', why: `nobody answers at http://${host}:${port}${PATH} (ECONNREFUSED)` });
  }
});

test.each<[string, Respond]>([
  ['before the answer', (response) => response.socket!.destroy()],
  ['within it', (response) => { response.writeHead(200, { 'content-length': 100 }); response.write('{', () => response.socket!.destroy()); }],
])('takes a connection that breaks %s for the end of the function', async (_when, respond) => {
  const port = await served(respond);
  expect(await runner.invoke(invocation(port))).toMatchObject({ outcome: 'died', ending: expect.stringContaining('the end of the connection to http') as string });
});

describe('by the clock', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
  });

  afterEach(() => jest.useRealTimers());

  /** An invocation that is being answered. */
  async function begun() {
    let isAsked: (response: ServerResponse) => void;
    const asked = new Promise<ServerResponse>((resolve) => { isAsked = resolve; });
    const result = runner.invoke(invocation(await served((response) => isAsked(response)), { timeoutMilliseconds: 3000 }));
    return { result, response: await asked };
  }

  test('waits longer than the function\'s timeout: who runs it there sees to that', async () => {
    const { result, response } = await begun();
    jest.advanceTimersByTime(122_999);
    response.end('null');
    expect(await result).toEqual({ outcome: 'returned', payload: 'null' });
  });

  test('but not for ever', async () => {
    const { result } = await begun();
    jest.advanceTimersByTime(123_000);
    expect(await result).toEqual({ outcome: 'timedOut' });
  });
});

/** Lets whatever else is about to happen do so. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await nextTurn();
}

/** How many invocations were at a time there, of four that begin together; the second breaks. */
async function mostAtATime(isOneAtATime: boolean): Promise<{ most: number; outcomes: string[] }> {
  let [running, most, count] = [0, 0, 0];
  const port = await served((response) => {
    const isBroken = ++count === 2;
    most = Math.max(most, ++running);
    void turns(100).then(() => {
      running--;
      if (isBroken) response.socket!.destroy();
      else response.end('null');
    });
  });
  const results = await Promise.all([1, 2, 3, 4].map(() => runner.invoke(invocation(port, { isOneAtATime }))));
  return { most, outcomes: results.map(({ outcome }) => outcome) };
}

test('invokes one at a time where that is all that can be, in their order, whatever comes of each', async () => {
  expect(await mostAtATime(true)).toEqual({ most: 1, outcomes: ['returned', 'died', 'returned', 'returned'] });
});

test('invokes as many at a time as are asked for where that can be', async () => {
  expect((await mostAtATime(false)).most).toBe(4);
});

test('waits for nothing any more once it is closed', async () => {
  let isAsked: () => void;
  const asked = new Promise<void>((resolve) => { isAsked = resolve; });
  const port = await served(() => isAsked());
  const results = Promise.allSettled([1, 2].map(() => runner.invoke(invocation(port, { isOneAtATime: true }))));
  await asked;
  runner.close();
  expect(await results).toMatchObject([
    { value: { outcome: 'died', ending: expect.stringContaining('the cloud is closed') as string } },
    { reason: new Error('no more functions are run: the cloud is closed') },
  ]);
});

// Lambda developer guide, "Lambda quotas": 6 MB
test('reads no more of an answer than a function\'s may have', async () => {
  let written = 0;
  const most = 6 * 1024 ** 2 + 100;
  const port = await served((response) => {
    const piece = Buffer.alloc(64 * 1024, 'x');
    const write = (): void => {
      while (!response.destroyed && response.write(piece)) written += piece.length;
      written += piece.length;
    };
    response.on('drain', write);
    write();
  });
  expect(await runner.invoke(invocation(port))).toEqual({
    outcome: 'functionError',
    payload: '{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}',
  });
  // what lies between the two has room for some
  expect(written).toBeLessThan(4 * most);
  const whole = await served((response) => response.end('x'.repeat(most)));
  expect(await runner.invoke(invocation(whole))).toMatchObject({ outcome: 'returned' });
});

test('waits no more for what nobody wants, and asks for no more of it', async () => {
  let isAsked: () => void;
  const asked = new Promise<void>((resolve) => { isAsked = resolve; });
  const requests: string[] = [];
  const port = await served((response, body) => {
    requests.push(body);
    if (body === '"wanted"') response.end('1');
    else isAsked();
  });
  const unwanted = Promise.all([1, 2].map(() => runner.invoke(invocation(port, { event: 'unwanted', isOneAtATime: true }))));
  await asked;
  runner.abandon(({ event }) => event === 'unwanted');
  const died = { outcome: 'died', ending: `no answer of http://127.0.0.1:${port}${PATH} before its job was cancelled` };
  expect(await unwanted).toEqual([died, died]);
  expect(await runner.invoke(invocation(port, { event: 'wanted' }))).toEqual({ outcome: 'returned', payload: '1' });
  expect(requests).toEqual(['"unwanted"', '"wanted"']);
});
