import { createHash } from 'node:crypto';
import {
  GetObjectAclCommand, GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand, type ListObjectVersionsCommandOutput,
  ListObjectsV2Command, PutObjectCommand, S3Client,
} from '@aws-sdk/client-s3';
import { s3Facade } from '../../../../local/src/http/s3/facade';
import { type RunningServer, startServer } from '../../../../local/src/http/server';
import { parseXml } from '../../../../local/src/http/xml';
import { FakeClock } from '../../fake-clock';
import { ACCOUNT, surroundings, textOf } from '../../surroundings';

const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const object = { Bucket: 'locked', Key: 'a' };
const servers: RunningServer[] = [];

afterAll(() => Promise.all(servers.map((server) => server.close())));

async function served() {
  const { store, principals, log } = surroundings(new FakeClock());
  store.createBucket('locked', { versioned: true, objectLock: {}, ownership: 'ObjectWriter' });
  const { accessKeyId } = principals.put(`arn:aws:iam::${ACCOUNT}:role/caller`, [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }]);
  const server = await startServer({ facades: [s3Facade(store, principals, log)] });
  servers.push(server);
  const client = new S3Client({ region: 'us-east-1', endpoint: server.url, credentials: { accessKeyId, secretAccessKey: 'dummy' }, maxAttempts: 1 });
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`;
  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    fetch(server.url + path, { method, headers: { authorization, ...headers }, body });
  await store.asOwner().putObject({ bucket: 'locked', key: 'a', body: Buffer.from('hello') });
  return { store, client, send };
}

/** The code in S3's error; there is none in a success. */
async function codeOf(response: Response): Promise<string | undefined> {
  return /<Code>(.*)<\/Code>/.exec(await response.text())?.[1];
}

test.each([
  ['tags', 'PUT', 'tagging', '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>'],
  ['an ACL', 'PUT', 'acl', '<AccessControlPolicy><AccessControlList/></AccessControlPolicy>'],
  ['a retention with half its members', 'PUT', 'retention', '<Retention><Mode>GOVERNANCE</Mode></Retention>'],
  ['a retention of an unknown mode', 'PUT', 'retention', '<Retention><Mode>STRICT</Mode><RetainUntilDate>2050-01-01T00:00:00Z</RetainUntilDate></Retention>'],
  ['a legal hold', 'PUT', 'legal-hold', '<LegalHold><Status>on</Status></LegalHold>'],
  ['a restoration', 'POST', 'restore', '<RestoreRequest><Days>0</Days></RestoreRequest>'],
  ['an encryption', 'PUT', 'encryption', '<ObjectEncryption><SSE-S3/></ObjectEncryption>'],
  ['the parts of an upload', 'POST', 'uploadId=u', '<CompleteMultipartUpload><Part><ETag>x</ETag></Part></CompleteMultipartUpload>'],
  ['XML that isn\'t well-formed', 'PUT', 'legal-hold', '<LegalHold>'],
  ['another element', 'PUT', 'legal-hold', '<Retention><Status>ON</Status></Retention>'],
])('refuses a body with %s that the API reference doesn\'t know', async (_case, method, subresource, body) => {
  const { send } = await served();
  const response = await send(method, `/locked/a?${subresource}`, {}, body);
  expect([response.status, await codeOf(response)]).toEqual([400, 'MalformedXML']);
});

test.each<[string, string, Record<string, string>]>([
  ['a mode without a date', 'InvalidArgument', { 'x-amz-object-lock-mode': 'GOVERNANCE' }],
  ['an unknown mode', 'InvalidArgument', { 'x-amz-object-lock-mode': 'STRICT', 'x-amz-object-lock-retain-until-date': '2050-01-01T00:00:00Z' }],
  ['a date that is none', 'InvalidArgument', { 'x-amz-object-lock-mode': 'GOVERNANCE', 'x-amz-object-lock-retain-until-date': 'soon' }],
  ['a legal hold that is none', 'InvalidArgument', { 'x-amz-object-lock-legal-hold': 'on' }],
  ['an unknown canned ACL', 'InvalidArgument', { 'x-amz-acl': 'public' }],
  ['a canned ACL and grants', 'InvalidRequest', { 'x-amz-acl': 'private', 'x-amz-grant-read': 'id="x"' }],
  ['a grantee of no kind', 'InvalidArgument', { 'x-amz-grant-read': 'someone' }],
  ['a KMS key for another encryption', 'InvalidArgument', { 'x-amz-server-side-encryption': 'AES256', 'x-amz-server-side-encryption-aws-kms-key-id': KEY }],
  ['two checksums', 'InvalidRequest', { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-sha1': 'AAAAAA==' }],
  ['a checksum by an unknown algorithm', 'NotImplemented', { 'x-amz-checksum-crc16': 'AAA=' }],
  ['a copy source without a key', 'InvalidArgument', { 'x-amz-copy-source': 'logs' }],
  ['a copy source that isn\'t encoded', 'InvalidArgument', { 'x-amz-copy-source': 'logs/%zz' }],
  ['a copy source whose plus sign isn\'t encoded', 'NotImplemented', { 'x-amz-copy-source': 'logs/a+b' }],
  ['an unknown directive', 'InvalidArgument', { 'x-amz-copy-source': 'locked/a', 'x-amz-metadata-directive': 'MOVE' }],
  ['a copy\'s date that is none', 'InvalidArgument', { 'x-amz-copy-source': 'locked/a', 'x-amz-copy-source-if-modified-since': 'soon' }],
])('refuses to put an object with %s', async (_case, code, headers) => {
  const { send, store } = await served();
  expect(await codeOf(await send('PUT', '/locked/new', headers, 'hello'))).toBe(code);
  expect((await store.asOwner().listObjectsV2({ bucket: 'locked', prefix: 'new' })).objects).toEqual([]);
});

test('tells of a checksum only who asks for it, and not of a range', async () => {
  const { client } = await served();
  const asked = await client.send(new HeadObjectCommand({ ...object, ChecksumMode: 'ENABLED' }));
  expect(asked).toMatchObject({ ChecksumCRC64NVME: expect.any(String), ChecksumType: 'FULL_OBJECT' });
  expect(await client.send(new HeadObjectCommand(object))).not.toHaveProperty('ChecksumCRC64NVME');
  expect(await client.send(new GetObjectCommand({ ...object, Range: 'bytes=1-2', ChecksumMode: 'ENABLED' }))).not.toHaveProperty('ChecksumCRC64NVME');
});

test('lets the SDK check what it reads against the checksum that is kept', async () => {
  const { client, store } = await served();
  store.seedObject('logs', 'broken', { body: Buffer.from('hello'), checksum: { algorithm: 'CRC64NVME', type: 'FULL_OBJECT', value: 'AAAAAAAAAAA=' } });
  const { Body: whole } = await client.send(new GetObjectCommand(object));
  expect(await whole!.transformToString()).toBe('hello');
  const { Body: broken } = await client.send(new GetObjectCommand({ Bucket: 'logs', Key: 'broken' }));
  await expect(broken!.transformToString()).rejects.toThrow('Checksum mismatch');
});

test('says of what kind a grantee is', async () => {
  const { client } = await served();
  const uri = 'http://acs.amazonaws.com/groups/global/AllUsers';
  await client.send(new PutObjectCommand({ ...object, Body: 'x', ACL: 'public-read' }));
  const { Grants } = await client.send(new GetObjectAclCommand(object));
  expect(Grants!.map(({ Grantee }) => Grantee)).toEqual([expect.objectContaining({ Type: 'CanonicalUser' }), { Type: 'Group', URI: uri }]);
});

test('tells of an archived object how far its restoration is', async () => {
  const { client, send, store } = await served();
  const body = Buffer.from('old');
  store.seedObject('logs', 'old', { body, storageClass: 'GLACIER', restoration: { state: 'restored', tier: 'Bulk', days: 1, expires: new Date('2026-11-03T00:00:00Z') } });
  store.seedObject('logs', 'older', { body, storageClass: 'DEEP_ARCHIVE' });
  expect(await client.send(new HeadObjectCommand({ Bucket: 'logs', Key: 'old' })))
    .toMatchObject({ StorageClass: 'GLACIER', Restore: 'ongoing-request="false", expiry-date="Tue, 03 Nov 2026 00:00:00 GMT"' });
  const request = '<RestoreRequest><Days>1</Days><GlacierJobParameters><Tier>Bulk</Tier></GlacierJobParameters></RestoreRequest>';
  expect((await send('POST', '/logs/older?restore', {}, request)).status).toBe(202);
  expect((await send('POST', '/logs/old?restore', {}, request)).status).toBe(200);
  expect(await client.send(new HeadObjectCommand({ Bucket: 'logs', Key: 'older' }))).toMatchObject({ Restore: 'ongoing-request="true"' });
});

test('uses the key that AWS manages where none is named', async () => {
  const { client } = await served();
  await client.send(new PutObjectCommand({ ...object, Body: 'x', ServerSideEncryption: 'aws:kms' }));
  expect(await client.send(new HeadObjectCommand(object)))
    .toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/aws/s3` });
});

