import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedBucket } from '../../../local/src/seed/seed-bucket';
import { MemoryStore } from '../../../local/src/store/memory-store';
import { FakeClock } from '../fake-clock';
import { keysOf, surroundings, textOf } from '../surroundings';

let folder: string;
let path: string;
let store: MemoryStore;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'listing-')));
  path = join(folder, 'listing.json');
  ({ store } = surroundings(new FakeClock('2026-11-01T12:00:00.000Z')));
});

afterEach(() => rmSync(folder, { recursive: true }));

async function seed(listing: unknown, bucket = 'copied'): Promise<number> {
  writeFileSync(path, typeof listing === 'string' ? listing : JSON.stringify(listing, undefined, 4));
  return seedBucket(store, bucket, path);
}

const OWNER = { DisplayName: 'owner', ID: '7009a8971cd538e11f6b6606438875e7c86c5b672f46db45460ddcd087d36c32' };
const ETAG = '6805f2cfc46c0f04559748bb039d69ae';

// with the members, and in the order, of the examples in the AWS CLI command reference, "s3api list-object-versions"
const version = (Key: string, VersionId: string, LastModified: string, IsLatest = false, others = {}) => ({
  ETag: `"${ETAG}"`, Size: 11, StorageClass: 'STANDARD', Key, VersionId, IsLatest, LastModified, Owner: OWNER, ...others,
});
const marker = (Key: string, VersionId: string, LastModified: string, IsLatest = false) => ({ Owner: OWNER, Key, VersionId, IsLatest, LastModified });

test('puts versions and delete markers in the order in which they were written', async () => {
  expect(await seed({
    Versions: [
      version('a', 'v4', '2025-01-04T00:00:00+00:00', true),
      // the listing has the newest first, and nothing else tells of two in one second
      version('a', 'v2', '2025-01-01T00:00:00+00:00'),
      version('a', 'v1', '2025-01-01T00:00:00+00:00'),
      version('gone', 'w1', '2025-01-01T00:00:00+00:00', false, { StorageClass: 'GLACIER' }),
    ],
    DeleteMarkers: [marker('a', 'v3', '2025-01-03T00:00:00+00:00'), marker('gone', 'w2', '2025-01-02T00:00:00+00:00', true), marker('never', 'x', '2025-01-02T00:00:00+00:00', true)],
    RequestCharged: null,
    Prefix: 'é"]}',
  })).toBe(7);
  const { versions, deleteMarkers } = await store.asOwner().listObjectVersions({ bucket: 'copied' });
  expect(versions).toMatchObject([
    { key: 'a', versionId: 'v4', isLatest: true, size: 11, lastModified: new Date('2025-01-04T00:00:00Z') },
    { key: 'a', versionId: 'v2', isLatest: false },
    { key: 'a', versionId: 'v1', isLatest: false },
    { key: 'gone', versionId: 'w1', isLatest: false, storageClass: 'GLACIER' },
  ]);
  expect(deleteMarkers).toMatchObject([
    { key: 'a', versionId: 'v3', isLatest: false }, { key: 'gone', versionId: 'w2', isLatest: true }, { key: 'never', versionId: 'x', isLatest: true },
  ]);
  expect(await store.asOwner().headObject({ bucket: 'copied', key: 'a' })).toMatchObject({ etag: ETAG, size: 11 });
});

test('believes that a version is the latest whatever its date', async () => {
  await seed({ Versions: [version('a', 'v1', '2025-01-01T00:00:00Z', true), version('a', 'v2', '2025-01-02T00:00:00Z')] });
  expect(await store.asOwner().headObject({ bucket: 'copied', key: 'a' })).toMatchObject({ versionId: 'v1' });
});

test('fails when bytes are read that aren\'t there, but for those of an empty object', async () => {
  await seed({ Versions: [version('a', 'null', '2025-01-04T00:00:00Z', true), version('empty', 'null', '2025-01-04T00:00:00Z', true, { Size: 0 })] });
  await expect(store.asOwner().getObject({ bucket: 'copied', key: 'a' })).rejects.toMatchObject({
    name: 'S3Error', status: 501, code: 'LocalEngineError', message: `the bytes of a aren't here: ${path} has its metadata only`,
  });
  expect(await textOf(store, 'copied', 'empty')).toBe('');
});

test('lets objects be copied whose bytes aren\'t there: a copy is as unreadable, and S3 has an ETag of it', async () => {
  await seed({ Contents: [ETAG, 'abc-2'].map((etag) => ({ Key: etag, Size: 11, ETag: `"${etag}"`, LastModified: '2025-01-04T00:00:00Z' })) });
  const copy = (key: string) => store.asOwner().copyObject({ bucket: 'logs', key, source: { bucket: 'copied', key } });
  // API reference, Object: of what is uploaded at once it is the MD5, as of a copy; of what was uploaded in parts it isn't
  expect(await copy(ETAG)).toMatchObject({ etag: ETAG });
  expect(await copy('abc-2')).toMatchObject({ etag: expect.stringMatching(/^[0-9a-f]{32}$/) });
  await expect(textOf(store, 'logs', ETAG)).rejects.toMatchObject({ status: 501 });
});

test('takes a bucket without versions for what it is', async () => {
  await seed({ Versions: [version('a', 'null', '2025-01-04T00:00:00Z', true)] });
  expect(await store.asOwner().getBucketVersioning({ bucket: 'copied' })).toEqual({});
  expect(await store.asOwner().headObject({ bucket: 'copied', key: 'a' })).not.toHaveProperty('versionId');
});

