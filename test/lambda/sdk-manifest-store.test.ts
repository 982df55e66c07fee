import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ManifestStore } from '../../lambda/manifest-store';
import { sdkManifestStore } from '../../lambda/sdk-manifest-store';

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

let server: Server;
let store: ManifestStore;
let replies: Reply[];
let received: { readonly line: string; readonly region: string }[];

beforeAll(async () => {
  server = createServer(({ method, url, headers }, response) => {
    received.push({ line: `${method} ${url}`, region: /\/\d{8}\/([^/]+)\/s3\//.exec(String(headers.authorization))![1] });
    const { status, headers: answered = {} } = replies.shift()!;
    response.writeHead(status, answered).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  store = sdkManifestStore({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    maxAttempts: 1,
  });
});

beforeEach(() => {
  received = [];
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

test.each([
  [undefined, 'HEAD /manifests/a%20b/%C3%BC%2B.csv'],
  ['v/1', 'HEAD /manifests/a%20b/%C3%BC%2B.csv?versionId=v%2F1'],
])('asks with HeadObject for the version %s', async (versionId, line) => {
  replies = [{ status: 200, headers: { 'etag': '"abc"', 'x-amz-version-id': 'v7' } }];

  expect(await store.head({ bucket: 'manifests', key: 'a b/ü+.csv', versionId })).toEqual({ etag: '"abc"', versionId: 'v7' });
  expect(received.map((request) => request.line)).toEqual([line]);
});

test('knows of no version in a bucket that has none', async () => {
  replies = [{ status: 200, headers: { etag: '"abc"' } }];

  expect((await store.head({ bucket: 'manifests', key: 'm.csv' })).versionId).toBeUndefined();
});

test.each([
  [403, 'HTTP 403: Forbidden'],
  [404, 'HTTP 404: Not Found'],
  [405, 'HTTP 405: Method Not Allowed'],
  [503, 'HTTP 503: Service Unavailable'],
])('names an answer without a body by its status %s', async (status, text) => {
  replies = [{ status }];

  const error = await store.head({ bucket: 'manifests', key: 'm.csv' }).catch((thrown: unknown) => thrown);

  expect(String(error)).toBe(text);
  expect(error).toMatchObject({ status });
});

test('follows a bucket to its Region', async () => {
  replies = [
    { status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' } },
    { status: 200, headers: { etag: '"abc"' } },
  ];

  expect((await store.head({ bucket: 'manifests', key: 'm.csv' })).etag).toBe('"abc"');
  expect(received.map(({ region }) => region)).toEqual(['us-east-1', 'eu-west-1']);
});
