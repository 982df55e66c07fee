import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checksumOf } from '../../../local/src/store/checksum';
import { FakeClock } from '../fake-clock';
import { ACCOUNT, keysOf, seed, surroundings, textOf } from '../surroundings';

const start = '2026-11-01T12:00:00.000Z';

function ownedStore() {
  const { store, clock } = surroundings(new FakeClock(start));
  store.createBucket('versioned', { versioned: true });
  return { store, clock: clock as FakeClock, s3: store.asOwner() };
}

test('reads back what was written, with its size, date and MD5', async () => {
  const { store, s3 } = ownedStore();
  const { etag } = await s3.putObject({ bucket: 'logs', key: 'a', body: Buffer.from('hello') });
  const md5 = createHash('md5').update('hello').digest('hex');
  expect(etag).toBe(md5);
  expect(await s3.headObject({ bucket: 'logs', key: 'a' })).toEqual({
    etag: md5,
    size: 5,
    lastModified: new Date(start),
    storageClass: 'STANDARD',
    // what S3 keeps where nothing is said; S3 User Guide, "Checking object integrity" and "Protecting data with server-side encryption"
    checksum: { algorithm: 'CRC64NVME', type: 'FULL_OBJECT', value: await checksumOf(Buffer.from('hello'), 'CRC64NVME') },
    encryption: { type: 'SSE-S3' },
  });
  expect(await textOf(store, 'logs', 'a')).toBe('hello');
});

test('replaces an object without versions, tags and all', async () => {
  const { store, s3 } = ownedStore();
  seed(store, 'a');
  await s3.putObjectTagging({ bucket: 'logs', key: 'a', tagSet: [{ Key: 'k', Value: 'v' }] });
  await s3.putObject({ bucket: 'logs', key: 'a', body: Buffer.from('new') });
  expect(await textOf(store, 'logs', 'a')).toBe('new');
  expect(await s3.getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: [] });
});

test('keeps the versions of a versioned bucket, each with its tags', async () => {
  const { s3 } = ownedStore();
  const object = { bucket: 'versioned', key: 'a' };
  const first = await s3.putObject({ ...object, body: Buffer.from('1') });
  const second = await s3.putObject({ ...object, body: Buffer.from('2') });
  await s3.putObjectTagging({ ...object, versionId: first.versionId, tagSet: [{ Key: 'old', Value: 'yes' }] });
  expect(await s3.getObjectTagging(object)).toEqual({ tagSet: [], versionId: second.versionId });
  expect(await s3.getObjectTagging({ ...object, versionId: first.versionId }))
    .toEqual({ tagSet: [{ Key: 'old', Value: 'yes' }], versionId: first.versionId });
  const { versions } = await s3.listObjectVersions({ bucket: 'versioned' });
  expect(versions.map(({ versionId, isLatest }) => [versionId, isLatest])).toEqual([[second.versionId, true], [first.versionId, false]]);
});

test('reads seeded bytes only when somebody wants them', async () => {
  const { store, s3 } = ownedStore();
  let opened = 0;
  const open = () => {
    opened++;
    return Readable.from([Buffer.from('lazy')]);
  };
  store.seedObject('logs', 'a', { body: { size: 4, open }, lastModified: new Date(0), storageClass: 'STANDARD_IA' });
  const { versions: [listed] } = await s3.listObjectVersions({ bucket: 'logs' });
  expect(listed).toEqual({ key: 'a', versionId: 'null', isLatest: true, size: 4, lastModified: new Date(0), storageClass: 'STANDARD_IA' });
  expect(opened).toBe(0);
  expect(await s3.headObject({ bucket: 'logs', key: 'a' })).toMatchObject({ etag: createHash('md5').update('lazy').digest('hex') });
  expect(await textOf(store, 'logs', 'a')).toBe('lazy');
});

