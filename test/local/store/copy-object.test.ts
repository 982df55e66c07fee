import { Readable } from 'node:stream';
import { refusal, START, storeWith } from './store-fixture';
import { checksumOf } from '../../../local/src/store/checksum';
import type { SeededObject } from '../../../local/src/store/memory-store';
import type { CopyObjectRequest } from '../../../local/src/store/object-store';
import { textOf } from '../surroundings';

const source = { bucket: 'logs', key: 'a' };
const target = { bucket: 'box', key: 'b' };

function withSource(seeded: Partial<SeededObject> = {}, configuration = {}) {
  const parts = storeWith(configuration);
  parts.store.seedObject('logs', 'a', { body: Buffer.from('hello'), ...seeded });
  const copy = (changes: Partial<CopyObjectRequest> = {}) => parts.s3.copyObject({ ...target, source, ...changes });
  return { ...parts, copy };
}

test('copies bytes, metadata and tags, under a date and an ETag of the copy\'s own', async () => {
  const state = { metadata: { 'x-amz-meta-from': 'camera' }, tags: [{ Key: 'k', Value: 'v' }], lastModified: new Date(0), etag: 'parts-2', partSizes: [2, 3] };
  const { store, s3, copy } = withSource(state);
  expect(await copy()).toEqual({ etag: '5d41402abc4b2a76b9719d911017c592', lastModified: new Date(START) });
  expect(await textOf(store, 'box', 'b')).toBe('hello');
  expect(await s3.headObject(target)).toMatchObject({ metadata: state.metadata, lastModified: new Date(START) });
  expect(await s3.headObject(target)).not.toHaveProperty('partsCount');
  expect(await s3.getObjectTagging(target)).toEqual({ tagSet: state.tags });
});

// API reference, CopyObject: the class, the redirect, the lock and the ACL aren't copied
test('copies nothing of class, redirect, legal hold and ACL', async () => {
  const { s3, copy } = withSource({ storageClass: 'STANDARD_IA', websiteRedirect: '/there', legalHold: 'ON', acl: { canned: 'public-read' } });
  await copy();
  const head = await s3.headObject(target);
  expect(head.storageClass).toBe('STANDARD');
  expect(head).not.toHaveProperty('websiteRedirect');
  expect(head).not.toHaveProperty('legalHold');
  expect((await s3.getObjectAcl(target)).grants).toHaveLength(1);
});

test('replaces what the request names, tags by none as well', async () => {
  const { s3, copy } = withSource({ metadata: { 'content-type': 'a/b' }, tags: [{ Key: 'k', Value: 'v' }] });
  await copy({ metadata: { 'content-type': 'c/d' }, tagSet: [], storageClass: 'GLACIER_IR', websiteRedirect: '/there' });
  expect(await s3.headObject(target)).toMatchObject({ metadata: { 'content-type': 'c/d' }, storageClass: 'GLACIER_IR', websiteRedirect: '/there' });
  expect(await s3.getObjectTagging(target)).toEqual({ tagSet: [] });
});

test.each([
  ['the algorithm that is asked for', { algorithm: 'SHA256' } as const, 'SHA256'],
  ['the source\'s', undefined, 'SHA1'],
] as const)('keeps a checksum of the whole copy by %s', async (_which, checksum, algorithm) => {
  const { s3, copy } = withSource({ checksum: { algorithm: 'SHA1', type: 'COMPOSITE', value: 'x-2' } });
  await copy({ checksum });
  const value = await checksumOf(Buffer.from('hello'), algorithm);
  expect(await s3.headObject(target)).toMatchObject({ checksum: { algorithm, type: 'FULL_OBJECT', value } });
});

const key = 'arn:aws:kms:us-east-1:111122223333:key/k';

test.each([
  ['the request\'s encryption', { encryption: { type: 'SSE-S3' } } as const, { type: 'SSE-S3' }],
  ['the bucket\'s, not the source\'s', {}, { type: 'SSE-KMS', keyArn: key }],
])('encrypts with %s', async (_which, changes, encryption) => {
  const { s3, copy } = withSource({ encryption: { type: 'DSSE-KMS', keyArn: `${key}2` } }, { encryption: { type: 'SSE-KMS', keyArn: key } });
  await copy(changes);
  expect((await s3.headObject(target)).encryption).toEqual(encryption);
});

