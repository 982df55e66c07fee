import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedBucket } from '../../../local/src/seed/seed-bucket';
import { MemoryStore } from '../../../local/src/store/memory-store';
import { FakeClock } from '../fake-clock';
import { keysOf, surroundings, textOf } from '../surroundings';
import { writeFiles } from '../write-files';

const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/k';

let folder: string;
let metadata: string;
let store: MemoryStore;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'lines-')));
  metadata = join(folder, 'objects.jsonl');
  ({ store } = surroundings(new FakeClock('2026-11-01T12:00:00.000Z')));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Seeds the bucket `kept`, which has versions only if something needs them. */
async function seed(files: { readonly [path: string]: string }, ...lines: readonly (object | string)[]): Promise<number> {
  writeFiles(folder, { ...files, 'objects.jsonl': lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('') });
  return seedBucket(store, 'kept', folder, { metadata });
}

const head = (key: string, versionId?: string) => store.asOwner().headObject({ bucket: 'kept', key, versionId });

test('says of a file what it is like beside its bytes', async () => {
  await seed({ 'a.txt': 'bytes', 'b.txt': 'plain' }, {
    key: 'a.txt',
    lastModified: '2025-06-01T02:00:00+02:00',
    storageClass: 'INTELLIGENT_TIERING',
    archiveStatus: 'DEEP_ARCHIVE_ACCESS',
    etag: 'abc-2',
    metadata: { 'content-type': 'text/plain', 'x-amz-meta-owner': 'somebody' },
    tags: { team: 'blue', empty: '' },
    websiteRedirect: '/b.txt',
    retention: { mode: 'GOVERNANCE', retainUntil: '2030-01-01T00:00:00Z' },
    legalHold: 'ON',
    replicationStatus: 'FAILED',
    encryption: { type: 'SSE-KMS', keyArn: KEY_ARN, bucketKeyEnabled: true },
    checksum: { algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'AAAAAA==' },
    partSizes: [3, 2],
    acl: 'public-read',
    restoration: null,
  });
  expect(await keysOf(store, 'kept')).toEqual(['a.txt', 'b.txt']);
  expect(await head('a.txt')).toMatchObject({
    size: 5,
    lastModified: new Date('2025-06-01T00:00:00Z'),
    storageClass: 'INTELLIGENT_TIERING',
    archiveStatus: 'DEEP_ARCHIVE_ACCESS',
    etag: 'abc-2',
    metadata: { 'content-type': 'text/plain', 'x-amz-meta-owner': 'somebody' },
    websiteRedirect: '/b.txt',
    retention: { mode: 'GOVERNANCE', retainUntil: new Date('2030-01-01T00:00:00Z') },
    legalHold: 'ON',
    replicationStatus: 'FAILED',
    encryption: { type: 'SSE-KMS', keyArn: KEY_ARN, bucketKeyEnabled: true },
    checksum: { algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'AAAAAA==' },
    partsCount: 2,
  });
  expect((await store.asOwner().getObjectTagging({ bucket: 'kept', key: 'a.txt' })).tagSet).toEqual([{ Key: 'team', Value: 'blue' }, { Key: 'empty', Value: '' }]);
  expect((await store.asOwner().getObjectAcl({ bucket: 'kept', key: 'a.txt' })).grants).toHaveLength(2);
});

test('says how far a restoration is, and whose the object is', async () => {
  const grants = [{ grantee: { type: 'id', identifier: 'reader' }, permission: 'READ' }];
  await seed(
    { 'a.txt': 'cold', 'b.txt': '' },
    { key: 'a.txt', storageClass: 'GLACIER', restoration: { state: 'restored', tier: 'Bulk', days: 3, expires: '2026-12-01T00:00:00Z' }, acl: { owner: 'other', grants } },
    { key: 'b.txt', acl: { grants } },
  );
  expect(await head('a.txt')).toMatchObject({ restoration: { state: 'restored', tier: 'Bulk', days: 3, expires: new Date('2026-12-01T00:00:00Z') } });
  expect(await store.asOwner().getObjectAcl({ bucket: 'kept', key: 'a.txt' })).toEqual({ owner: 'other', grants });
  expect((await store.asOwner().getObjectAcl({ bucket: 'kept', key: 'b.txt' })).grants).toEqual(grants);
});

test('makes a bucket for locked objects one with Object Lock, which any other couldn\'t have', async () => {
  await seed({}, { key: 'a', size: 1, legalHold: 'ON' });
  expect(await store.asOwner().getObjectLockConfiguration({ bucket: 'kept' })).toEqual({});
});

test('has metadata only of what a line gives a size', async () => {
  await seed({}, { key: 'big', size: 5e12 }, { key: 'empty', size: 0 });
  expect(await head('big')).toMatchObject({ size: 5e12, etag: expect.stringMatching(/^[0-9a-f]{32}$/) });
  await expect(textOf(store, 'kept', 'big')).rejects.toMatchObject({ name: 'S3Error', status: 501, message: `the bytes of big aren't here: ${metadata} has its metadata only` });
  expect(await textOf(store, 'kept', 'empty')).toBe('');
});

