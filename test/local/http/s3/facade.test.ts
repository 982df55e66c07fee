import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand, CreateBucketCommand, DeleteObjectCommand, DeleteObjectTaggingCommand, GetBucketPolicyCommand, GetObjectCommand,
  GetObjectTaggingCommand, GetObjectTorrentCommand, HeadObjectCommand, ListBucketsCommand, ListObjectsCommand, ListObjectsV2Command,
  paginateListObjectsV2, PutObjectCommand, PutObjectTaggingCommand, S3Client, UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { s3Facade } from '../../../../local/src/http/s3/facade';
import { type RunningServer, startServer } from '../../../../local/src/http/server';
import type { Statement } from '../../../../local/src/policy/document';
import { FakeClock } from '../../fake-clock';
import { ACCOUNT, seed, surroundings, textOf } from '../../surroundings';

const CALLER = `arn:aws:iam::${ACCOUNT}:role/function`;
const anything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const servers: RunningServer[] = [];
const object = { Bucket: 'logs', Key: 'a' };

afterAll(() => Promise.all(servers.map((server) => server.close())));

async function served(statement: Statement = anything) {
  const parts = surroundings(new FakeClock());
  parts.store.createBucket('versioned', { versioned: true });
  const { accessKeyId } = parts.principals.put(CALLER, [{ Statement: statement }]);
  const server = await startServer({ facades: [s3Facade(parts.store, parts.principals, parts.log)] });
  servers.push(server);
  return { ...parts, server, client: clientOf(server, accessKeyId) };
}

/** A client as a function has it: the endpoint is an address, so that it uses path style by itself. */
function clientOf({ url }: RunningServer, accessKeyId: string): S3Client {
  return new S3Client({ region: 'us-east-1', endpoint: url, credentials: { accessKeyId, secretAccessKey: 'dummy' }, maxAttempts: 1 });
}

test('gives an SDK back what it put, with all it said of it', async () => {
  const { client } = await served();
  const said = { ContentType: 'text/plain; charset=utf-8', CacheControl: 'no-store', ContentEncoding: 'identity', Metadata: { from: 'camera' } };
  const { ETag } = await client.send(new PutObjectCommand({ ...object, Body: 'hello', ...said }));
  const expected = { ...said, ETag, ContentLength: 5, LastModified: new Date('2026-11-01T12:00:00Z'), AcceptRanges: 'bytes' };
  expect(ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
  const { Body, ...got } = await client.send(new GetObjectCommand(object));
  expect(await Body!.transformToString()).toBe('hello');
  expect(got).toMatchObject(expected);
  expect(await client.send(new HeadObjectCommand(object))).toMatchObject(expected);
});

test('takes the encryption that S3 gives every object by itself', async () => {
  const { client, store } = await served();
  await client.send(new PutObjectCommand({ ...object, Body: 'x', ServerSideEncryption: 'AES256' }));
  expect(await textOf(store, 'logs', 'a')).toBe('x');
});

test.each(['a b', 'a+b', 'a%20b', 'ü/\u{1F600}', 'a//b/', 'a?b&c=d#e', "a'(b)*!", 'a,b;c:d@e', 'a\nb'])('keeps the key %j as it is', async (Key) => {
  const { client, store } = await served();
  await client.send(new PutObjectCommand({ Bucket: 'logs', Key, Body: 'x' }));
  expect(await textOf(store, 'logs', Key)).toBe('x');
  const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: 'logs', EncodingType: 'url' }));
  expect(Contents!.map((listed) => decodeURIComponent(listed.Key!))).toEqual([Key]);
});

test('takes a body that an SDK streams in chunks with a checksum behind it', async () => {
  const { client, store } = await served();
  const pieces = Array.from({ length: 40 }, (_, index) => Buffer.alloc(5000, index));
  await client.send(new PutObjectCommand({ ...object, Body: Readable.from(pieces), ContentLength: 200_000, ContentEncoding: 'gzip' }));
  const { body, metadata } = await store.asOwner().getObject({ bucket: 'logs', key: 'a' });
  expect(Buffer.concat(await body.toArray())).toEqual(Buffer.concat(pieces));
  expect(metadata).toMatchObject({ 'content-encoding': 'gzip' });
});