test('lists keys in the order of their UTF-8 bytes', async () => {
  const { store } = ownedStore();
  const keys = ['b', 'a/b', 'a', 'é', '\u{1F600}', '\uFF5E', 'B'];
  seed(store, ...keys);
  const expected = [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  expect(await keysOf(store, 'logs')).toEqual(expected);
});

test('lists a prefix page by page, each key once', async () => {
  const { store, s3 } = ownedStore();
  seed(store, 'a/1', 'a/2', 'a/3', 'a0', 'b/1', 'A/1');
  const pages: string[][] = [];
  let keyMarker: string | undefined;
  do {
    const page = await s3.listObjectVersions({ bucket: 'logs', prefix: 'a/', maxKeys: 2, keyMarker });
    pages.push(page.versions.map(({ key }) => key));
    keyMarker = page.nextKeyMarker;
  } while (keyMarker !== undefined);
  expect(pages).toEqual([['a/1', 'a/2'], ['a/3']]);
});

test('lists what was added between two listings', async () => {
  const { store } = ownedStore();
  seed(store, 'b');
  expect(await keysOf(store, 'logs')).toEqual(['b']);
  seed(store, 'a');
  expect(await keysOf(store, 'logs')).toEqual(['a', 'b']);
});

test.each([
  ['bucket', 'NoSuchBucket', { bucket: 'nowhere', key: 'a' }],
  ['key', 'NoSuchKey', { bucket: 'logs', key: 'missing' }],
  ['version', 'NoSuchVersion', { bucket: 'logs', key: 'a', versionId: 'other' }],
  // recorded of S3: aws/aws-sdk-java-v2, issue 2235
  ['version of a missing key', 'NoSuchVersion', { bucket: 'logs', key: 'missing', versionId: 'other' }],
])('answers a missing %s with 404 %s', async (_what, code, object) => {
  const { store, s3 } = ownedStore();
  seed(store, 'a');
  await expect(s3.headObject(object)).rejects.toMatchObject({ status: 404, code });
  await expect(s3.putObjectTagging({ ...object, tagSet: [] })).rejects.toMatchObject({ status: 404, code });
});

test.each([
  ['more than 10 tags', 'BadRequest', Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: '' }))],
  ['a key twice', 'InvalidTag', [{ Key: 'k', Value: '1' }, { Key: 'k', Value: '2' }]],
  ['a key of 129 characters', 'InvalidTag', [{ Key: 'k'.repeat(129), Value: '' }]],
  ['an empty key', 'InvalidTag', [{ Key: '', Value: '' }]],
  ['a value of 257 characters', 'InvalidTag', [{ Key: 'k', Value: 'v'.repeat(257) }]],
])('refuses to tag an object with %s', async (_what, code, tagSet) => {
  const { store, s3 } = ownedStore();
  seed(store, 'a');
  await expect(s3.putObjectTagging({ bucket: 'logs', key: 'a', tagSet })).rejects.toMatchObject({ status: 400, code });
});

test('refuses a bucket of another owner than expected', async () => {
  const { s3 } = ownedStore();
  const body = Buffer.from('');
  await s3.putObject({ bucket: 'logs', key: 'a', body, expectedBucketOwner: ACCOUNT });
  await expect(s3.putObject({ bucket: 'logs', key: 'a', body, expectedBucketOwner: '999999999999' }))
    .rejects.toMatchObject({ status: 403, code: 'AccessDenied' });
});

test('deletes an object without versions for good, and one that is missing as well', async () => {
  const { store, s3 } = ownedStore();
  seed(store, 'a', 'b');
  expect(await s3.deleteObject({ bucket: 'logs', key: 'a' })).toEqual({});
  expect(await s3.deleteObject({ bucket: 'logs', key: 'missing' })).toEqual({});
  expect(await keysOf(store, 'logs')).toEqual(['b']);
});

test('puts a delete marker before the versions of a deleted object, and takes it away when it is deleted itself', async () => {
  const { store, s3 } = ownedStore();
  const object = { bucket: 'versioned', key: 'a' };
  const { versionId } = await s3.putObject({ ...object, body: Buffer.from('1') });
  const marker = await s3.deleteObject(object);
  expect(marker).toEqual({ versionId: expect.any(String), deleteMarker: true });
  await expect(s3.headObject(object)).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' });
  await expect(s3.headObject({ ...object, versionId: marker.versionId })).rejects.toMatchObject({ status: 405, code: 'MethodNotAllowed' });
  expect(await s3.headObject({ ...object, versionId })).toMatchObject({ size: 1 });
  expect((await s3.listObjectsV2({ bucket: 'versioned' })).objects).toEqual([]);
  expect((await s3.listObjectVersions({ bucket: 'versioned' })).versions).toMatchObject([{ versionId, isLatest: false }]);
  expect(() => store.deleteBucket('versioned')).toThrow("isn't empty");
  expect(await s3.deleteObject({ ...object, versionId: marker.versionId })).toEqual(marker);
  expect(await s3.headObject(object)).toMatchObject({ versionId });
});