test('makes the lines of one key its versions, the oldest first, each with bytes of its own', async () => {
  expect(await seed(
    { 'a.txt': 'new', 'old/a.txt': 'old', 'c.txt': 'c' },
    { key: 'a.txt', versionId: 'v1', file: 'old/a.txt' },
    { key: 'a.txt', versionId: 'v2', isDeleteMarker: true, lastModified: '2026-01-01T00:00:00Z' },
    { key: 'a.txt', versionId: 'v3' },
    '',
    { key: 'gone', size: 1 },
    { key: 'gone', isDeleteMarker: true },
  )).toBe(6);
  const { versions, deleteMarkers } = await store.asOwner().listObjectVersions({ bucket: 'kept' });
  expect(versions.map(({ key, versionId, isLatest }) => [key, isLatest, ...key === 'a.txt' ? [versionId] : []])).toEqual([
    ['a.txt', true, 'v3'], ['a.txt', false, 'v1'], ['c.txt', true], ['gone', false],
  ]);
  expect(deleteMarkers).toMatchObject([
    { key: 'a.txt', versionId: 'v2', isLatest: false, lastModified: new Date('2026-01-01T00:00:00Z') }, { key: 'gone', isLatest: true },
  ]);
  expect(await textOf(store, 'kept', 'a.txt')).toBe('new');
  const { body } = await store.asOwner().getObject({ bucket: 'kept', key: 'a.txt', versionId: 'v1' });
  expect(Buffer.concat(await body.toArray()).toString()).toBe('old');
});

test('reads a line with a line separator in its key, and a last line without an end', async () => {
  await seed({}, '{"key":"a\u2028b","size":0}');
  writeFiles(folder, { 'objects.jsonl': '{"key":"x","size":0}\r\n{"key":"é","size":0}' });
  await seedBucket(store, 'other', folder, { metadata });
  expect(await keysOf(store, 'kept')).toEqual(['a\u2028b']);
  expect(await keysOf(store, 'other')).toEqual(['x', 'é']);
});

test.each([
  ['no JSON', '{"key":', 'Unexpected end of JSON input'],
  ['no object', '[]', 'what stands there must be a JSON object'],
  ['no key', { size: 1 }, '`key` is missing'],
  ['an unknown member', { key: 'a.txt', storageclass: 'GLACIER' }, '`storageclass` isn\'t known; what can be said: key, file, size,'],
  ['an unknown member of a member', { key: 'a.txt', retention: { mode: 'GOVERNANCE', until: '' } }, '`retention.until` isn\'t known'],
  ['half a retention', { key: 'a.txt', retention: { mode: 'GOVERNANCE' } }, '`retention.retainUntil` is missing'],
  ['no file', { key: 'b.txt' }, 'the folder has no file b.txt; of an object without bytes the line says its `size`'],
  ['a file out of the folder', { key: 'b.txt', file: '../b.txt' }, 'the folder has no file ../b.txt'],
  ['a file and a size', { key: 'b.txt', file: 'a.txt', size: 1 }, '`size` says that the bytes aren\'t there, and `file` where they are'],
  ['a storage class that there isn\'t', { key: 'a.txt', storageClass: 'COLD' }, '`storageClass` must be one of STANDARD, '],
  ['a date without a time zone', { key: 'a.txt', lastModified: '2025-06-01T00:00:00' }, '`lastModified` must be a date such as 2025-06-01T00:00:00Z, got: 2025-06-01T00:00:00'],
  ['a date that there isn\'t', { key: 'a.txt', lastModified: '2025-13-01T00:00:00Z' }, '`lastModified` must be a date'],
  ['a size that is none', { key: 'b', size: -1 }, '`size` must be a whole number from 0, got: -1'],
  ['a header that S3 doesn\'t keep', { key: 'a.txt', metadata: { owner: 'me' } }, '`metadata.owner` is no header that S3 keeps, in lower case; what is the user\'s own begins with x-amz-meta-'],
  ['too many tags', { key: 'a.txt', tags: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [index, ''])) }, 'Object tags cannot be greater than 10'],
  ['a key that has no ARN', { key: 'a.txt', encryption: { type: 'SSE-KMS', keyArn: 'k' } }, '`encryption.keyArn` must be the ARN of a KMS key, got: k'],
  ['a key of what has none', { key: 'a.txt', encryption: { type: 'SSE-S3', keyArn: KEY_ARN } }, '`encryption` of the type SSE-S3 has no KMS key'],
  ['a delete marker with a size', { key: 'a.txt', isDeleteMarker: true, size: 1 }, 'a delete marker has no `size`'],
  ['a restoration of what isn\'t archived', { key: 'a.txt', restoration: { state: 'restored', tier: 'Bulk' } }, 'only an archived object is restored'],
  ['an archive tier of another class', { key: 'a.txt', archiveStatus: 'ARCHIVE_ACCESS' }, 'only an object of INTELLIGENT_TIERING is in the tier ARCHIVE_ACCESS'],
])('refuses a line with %s, names it, and seeds nothing', async (_what, line, message) => {
  await expect(seed({ 'a.txt': '' }, { key: 'ok', size: 1 }, line)).rejects.toThrow(`${metadata}, line 2: ${message}`);
  expect(store.hasBucket('kept')).toBe(false);
});

test('refuses two lines of one version, and a file that no line of its key uses', async () => {
  await expect(seed({ 'a.txt': '' }, { key: 'a.txt', versionId: 'v' }, { key: 'a.txt', versionId: 'v' })).rejects.toThrow(`${metadata}, line 2: a.txt, version v, is there twice`);
  await expect(seed({}, { key: 'a.txt', size: 1 })).rejects.toThrow(`the file a.txt of ${folder} isn't used: all lines of ${metadata} with its key have a \`size\` or another \`file\``);
});

test('refuses versions for a bucket that keeps none', async () => {
  store.createBucket('kept');
  await expect(seed({}, { key: 'a', size: 1 }, { key: 'a', size: 2 })).rejects.toThrow(`${folder} names versions, and the bucket \`kept\` has none`);
});

test('says that a metadata file isn\'t there', async () => {
  await expect(seedBucket(store, 'kept', folder, { metadata })).rejects.toThrow(`${metadata} isn't there; give a file of JSON lines`);
});