test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)('checks what an SDK sends against its %s', async (algorithm) => {
  const { client, store } = await served();
  await client.send(new PutObjectCommand({ ...object, Body: 'hello', ChecksumAlgorithm: algorithm }));
  expect(await textOf(store, 'logs', 'a')).toBe('hello');
  expect(await store.asOwner().headObject({ bucket: 'logs', key: 'a' })).toMatchObject({ checksum: { algorithm } });
});

test.each([
  ['bytes=1-3', 'ell', 'bytes 1-3/5'], ['bytes=3-', 'lo', 'bytes 3-4/5'], ['bytes=-2', 'lo', 'bytes 3-4/5'],
])('answers the range %s', async (Range, expected, ContentRange) => {
  const { client } = await served();
  await client.send(new PutObjectCommand({ ...object, Body: 'hello' }));
  const answer = await client.send(new GetObjectCommand({ ...object, Range }));
  expect(answer).toMatchObject({ ContentRange, ContentLength: expected.length, $metadata: { httpStatusCode: 206 } });
  expect(await answer.Body!.transformToString()).toBe(expected);
});

test.each(['bytes=3-1', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-'])('answers everything to the range %s, as S3 does to what it does not understand', async (Range) => {
  const { client } = await served();
  await client.send(new PutObjectCommand({ ...object, Body: 'hello' }));
  const answer = await client.send(new GetObjectCommand({ ...object, Range }));
  expect([answer.$metadata.httpStatusCode, await answer.Body!.transformToString()]).toEqual([200, 'hello']);
});

test('replaces, reads and deletes the tags of an object, and of one version', async () => {
  const { client } = await served();
  const tagged = { Bucket: 'versioned', Key: 'a' };
  const { VersionId } = await client.send(new PutObjectCommand({ ...tagged, Body: '1' }));
  const { VersionId: current } = await client.send(new PutObjectCommand({ ...tagged, Body: '2' }));
  const TagSet = [{ Key: 'sum', Value: '12' }, { Key: 'empty', Value: '' }];
  await client.send(new PutObjectTaggingCommand({ ...tagged, VersionId, Tagging: { TagSet } }));
  expect(await client.send(new GetObjectTaggingCommand({ ...tagged, VersionId }))).toMatchObject({ TagSet, VersionId });
  expect(await client.send(new GetObjectTaggingCommand(tagged))).toMatchObject({ TagSet: [], VersionId: current });
  await client.send(new DeleteObjectTaggingCommand({ ...tagged, VersionId }));
  expect(await client.send(new GetObjectTaggingCommand({ ...tagged, VersionId }))).toMatchObject({ TagSet: [] });
});

test('deletes an object, and a version', async () => {
  const { client } = await served();
  const versioned = { Bucket: 'versioned', Key: 'a' };
  await client.send(new PutObjectCommand({ ...object, Body: '1' }));
  expect(await client.send(new DeleteObjectCommand(object))).toMatchObject({ $metadata: { httpStatusCode: 204 } });
  await expect(client.send(new GetObjectCommand(object))).rejects.toMatchObject({ name: 'NoSuchKey' });
  const { VersionId } = await client.send(new PutObjectCommand({ ...versioned, Body: '1' }));
  expect(await client.send(new DeleteObjectCommand(versioned))).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
  expect(await client.send(new GetObjectCommand({ ...versioned, VersionId }))).toMatchObject({ VersionId });
  expect(await client.send(new DeleteObjectCommand({ ...versioned, VersionId }))).toMatchObject({ VersionId });
});

test('lists page by page', async () => {
  const { client, store } = await served();
  const keys = Array.from({ length: 25 }, (_, index) => `key <${String(index).padStart(2, '0')}>`);
  seed(store, ...keys, 'other');
  const listed: (string | undefined)[] = [];
  for await (const { Contents } of paginateListObjectsV2({ client, pageSize: 10 }, { Bucket: 'logs', Prefix: 'key' })) {
    listed.push(...Contents!.map(({ Key }) => Key));
  }
  expect(listed).toEqual(keys);
});