test('takes what list-objects-v2 prints, in one line or in many', async () => {
  const contents = [
    { Key: 'ä/"b\\', LastModified: '2025-01-04T00:00:00+00:00', ETag: '"abc-12"', ChecksumAlgorithm: ['CRC64NVME'], ChecksumType: 'FULL_OBJECT', Size: 6e9, StorageClass: 'DEEP_ARCHIVE' },
    { Key: 'c', LastModified: '2025-01-04T00:00:00.000Z', Size: 1 },
  ];
  for (const bucket of ['one', 'many']) expect(await seed(bucket === 'one' ? JSON.stringify({ Contents: contents }) : { Contents: contents, RequestCharged: null }, bucket)).toBe(2);
  for (const bucket of ['one', 'many']) {
    expect(await keysOf(store, bucket)).toEqual(['c', 'ä/"b\\']);
    expect(await store.asOwner().headObject({ bucket, key: 'ä/"b\\' })).toMatchObject({ etag: 'abc-12', size: 6e9, storageClass: 'DEEP_ARCHIVE' });
    expect(await store.asOwner().headObject({ bucket, key: 'c' })).toMatchObject({ etag: expect.stringMatching(/^[0-9a-f]{32}$/), storageClass: 'STANDARD' });
  }
});

test('takes how far restorations are, where that was asked for', async () => {
  const restored = (Key: string, RestoreStatus: object) => ({ Key, LastModified: '2025-01-04T00:00:00Z', Size: 1, StorageClass: 'GLACIER', RestoreStatus });
  await seed({
    Contents: [
      restored('done', { IsRestoreInProgress: false, RestoreExpiryDate: '2026-12-01T00:00:00+00:00' }),
      restored('going', { IsRestoreInProgress: true }),
      restored('never', { IsRestoreInProgress: false }),
    ],
  });
  const head = (key: string) => store.asOwner().headObject({ bucket: 'copied', key });
  expect(await head('done')).toMatchObject({ restoration: { state: 'restored', expires: new Date('2026-12-01T00:00:00Z') } });
  expect(await head('going')).toMatchObject({ restoration: { state: 'in progress' } });
  expect(await head('never')).not.toHaveProperty('restoration');
});

test('reads a listing that comes in pieces of any size', async () => {
  const keys = Array.from({ length: 3000 }, (_, index) => `${'ü'.repeat(index % 7)}"{[\\${String(index).padStart(4, '0')}`);
  expect(await seed({ Contents: keys.map((Key) => ({ Key, Size: 1, LastModified: '2025-01-04T00:00:00Z' })) })).toBe(3000);
  const { objects } = await store.asOwner().listObjectsV2({ bucket: 'copied', prefix: 'üüü"{[\\' });
  expect(objects.map(({ key }) => key)).toEqual(keys.filter((key) => key.startsWith('üüü"')).sort());
});

test('takes an empty listing', async () => {
  expect(await seed({ Versions: [], RequestCharged: null })).toBe(0);
});

test.each([
  ['is cut off', '{"Versions":[{"Key":"a"', ' isn\'t JSON: '],
  ['is no JSON', 'a,b\n', ' isn\'t JSON: '],
  ['is a list', '[{"Key":"a"}]', ' is no source of objects: a folder is one, a listing in JSON (it has Contents, Versions, DeleteMarkers) and an inventory\'s manifest.json (it has files, fileSchema); it has: '],
  ['has other members', { Buckets: [{ Name: 'a' }], Owner: {} }, '; it has: Buckets, Owner'],
  ['has a version without an id', { Versions: [{ Key: 'a', Size: 1, LastModified: '2025-01-01T00:00:00Z', IsLatest: true }] }, ', Versions[0]: `VersionId` is missing'],
  ['has a version twice', { Versions: [version('a', 'v', '2025-01-01T00:00:00Z'), version('a', 'v', '2025-01-01T00:00:00Z')] }, ', Versions[1]: a, version v, is there twice'],
  ['has a key twice', { Contents: [1, 2].map((Size) => ({ Key: 'a', Size, LastModified: '2025-01-01T00:00:00Z' })) }, ', Contents[1]: a is there twice'],
  ['has a size that is none', { Contents: [{ Key: 'a', Size: '1', LastModified: '2025-01-01T00:00:00Z' }] }, ', Contents[0]: `Size` must be a whole number from 0, got: 1'],
  ['has an object of a storage class that no bucket in a Region has', { Contents: [{ Key: 'a', Size: 1, LastModified: '2025-01-01T00:00:00Z', StorageClass: 'OUTPOSTS' }] }, ', Contents[0]: `StorageClass` must be one of '],
  ['has an unknown member', { Contents: [{ Key: 'a', Size: 1, LastModified: '2025-01-01T00:00:00Z', Color: 'red' }] }, ', Contents[0]: `Color` isn\'t known'],
  ['has what isn\'t an object', { Versions: [version('a', 'v', '2025-01-01T00:00:00Z'), 3] }, ': `Versions` must be a list of objects'],
  ['has no list', { Versions: version('a', 'v', '2025-01-01T00:00:00Z') }, ': `Versions` must be a list of objects'],
])('refuses a listing that %s, and seeds nothing', async (_what, listing, message) => {
  await expect(seed(listing)).rejects.toThrow(new RegExp(`^${escaped(path)}.*${escaped(message)}`));
  expect(store.hasBucket('copied')).toBe(false);
});

test.each(['exclude', 'metadata', 'kmsKey'])('refuses the option %s, which says nothing of a listing', async (option) => {
  writeFileSync(path, '{"Versions":[]}');
  await expect(seedBucket(store, 'copied', path, { [option]: 'x' })).rejects.toThrow(`\`${option}\` is for an object source of the kind ${option === 'kmsKey' ? 'inventory' : 'folder'}, and ${path} is of the kind listing`);
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