test.each([1, 2, 3, 1000])('lists every version and marker once, %d on a page', async (pageSize) => {
  const { client, store } = await served();
  store.createBucket('versioned', { versioned: true });
  for (const key of ['a', 'b/é', 'c']) {
    for (const body of ['1', '2', '3']) await store.asOwner().putObject({ bucket: 'versioned', key, body: Buffer.from(body) });
  }
  await store.asOwner().deleteObject({ bucket: 'versioned', key: 'b/é' });
  const seen: string[] = [];
  let page: Partial<ListObjectVersionsCommandOutput> = { IsTruncated: true };
  while (page.IsTruncated) {
    const marker = { KeyMarker: page.NextKeyMarker && decodeURIComponent(page.NextKeyMarker), VersionIdMarker: page.NextVersionIdMarker };
    page = await client.send(new ListObjectVersionsCommand({ Bucket: 'versioned', MaxKeys: pageSize, EncodingType: 'url', ...marker }));
    const { Versions = [], DeleteMarkers = [] } = page;
    expect(Versions.length + DeleteMarkers.length).toBeLessThanOrEqual(pageSize);
    seen.push(...[...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => `${decodeURIComponent(Key!)} ${VersionId}`));
  }
  const { versions, deleteMarkers = [] } = await store.asOwner().listObjectVersions({ bucket: 'versioned' });
  expect([...seen].sort()).toEqual([...versions, ...deleteMarkers].map(({ key, versionId }) => `${key} ${versionId}`).sort());
  expect(seen).toHaveLength(10);
});