// API reference, CopyObject: "x-amz-copy-source-if-…"
test.each<[string, Partial<CopyObjectRequest>, boolean]>([
  ['modified since', { ifModifiedSince: new Date(999) }, true],
  ['not modified since', { ifModifiedSince: new Date(1000) }, false],
  ['unmodified since', { ifUnmodifiedSince: new Date(1000) }, true],
  ['not unmodified since', { ifUnmodifiedSince: new Date(999) }, false],
])('asks of the source that it was %s', async (_what, condition, holds) => {
  const { copy } = withSource({ lastModified: new Date(1000) });
  if (holds) await copy(condition);
  else await expect(copy(condition)).rejects.toMatchObject(refusal(412, 'PreconditionFailed'));
});

const large = { size: 5 * 1024 ** 3 + 1, open: () => Readable.from([]) };

// API reference, CopyObject; the code of an archived source is recorded: s3tools/s3cmd, pull request 193
test.each<[string, Partial<SeededObject>, ReturnType<typeof refusal>]>([
  ['is larger than 5 GiB', { body: large }, refusal(400, 'InvalidRequest', '5368709120')],
  ['is archived', { storageClass: 'GLACIER' }, refusal(403, 'InvalidObjectState', 'source object')],
  ['is in an archive tier', { storageClass: 'INTELLIGENT_TIERING', archiveStatus: 'ARCHIVE_ACCESS' }, refusal(403, 'InvalidObjectState')],
  ['needs a customer\'s key', { encryption: { type: 'SSE-C' } }, refusal(400, 'InvalidRequest', 'Server Side Encryption')],
])('refuses a source that %s', async (_what, seeded, error) => {
  const { copy } = withSource(seeded);
  await expect(copy()).rejects.toMatchObject(error);
});

test('refuses a delete marker that is named as the source', async () => {
  const { store, s3 } = storeWith({ versioned: true });
  store.seedObject('box', 'a', { body: Buffer.from('') });
  store.seedDeleteMarker('box', 'a', { versionId: 'gone' });
  const copyOf = (versionId?: string) => s3.copyObject({ bucket: 'logs', key: 'a', source: { bucket: 'box', key: 'a', versionId } });
  await expect(copyOf('gone')).rejects.toMatchObject(refusal(400, 'InvalidRequest', 'delete marker'));
  await expect(copyOf()).rejects.toMatchObject(refusal(404, 'NoSuchKey'));
});

test.each<[string, Partial<CopyObjectRequest>]>([
  ['metadata', { metadata: {} }],
  ['storage class', { storageClass: 'STANDARD' }],
  ['redirect', { websiteRedirect: '/' }],
  ['encryption', { encryption: { type: 'SSE-S3' } }],
])('copies an object to itself only for another %s', async (_what, changes) => {
  const { s3 } = withSource();
  await expect(s3.copyObject({ ...source, source })).rejects.toMatchObject(refusal(400, 'InvalidRequest', 'to itself'));
  await s3.copyObject({ ...source, source, ...changes });
});

test('makes an older version the current one', async () => {
  const { store, s3 } = storeWith({ versioned: true });
  store.seedObject('box', 'a', { body: Buffer.from('old'), versionId: 'old' });
  store.seedObject('box', 'a', { body: Buffer.from('new') });
  await s3.copyObject({ bucket: 'box', key: 'a', source: { bucket: 'box', key: 'a', versionId: 'old' } });
  expect(await textOf(store, 'box', 'a')).toBe('old');
});

test.each([
  ['a storage class', { storageClass: 'COLD' }, refusal(400, 'InvalidStorageClass', 'COLD')],
  ['tags', { tagSet: [{ Key: '', Value: '' }] }, refusal(400, 'InvalidTag')],
])('refuses %s that there isn\'t, and copies nothing', async (_what, changes, error) => {
  const { s3, copy } = withSource();
  await expect(copy(changes)).rejects.toMatchObject(error);
  await expect(s3.headObject(target)).rejects.toMatchObject(refusal(404, 'NoSuchKey'));
});