test('lists what lies directly below a prefix', async () => {
  const { client, store } = await served();
  seed(store, 'a/1', 'a/b/2', 'a/b/3', 'a/c/4', 'z');
  expect(await client.send(new ListObjectsV2Command({ Bucket: 'logs', Prefix: 'a/', Delimiter: '/' }))).toMatchObject({
    Name: 'logs', Prefix: 'a/', Delimiter: '/', KeyCount: 3, IsTruncated: false, MaxKeys: 1000,
    Contents: [{ Key: 'a/1', Size: 3, ETag: `"${createHash('md5').update('a/1').digest('hex')}"`, StorageClass: 'STANDARD', LastModified: new Date('2026-11-01T12:00:00Z') }],
    CommonPrefixes: [{ Prefix: 'a/b/' }, { Prefix: 'a/c/' }],
  });
});

test.each<[string, number, (client: S3Client) => Promise<unknown>]>([
  ['NoSuchKey', 404, (client) => client.send(new GetObjectCommand({ Bucket: 'logs', Key: 'missing' }))],
  ['NoSuchBucket', 404, (client) => client.send(new ListObjectsV2Command({ Bucket: 'nowhere' }))],
  ['NoSuchVersion', 404, (client) => client.send(new GetObjectCommand({ ...object, VersionId: 'other' }))],
  // S3's answers to HEAD have no body, and so no code but the status' own
  ['NotFound', 404, (client) => client.send(new HeadObjectCommand({ Bucket: 'logs', Key: 'missing' }))],
  ['InvalidRange', 416, (client) => client.send(new GetObjectCommand({ ...object, Range: 'bytes=9-' }))],
  ['BadDigest', 400, (client) => client.send(new PutObjectCommand({ ...object, Body: 'x', ChecksumSHA256: Buffer.alloc(32).toString('base64') }))],
  ['BadDigest', 400, (client) => client.send(new PutObjectCommand({ ...object, Body: 'x', ContentMD5: Buffer.alloc(16).toString('base64') }))],
  ['InvalidDigest', 400, (client) => client.send(new PutObjectCommand({ ...object, Body: 'x', ContentMD5: 'short' }))],
  ['AccessDenied', 403, (client) => client.send(new GetObjectCommand({ ...object, ExpectedBucketOwner: '999999999999' }))],
  ['InvalidTag', 400, (client) => client.send(new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key: '', Value: '' }] } }))],
  ['InvalidArgument', 400, (client) => client.send(new ListObjectsV2Command({ Bucket: 'logs', ContinuationToken: 'other' }))],
  ['InvalidArgument', 400, (client) => client.send(new ListObjectsV2Command({ Bucket: 'logs', EncodingType: 'hex' as never }))],
])('answers with %s and %d, as the SDK reads it', async (name, httpStatusCode, call) => {
  const { client, store } = await served();
  seed(store, 'a');
  await expect(call(client)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
});

test.each<[string, (client: S3Client) => Promise<unknown>]>([
  ['GET / ', (client) => client.send(new ListBucketsCommand())],
  ['PUT /new', (client) => client.send(new CreateBucketCommand({ Bucket: 'new' }))],
  ['GET /logs/', (client) => client.send(new ListObjectsCommand({ Bucket: 'logs' }))],
  ['GET /logs/?policy', (client) => client.send(new GetBucketPolicyCommand({ Bucket: 'logs' }))],
  ['GET with the parameter torrent', (client) => client.send(new GetObjectTorrentCommand(object))],
  ['GET with the parameter partNumber', (client) => client.send(new GetObjectCommand({ ...object, PartNumber: 1 }))],
  ['an access point', (client) => client.send(new CopyObjectCommand({ ...object, CopySource: 'arn:aws:s3:us-east-1:111122223333:accesspoint/mine/object/b' }))],
  ['without the directive to replace', (client) => client.send(new CopyObjectCommand({ ...object, CopySource: 'logs/b', Tagging: 'a=b' }))],
  ['PUT with the header x-amz-copy-source', (client) => client.send(new UploadPartCopyCommand({ ...object, CopySource: 'logs/b', UploadId: 'u', PartNumber: 1 }))],
  ['PUT with the header x-amz-server-side-encryption-customer-algorithm', (client) => client.send(new PutObjectCommand({ ...object, Body: 'x', SSECustomerAlgorithm: 'AES256', SSECustomerKey: Buffer.alloc(32).toString('base64') }))],
  ['the encryption aws:fsx', (client) => client.send(new PutObjectCommand({ ...object, Body: 'x', ServerSideEncryption: 'aws:fsx' }))],
  ['PUT with the header if-none-match', (client) => client.send(new PutObjectCommand({ ...object, Body: 'x', IfNoneMatch: '*' }))],
  ['GET with the parameter response-content-type', (client) => client.send(new GetObjectCommand({ ...object, ResponseContentType: 'text/plain' }))],
  ['GET with the parameter fetch-owner', (client) => client.send(new ListObjectsV2Command({ Bucket: 'logs', FetchOwner: true }))],
  ['DELETE with the header x-amz-bypass-governance-retention', (client) => client.send(new DeleteObjectCommand({ ...object, BypassGovernanceRetention: true }))],
])('answers what it can\'t do with 501, naming it: %s', async (what, call) => {
  const { client, store, log } = await served();
  seed(store, 'a');
  await expect(call(client)).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining(what.trim()), $metadata: { httpStatusCode: 501 } });
  expect(log.calls).toMatchObject([{ principal: CALLER, status: 501, error: 'NotImplemented' }]);
  expect(await textOf(store, 'logs', 'a')).toBe('a');
});

