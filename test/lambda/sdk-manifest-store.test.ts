import { HttpS3 } from './http-s3';
import type { ManifestStore } from '../../lambda/manifest-store';

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

let s3: HttpS3;
let store: ManifestStore;
let replies: Reply[];
beforeEach(async () => {
  s3 = await HttpS3.start((_, response) => {
    const { status, headers = {} } = replies.shift()!;
    response.writeHead(status, headers).end();
  });
  store = s3.store();
});
afterEach(() => s3.close());

test.each([
  [undefined, 'HEAD /manifests/a%20b/%C3%BC%2B.csv'],
  ['v/1', 'HEAD /manifests/a%20b/%C3%BC%2B.csv?versionId=v%2F1'],
])('asks with HeadObject for the version %s', async (versionId, line) => {
  replies = [{ status: 200, headers: { 'etag': '"abc"', 'x-amz-version-id': 'v7' } }];

  expect(await store.head({ bucket: 'manifests', key: 'a b/ü+.csv', versionId })).toEqual({ etag: '"abc"', versionId: 'v7' });
  expect(s3.received.map((request) => request.line)).toEqual([line]);
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
  const signedFor = /\/\d{8}\/([^/]+)\/s3\//;
  replies = [
    { status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' } },
    { status: 200, headers: { etag: '"abc"' } },
  ];

  expect((await store.head({ bucket: 'manifests', key: 'm.csv' })).etag).toBe('"abc"');
  expect(s3.received.map(({ headers }) => signedFor.exec(String(headers.authorization))![1])).toEqual(['us-east-1', 'eu-west-1']);
});
