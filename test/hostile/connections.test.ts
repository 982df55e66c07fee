import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type CloudProcess, codeOf, exchange, expectProperAnswer, requestBytes, signedBy, startCloudProcess, statusOf } from './raw-client';
import { type RunningServer, startServer } from '../../local/src/http/server';

const RUNS = 300;

let cloud: CloudProcess;
let good: Buffer;

beforeAll(async () => {
  cloud = await startCloudProcess();
  good = requestBytes('GET', '/logs/a', { headers: signedBy(cloud.accessKeyId) });
});

afterEach(async () => {
  const answer = await exchange(cloud.port, [good]);
  expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*hello$/);
});

afterAll(() => cloud.stop());

const HOST = 'Host: 127.0.0.1\r\n';

test.each<[string, string | Buffer, number, string]>([
  ['bytes that are no HTTP', '\0\0\0garbage\r\n\r\n', 400, 'BadRequest'],
  ['a TLS client', Buffer.from([22, 3, 1, 0, 0xff]), 400, 'BadRequest'],
  ['no Host', 'GET /logs/a HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'BadRequest'],
  ['bytes beyond ASCII in the path', Buffer.from(`GET /logs/\xe9 HTTP/1.1\r\n${HOST}\r\n`, 'latin1'), 400, 'BadRequest'],
  ['a space in the path', `GET /logs/a b HTTP/1.1\r\n${HOST}\r\n`, 400, 'BadRequest'],
  ['a header without a name', `GET / HTTP/1.1\r\n${HOST}: x\r\n\r\n`, 400, 'BadRequest'],
  ['long headers', `GET / HTTP/1.1\r\n${HOST}X: ${'x'.repeat(100_000)}\r\n\r\n`, 431, 'RequestHeaderSectionTooLarge'],
  ['many headers', `GET / HTTP/1.1\r\n${HOST}${'X: y\r\n'.repeat(10_000)}\r\n`, 431, 'RequestHeaderSectionTooLarge'],
  ['a long query', `GET /logs/a?${'x'.repeat(100_000)} HTTP/1.1\r\n${HOST}\r\n`, 431, 'RequestHeaderSectionTooLarge'],
  ['a length that is none', `PUT /logs/a HTTP/1.1\r\n${HOST}Content-Length: x\r\n\r\n`, 400, 'BadRequest'],
  ['two lengths', `PUT /logs/a HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400, 'BadRequest'],
  ['a length, and chunks', `PUT /logs/a HTTP/1.1\r\n${HOST}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400, 'BadRequest'],
  ['a chunk without its length', `PUT /logs/a HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400, 'BadRequest'],
  ['an expectation', `PUT /logs/a HTTP/1.1\r\n${HOST}Expect: miracles\r\nContent-Length: 0\r\n\r\n`, 417, 'ExpectationFailed'],
  ['CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\n${HOST}\r\n`, 501, 'NotImplemented'],
])('answers %s with an error like the services\'', async (_what, bytes, status, code) => {
  const answer = await exchange(cloud.port, [bytes]);
  expect([statusOf(answer), codeOf(answer)]).toEqual([status, code]);
  expectProperAnswer(answer);
});

test('a body longer than its length is another request, and no part of the object', async () => {
  const put = `PUT /logs/short HTTP/1.1\r\n${HOST}${signedBy(cloud.accessKeyId)}Content-Length: 2\r\n\r\nabcdef\r\n\r\n`;
  const answer = await exchange(cloud.port, [put]);
  expect(answer).toContain('400 Bad Request');
  const object = await exchange(cloud.port, [requestBytes('GET', '/logs/short', { headers: signedBy(cloud.accessKeyId) })]);
  expect(object).toMatch(/\r\n\r\nab$|NoSuchKey/);
});

test('a connection that ends amid a body leaves no object', async () => {
  const headers = signedBy(cloud.accessKeyId);
  await exchange(cloud.port, [`PUT /logs/cut HTTP/1.1\r\n${HOST}${headers}Content-Length: 100\r\n\r\nab`], { halfClose: true });
  expect(codeOf(await exchange(cloud.port, [requestBytes('GET', '/logs/cut', { headers })]))).toBe('NoSuchKey');
});

test('answers requests that come at once, each in its turn', async () => {
  const kept = good.toString().replace('Connection: close\r\n', '');
  const answer = await exchange(cloud.port, [kept + kept + good.toString()]);
  expect(answer.match(/HTTP\/1\.1 200 /g)).toHaveLength(3);
});

test('doesn\'t wait for a client that has closed its side', async () => {
  await expect(exchange(cloud.port, [good], { halfClose: true })).resolves.toEqual(expect.any(String));
});

test(`survives ${RUNS} random streams of bytes, and as many good requests with some bytes changed`, async () => {
  const mutated = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }).map((changes) => {
    const bytes = Buffer.from(good);
    for (const [place, byte] of changes) bytes[place] = byte;
    return bytes;
  });
  const random = fc.uint8Array({ minLength: 1, maxLength: 2_000 }).map((bytes) => Buffer.from(bytes));
  await fc.assert(fc.asyncProperty(fc.oneof(random, mutated), async (bytes) => {
    const answer = await exchange(cloud.port, [bytes], { halfClose: true });
    if (answer !== '') expectProperAnswer(answer);
  }), { numRuns: 2 * RUNS });
});

test('a defect is told without the paths of this machine', async () => {
  const path = join(tmpdir(), 'that-there-is-not');
  const facade = { name: 'reader', matches: () => true, handle: () => readFile(path).then((body) => ({ status: 200, body })) };
  const server = await startServer({ facades: [facade] });
  const answer = await exchange(server.port, [requestBytes('GET', '/')]);
  await server.close();
  expect(answer).toContain('reader failed on GET /: Error: ENOENT in open');
  expect(answer).not.toContain(path);
});

describe('a client that takes its time', () => {
  let impatient: RunningServer;

  beforeAll(async () => {
    const facade = { name: 'any', matches: () => true, handle: async () => ({ status: 200 }) };
    impatient = await startServer({ facades: [facade], patience: { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 } });
  });

  afterAll(() => impatient.close());

  test.each([
    ['the headers', `GET / HTTP/1.1\r\n${HOST}X: `],
    ['the body', `PUT / HTTP/1.1\r\n${HOST}Content-Length: 100\r\n\r\nab`],
    ['the chunks', `PUT / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n`],
  ])('hears when it doesn\'t send %s', async (_what, begun) => {
    const answer = await exchange(impatient.port, [begun]);
    expect([statusOf(answer), codeOf(answer)]).toEqual([408, 'RequestTimeout']);
  });

  test('may send nothing at all, and is cut off', async () => {
    await expect(exchange(impatient.port, [])).resolves.toMatch(/^(HTTP\/1\.1 408 [\s\S]*)?$/);
  });
});