test('lets a role do what its policies allow, and records every call in its name', async () => {
  const { client, store, log } = await served({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' });
  seed(store, 'a');
  await client.send(new GetObjectCommand(object));
  await expect(client.send(new PutObjectCommand({ ...object, Body: 'x' }))).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('s3:PutObject') });
  await expect(client.send(new GetObjectCommand({ ...object, Key: 'missing' }))).rejects.toMatchObject({ name: 'AccessDenied' });
  const resource = 'arn:aws:s3:::logs/a';
  expect(log.calls).toMatchObject([
    { principal: CALLER, action: 's3:GetObject', resource, status: 200 },
    { principal: CALLER, action: 's3:PutObject', resource, status: 403, error: 'AccessDenied' },
    { principal: CALLER, action: 's3:GetObject', resource: 'arn:aws:s3:::logs/missing', status: 403, error: 'AccessDenied' },
  ]);
});

test('names a condition that it can\'t evaluate instead of guessing', async () => {
  const { client, log } = await served({ ...anything, Condition: { StringEquals: { 's3:prefix': 'a' } } });
  await expect(client.send(new ListObjectsV2Command({ Bucket: 'logs' }))).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining('`s3:prefix`') });
  expect(log.calls).toMatchObject([{ principal: CALLER, action: 's3:ListBucket', status: 501 }]);
});

test('refuses who did not sign or is nobody here', async () => {
  const { server, log } = await served();
  expect((await fetch(`${server.url}/logs/a`)).status).toBe(403);
  await expect(clientOf(server, 'AKIDEXAMPLE').send(new GetObjectCommand(object))).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
  expect(log.calls).toMatchObject([{ principal: 'unsigned', error: 'AccessDenied' }, { principal: 'unknown', error: 'InvalidAccessKeyId' }]);
});

test.each([
  ['another service', '/2015-03-31/functions/f/invocations', 'lambda'],
  ['S3 Control', '/v20180820/accesspoint/mine', 's3'],
])('leaves a request for %s to others', async (_case, path, service) => {
  const { server } = await served();
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261101/us-east-1/${service}/aws4_request, SignedHeaders=host`;
  const response = await fetch(server.url + path, { method: 'POST', headers: { authorization } });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain(`nothing here answers POST ${path}`);
});