// S3 User Guide, "Listing object versions": the newest first; a clock that stands still gives all of them one date
test('lists versions and markers of one moment in the order in which they came', async () => {
  const { send, store } = await served();
  store.createBucket('versioned', { versioned: true });
  const ids: (string | undefined)[] = [];
  for (const call of ['putObject', 'deleteObject', 'putObject', 'deleteObject', 'putObject'] as const) {
    ids.unshift((await store.asOwner()[call]({ bucket: 'versioned', key: 'a', body: Buffer.from('') })).versionId);
  }
  const seen: string[] = [];
  let marker = '';
  do {
    const page = await (await send('GET', `/versioned?versions&max-keys=1${marker}`)).text();
    seen.push(...[...page.matchAll(/<VersionId>(.*?)<\/VersionId>/g)].map(([, id]) => id));
    const next = /<NextVersionIdMarker>(.*?)</.exec(page)?.[1];
    marker = next === undefined ? '' : `&key-marker=a&version-id-marker=${next}`;
  } while (marker !== '');
  expect(seen).toEqual(ids);
});

// S3 User Guide, "Working with object metadata"
describe('metadata in headers', () => {
  test('comes back in RFC 2047 where it isn\'t ASCII', async () => {
    const { client, store } = await served();
    await store.asOwner().putObject({ bucket: 'logs', key: 'a', body: Buffer.from(''), metadata: { 'x-amz-meta-name': 'ÄMÄZÕÑ S3', 'x-amz-meta-plain': 'a b' } });
    const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: 'logs', Key: 'a' }));
    expect(Metadata).toEqual({ name: `=?UTF-8?B?${Buffer.from('ÄMÄZÕÑ S3').toString('base64')}?=`, plain: 'a b' });
  });

  test('is kept where it is empty', async () => {
    const { send } = await served();
    await send('PUT', '/logs/a', { 'x-amz-meta-empty': '' }, 'x');
    expect((await send('HEAD', '/logs/a')).headers.get('x-amz-meta-empty')).toBe('');
  });
});