test('deletes the version that is named, and shows the one before it', async () => {
  const { store, s3 } = ownedStore();
  const object = { bucket: 'versioned', key: 'a' };
  await s3.putObject({ ...object, body: Buffer.from('1') });
  const { versionId } = await s3.putObject({ ...object, body: Buffer.from('2') });
  expect(await s3.deleteObject({ ...object, versionId })).toEqual({ versionId });
  expect(await textOf(store, 'versioned', 'a')).toBe('1');
});

test('takes all tags off an object', async () => {
  const { store, s3 } = ownedStore();
  store.seedObject('logs', 'a', { body: Buffer.from(''), tags: [{ Key: 'k', Value: 'v' }] });
  await s3.deleteObjectTagging({ bucket: 'logs', key: 'a' });
  expect(await s3.getObjectTagging({ bucket: 'logs', key: 'a' })).toEqual({ tagSet: [] });
});

test('keeps the metadata that an object was put with', async () => {
  const { s3 } = ownedStore();
  const metadata = { 'content-type': 'text/plain', 'x-amz-meta-from': 'camera' };
  await s3.putObject({ bucket: 'logs', key: 'a', body: Buffer.from(''), metadata });
  expect(await s3.headObject({ bucket: 'logs', key: 'a' })).toMatchObject({ metadata });
});

test('lists objects and common prefixes page by page, each once, and no prefix whose objects are all deleted', async () => {
  const { store, s3 } = ownedStore();
  seed(store, 'a', 'b/1', 'b/2', 'c', 'd/1', 'd/2/3', 'e');
  await s3.putObject({ bucket: 'versioned', key: 'gone/1', body: Buffer.from('') });
  await s3.deleteObject({ bucket: 'versioned', key: 'gone/1' });
  expect(await s3.listObjectsV2({ bucket: 'versioned', delimiter: '/' })).toEqual({ objects: [], commonPrefixes: [] });
  const pages: string[][] = [];
  let startAfter: string | undefined;
  do {
    const page = await s3.listObjectsV2({ bucket: 'logs', delimiter: '/', maxKeys: 2, startAfter });
    pages.push([...page.objects.map(({ key }) => key), ...page.commonPrefixes]);
    startAfter = page.nextStartAfter;
  } while (startAfter !== undefined);
  expect(pages).toEqual([['a', 'b/'], ['c', 'd/'], ['e']]);
});

test.each([
  ['all objects', {}, ['a', 'b/1', 'b/2/3'], []],
  ['by prefix', { prefix: 'b/' }, ['b/1', 'b/2/3'], []],
  ['below a prefix', { prefix: 'b/', delimiter: '/' }, ['b/1'], ['b/2/']],
  ['after a key', { startAfter: 'b/1' }, ['b/2/3'], []],
  ['nothing when none is wanted', { maxKeys: 0 }, [], []],
])('lists %s', async (_case, request, keys, commonPrefixes) => {
  const { store, s3 } = ownedStore();
  seed(store, 'a', 'b/1', 'b/2/3');
  const page = await s3.listObjectsV2({ bucket: 'logs', ...request });
  expect([page.objects.map(({ key }) => key), page.commonPrefixes, page.nextStartAfter]).toEqual([keys, commonPrefixes, undefined]);
});

test('makes a bucket once, and takes it away only when it is empty', () => {
  const { store } = ownedStore();
  expect(() => store.createBucket('logs')).toThrow('`logs`');
  seed(store, 'a');
  expect(() => store.deleteBucket('logs')).toThrow("isn't empty");
  store.deleteBucket('reports');
  expect(store.hasBucket('reports')).toBe(false);
});
