import { type OutgoingHttpHeaders, request } from 'node:http';
import { type ApiRequest, type Facade, type Fault, type RunningServer, startServer } from '../../../local/src/http/server';

const seen: ApiRequest[] = [];
let fault: Fault | undefined;
let server: RunningServer;

const echo: Facade = {
  name: 'echo',
  matches: ({ path }) => path.startsWith('/echo'),
  handle: async (received) => {
    seen.push(received);
    return { status: 200, headers: { 'x-method': received.method }, body: received.body };
  },
};
const broken: Facade = {
  name: 'broken',
  matches: ({ path }) => path === '/broken',
  handle: () => Promise.reject(new Error('out of order')),
};
const unsendable: Facade = {
  name: 'unsendable',
  matches: ({ path }) => path === '/unsendable',
  handle: async () => ({ status: 200, headers: { 'x-odd': 'a\nb' } }),
};
const never: Facade = { name: 'never', matches: ({ path }) => path === '/echo', handle: () => Promise.reject(new Error('not its turn')) };

beforeAll(async () => {
  server = await startServer({ facades: [echo, broken, unsendable, never], fault: () => fault });
});

beforeEach(() => {
  seen.length = 0;
  fault = undefined;
});

afterAll(() => server.close());

test('hands a request to the first facade that matches it', async () => {
  const response = await fetch(`${server.url}/echo?a=1&a=2`, {
    method: 'POST', body: 'hello', headers: { authorization: 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261101/us-east-1/s3/aws4_request, SignedHeaders=host' },
  });
  expect([response.status, response.headers.get('x-method'), await response.text()]).toEqual([200, 'POST', 'hello']);
  expect(seen).toMatchObject([{ method: 'POST', path: '/echo', accessKeyId: 'AKIDEXAMPLE' }]);
  expect(seen[0].query.getAll('a')).toEqual(['1', '2']);
});

test('knows the signer of a pre-signed URL, and none of an unsigned request', async () => {
  await fetch(`${server.url}/echo?X-Amz-Credential=AKIDEXAMPLE%2F20261101%2Fus-east-1%2Fs3%2Faws4_request`);
  await fetch(`${server.url}/echo`);
  expect(seen.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIDEXAMPLE', undefined]);
});

test('answers 501 to what no facade knows, naming it', async () => {
  const response = await fetch(`${server.url}/elsewhere`, { method: 'PUT' });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain('PUT /elsewhere');
});

test('answers 500 when a facade fails, saying of what', async () => {
  const response = await fetch(`${server.url}/broken`);
  expect(response.status).toBe(500);
  expect(await response.text()).toContain('out of order');
});

test('answers 500 where an answer can\'t be sent, naming the header', async () => {
  const response = await fetch(`${server.url}/unsendable`);
  expect(response.status).toBe(500);
  expect(await response.text()).toContain('x-odd');
});

/** The status of a request with these headers, which `fetch` wouldn't all send. */
function statusOf(headers: OutgoingHttpHeaders, path = '/echo', port = server.port): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject).end();
  });
}

// Fetch Metadata Request Headers, W3C
test.each([
  { origin: 'https://example.com' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-dest': 'image' }, { 'sec-fetch-user': '?1' },
])('refuses what a browser sends for a web page: %j', async (headers) => {
  expect(await statusOf(headers)).toBe(403);
  expect(seen).toEqual([]);
});

// a page whose own name was made to lead to this machine sends neither an Origin nor Sec-Fetch-…
test.each([
  ['evil.example', '/echo'], ['127.0.0.1.evil.example:4566', '/echo'], ['localhost.evil.example', '/echo'], ['127.0.0.1', 'http://evil.example/echo'],
])('refuses requests for another host: %s %s', async (host, path) => {
  expect(await statusOf({ host }, path)).toBe(403);
  expect(seen).toEqual([]);
});

test.each(['127.0.0.1:4566', '[::1]:4566', 'localhost', 'LOCALHOST:4566', '111122223333.localhost:4566', 's3-control.local', '111122223333.s3-control.local'])(
  'answers to the host %s', async (host) => {
    expect(await statusOf({ host })).toBe(200);
    expect(await statusOf({ host }, `http://${host}/echo`)).toBe(200);
  },
);

// as containers call this machine, who are there only if functions run in them
test('answers to the host host.docker.internal only if that is wanted', async () => {
  const host = 'host.docker.internal:4566';
  expect(await statusOf({ host })).toBe(403);
  const { port, close } = await startServer({ facades: [echo], isForContainers: true });
  const names = [host, 'evil.host.docker.internal', 'host.docker.internal.evil.example', 'evil.example', 'localhost'];
  const statuses = await Promise.all(names.map((name) => statusOf({ host: name }, '/echo', port)));
  await close();
  expect(statuses).toEqual([200, 403, 403, 403, 200]);
});

test('refuses a body over the limit', async () => {
  const response = await fetch(`${server.url}/echo`, { method: 'POST', body: Buffer.alloc(64 * 1024 * 1024 + 1) });
  expect(response.status).toBe(413);
  expect(seen).toEqual([]);
});

test('takes a path as it was sent, because S3 has keys like a/../b', async () => {
  const sent = request(`${server.url}/echo`, { path: '/echo/a/../b//c%2F' });
  await new Promise((resolve) => sent.once('response', resolve).end());
  expect(seen).toMatchObject([{ path: '/echo/a/../b//c%2F' }]);
});

test('takes the whole URL in the request line, as clients behind a proxy setting send it', async () => {
  const status = await new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path: 'http://111122223333.s3-control.local/echo' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject).end();
  });
  expect(status).toBe(200);
  expect(seen).toMatchObject([{ path: '/echo' }]);
});

test.each<[Fault, number]>([['loseRequest', 0], ['loseAnswer', 1]])('under the fault %s the client gets no answer and %d requests were seen', async (kind, count) => {
  fault = kind;
  await expect(fetch(`${server.url}/echo`)).rejects.toThrow('fetch failed');
  expect(seen).toHaveLength(count);
});

test('listens on the port that it is given, as soon as that is free', async () => {
  const { port } = server;
  await expect(startServer({ facades: [], port })).rejects.toThrow(`\`port\` must be one that is free, got: ${port}, and something listens there already; without it a free one is taken`);
  const other = await startServer({ facades: [] });
  await other.close();
  const again = await startServer({ facades: [echo], port: other.port });
  expect(again.url).toBe(other.url);
  expect((await fetch(`${again.url}/echo`)).status).toBe(200);
  await again.close();
});

test('listens on the loopback address only', () => {
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
});