// API reference, "Error responses"
test('refuses a body that isn\'t the one that was signed', async () => {
  const { send } = await served();
  const hash = (text: string) => ({ 'x-amz-content-sha256': createHash('sha256').update(text).digest('hex') });
  expect(await codeOf(await send('PUT', '/logs/a', hash('other'), 'hello'))).toBe('XAmzContentSHA256Mismatch');
  expect(await codeOf(await send('PUT', '/logs/a?tagging', hash('other'), '<Tagging><TagSet/></Tagging>'))).toBe('XAmzContentSHA256Mismatch');
  expect((await send('PUT', '/logs/a', hash('hello'), 'hello')).status).toBe(200);
});

// a parameter in another case is another one, which S3 ignores, and nobody is to rely on here
test.each(['/locked/a?versionid=x', '/locked/a?VersionId=x', '/locked?list-type=2&Prefix=a', '/locked?versions&Key-Marker=a'])('refuses %s', async (path) => {
  const { send } = await served();
  const response = await send('GET', path);
  expect([response.status, await codeOf(response)]).toEqual([501, 'NotImplemented']);
});

test('takes the parameters of signatures in any case', async () => {
  const { send } = await served();
  expect((await send('GET', '/locked/a?x-amz-user-agent=a&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD')).status).toBe(200);
});

// API reference, ListObjectsV2: `EncodingType`
test('encodes keys in a listing that asks for it, parentheses and all', async () => {
  const { send, store } = await served();
  const key = 'test_file(3)!\'*~ ü/.png';
  await store.asOwner().putObject({ bucket: 'logs', key, body: Buffer.from('') });
  const page = await (await send('GET', '/logs?list-type=2&encoding-type=url')).text();
  expect(page).toContain('<Key>test_file%283%29%21%27%2A%7E%20%C3%BC/.png</Key>');
});

test.each(['a\rb', 'a\r\nb', 'a\tb', ' a ', 'a&#13;b', 'a\u0001b'])('lists the key %j as it is, to an SDK that doesn\'t ask for an encoding', async (key) => {
  const { client, store } = await served();
  await store.asOwner().putObject({ bucket: 'logs', key, body: Buffer.from('') });
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'logs' }));
  expect(Contents.map(({ Key }) => Key)).toEqual([key]);
});

test('tells of what XML can\'t hold in an error that can be read', async () => {
  const { send } = await served();
  const error = parseXml(await (await send('PUT', '/logs/a', { 'x-amz-tagging': 'a=%07' }, 'x')).text());
  expect(error.children.find(({ name }) => name === 'Message')!.text).toContain('\\u0007');
});

test('copies what a header names, with a slash before it or without, encoded as a whole or not', async () => {
  const { send, store } = await served();
  await store.asOwner().putObject({ bucket: 'logs', key: 'ä b+c', body: Buffer.from('source') });
  for (const [index, source] of ['/logs/%C3%A4%20b%2Bc', 'logs/%C3%A4%20b%2Bc', 'logs%2F%C3%A4%20b%2Bc'].entries()) {
    expect((await send('PUT', `/logs/copy-${index}`, { 'x-amz-copy-source': source })).status).toBe(200);
    expect(await textOf(store, 'logs', `copy-${index}`)).toBe('source');
  }
});

// API reference, PutObject: without a key, aws:kms means the AWS managed key, and a Bucket Key is one of the bucket's own key
test.each<[string, Record<string, string>, object]>([
  ['S3\'s own key', { 'x-amz-server-side-encryption': 'aws:kms' }, { type: 'SSE-KMS', keyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/aws/s3` }],
  ['the bucket\'s own key, by way of a Bucket Key', { 'x-amz-server-side-encryption-bucket-key-enabled': 'true' }, { type: 'SSE-KMS', keyArn: KEY, bucketKeyEnabled: true }],
])('encrypts with %s where no key is named', async (_case, headers, encryption) => {
  const { store, send } = await served();
  store.createBucket('secret', { encryption: { type: 'SSE-KMS', keyArn: KEY } });
  expect((await send('PUT', '/secret/a', headers, 'x')).status).toBe(200);
  expect(await store.asOwner().headObject({ bucket: 'secret', key: 'a' })).toMatchObject({ encryption });
});
