import type { Refusal } from '../../../local/src/api-log';
import type { ObjectStore } from '../../../local/src/store/object-store';
import { FakeClock } from '../fake-clock';
import { JOB_ROLE, seed, surroundings } from '../surroundings';

const object = { bucket: 'logs', key: 'a' };
const locked = { bucket: 'locked', key: 'a' };

function storeOf(action: string, resource: string) {
  const parts = surroundings(new FakeClock(), [{ Effect: 'Allow', Action: action, Resource: resource }]);
  seed(parts.store, 'a');
  return { ...parts, s3: parts.store.as(parts.role) };
}

// Service Authorization Reference, "API operations defined by Amazon S3"
const calls: [name: string, action: string, resource: string, call: (s3: ObjectStore) => Promise<unknown>][] = [
  ['putObject', 's3:PutObject', 'logs/a', (s3) => s3.putObject({ ...object, body: Buffer.from('') })],
  ['getObject', 's3:GetObject', 'logs/a', (s3) => s3.getObject(object)],
  ['getObject of a version', 's3:GetObjectVersion', 'logs/a', (s3) => s3.getObject({ ...object, versionId: 'null' })],
  ['getObject of a range', 's3:GetObject', 'logs/a', (s3) => s3.getObject({ ...object, range: { first: 0 } })],
  ['headObject', 's3:GetObject', 'logs/a', (s3) => s3.headObject(object)],
  ['getObjectTagging', 's3:GetObjectTagging', 'logs/a', (s3) => s3.getObjectTagging(object)],
  ['getObjectTagging of a version', 's3:GetObjectVersionTagging', 'logs/a', (s3) => s3.getObjectTagging({ ...object, versionId: 'null' })],
  ['putObjectTagging', 's3:PutObjectTagging', 'logs/a', (s3) => s3.putObjectTagging({ ...object, tagSet: [] })],
  ['putObjectTagging of a version', 's3:PutObjectVersionTagging', 'logs/a', (s3) => s3.putObjectTagging({ ...object, versionId: 'null', tagSet: [] })],
  ['deleteObject', 's3:DeleteObject', 'logs/a', (s3) => s3.deleteObject(object)],
  ['deleteObject of a version', 's3:DeleteObjectVersion', 'logs/a', (s3) => s3.deleteObject({ ...object, versionId: 'null' })],
  ['deleteObjectTagging', 's3:DeleteObjectTagging', 'logs/a', (s3) => s3.deleteObjectTagging(object)],
  ['deleteObjectTagging of a version', 's3:DeleteObjectVersionTagging', 'logs/a', (s3) => s3.deleteObjectTagging({ ...object, versionId: 'null' })],
  ['listObjectsV2', 's3:ListBucket', 'logs', (s3) => s3.listObjectsV2({ bucket: 'logs' })],
  ['listObjectVersions', 's3:ListBucketVersions', 'logs', (s3) => s3.listObjectVersions({ bucket: 'logs' })],
  ['getBucketVersioning', 's3:GetBucketVersioning', 'logs', (s3) => s3.getBucketVersioning({ bucket: 'logs' })],
  ['getObjectAcl', 's3:GetObjectAcl', 'logs/a', (s3) => s3.getObjectAcl(object)],
  ['getObjectAcl of a version', 's3:GetObjectVersionAcl', 'logs/a', (s3) => s3.getObjectAcl({ ...object, versionId: 'null' })],
  ['putObjectAcl', 's3:PutObjectAcl', 'logs/a', (s3) => s3.putObjectAcl({ ...object, acl: { canned: 'private' } })],
  ['putObjectAcl of a version', 's3:PutObjectVersionAcl', 'logs/a', (s3) => s3.putObjectAcl({ ...object, versionId: 'null', acl: { canned: 'private' } })],
];

test.each(calls)('%s needs %s on %s, and nothing else', async (name, action, resource, call) => {
  const { s3, log } = storeOf(action, `arn:aws:s3:::${resource}`);
  await call(s3);
  const [, first, rest] = /^(\w)(\w*)/.exec(name)!;
  const operation = first.toUpperCase() + rest;
  expect(log.calls).toEqual([{ time: '2026-11-01T12:00:00.000Z', principal: JOB_ROLE, action, operation, resource: `arn:aws:s3:::${resource}`, status: 200 }]);
});

test.each(calls)('%s is denied without %s', async (_name, action, resource, call) => {
  const { s3, log, principals } = storeOf('*', '*');
  principals.put(JOB_ROLE, [{ Statement: [{ Effect: 'Allow', NotAction: action, Resource: '*' }] }]);
  await expect(call(s3)).rejects.toMatchObject({ status: 403, code: 'AccessDenied', message: expect.stringContaining(action) });
  expect(log.calls).toMatchObject([{ action, resource: `arn:aws:s3:::${resource}`, status: 403, error: 'AccessDenied', refusal: 'policy' }]);
});

test('tells of a missing key only to who may list the bucket', async () => {
  const missing = { bucket: 'logs', key: 'missing', tagSet: [] };
  const { s3, principals, log } = storeOf('s3:PutObjectTagging', '*');
  await expect(s3.putObjectTagging(missing)).rejects.toMatchObject({ status: 403, code: 'AccessDenied' });
  expect(log.calls).toMatchObject([{ action: 's3:PutObjectTagging', error: 'AccessDenied', refusal: 'absence', missing: 'arn:aws:s3:::logs/missing' }]);
  principals.put(JOB_ROLE, [{ Statement: { Effect: 'Allow', Action: ['s3:PutObjectTagging', 's3:ListBucket'], Resource: '*' } }]);
  await expect(s3.putObjectTagging(missing)).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' });
});

test('tells of a missing bucket whoever asks', async () => {
  const { s3, log } = storeOf('s3:GetObject', 'arn:aws:s3:::logs/*');
  await expect(s3.getObject({ bucket: 'nowhere', key: 'a' })).rejects.toMatchObject({ status: 404, code: 'NoSuchBucket' });
  expect(log.calls).toMatchObject([{ action: 's3:GetObject', status: 404, error: 'NoSuchBucket', missing: 'arn:aws:s3:::nowhere' }]);
});

test.each([
  ['the bucket that it copies to', { bucket: 'nowhere', source: { bucket: 'logs', key: 'a' } }, 'nowhere'],
  ['the bucket of its source', { bucket: 'logs', source: { bucket: 'nowhere', key: 'a' } }, 'nowhere'],
  ['its source', { bucket: 'logs', source: { bucket: 'logs', key: 'missing' } }, 'logs/missing'],
])('records that a copy misses %s', async (_what, request, missing) => {
  const { s3, log, principals } = storeOf('*', '*');
  principals.put(JOB_ROLE, [{ Statement: { Effect: 'Allow', NotAction: 's3:ListBucket', Resource: '*' } }]);
  await expect(s3.copyObject({ ...request, key: 'copy' })).rejects.toMatchObject({ name: 'S3Error' });
  expect(log.calls.at(-1)).toMatchObject({ operation: 'CopyObject', resource: `arn:aws:s3:::${request.bucket}/copy`, missing: `arn:aws:s3:::${missing}` });
});

test('records nothing as missing where all is there', async () => {
  const { s3, log } = storeOf('s3:PutObject', '*');
  await expect(s3.getObject(object)).rejects.toMatchObject({ code: 'AccessDenied' });
  expect(log.calls.map(({ missing }) => missing)).toEqual([undefined]);
});

test('records what a call takes beside its own permission by itself, where it isn\'t allowed', async () => {
  const { s3, log } = storeOf('s3:PutObject', '*');
  await expect(s3.putObject({ ...object, body: Buffer.from(''), tagSet: [{ Key: 'k', Value: 'v' }] })).rejects.toMatchObject({ code: 'AccessDenied' });
  expect(log.calls.map(({ action, operation, refusal }) => [action, operation, refusal])).toEqual([['s3:PutObjectTagging', undefined, 'policy'], ['s3:PutObject', 'PutObject', 'need']]);
});

const now = new FakeClock().now();
const retention = { mode: 'COMPLIANCE', retainUntil: new Date(now.getTime() + 86_400_000) } as const;
const otherKey = { type: 'SSE-KMS', keyArn: 'arn:aws:kms:us-east-1:444455556666:key/k' } as const;

test.each<[Refusal, string, (s3: ObjectStore) => Promise<unknown>]>([
  ['lock', 'a locked version is deleted', (s3) => s3.deleteObject({ ...locked, versionId: 'v' })],
  ['lock', 'a retention is shortened', (s3) => s3.putObjectRetention({ ...locked, retention: { ...retention, retainUntil: new Date(now.getTime() + 1) } })],
  ['lock', 'the encryption of a locked object is changed', (s3) => s3.updateObjectEncryption({ ...locked, encryption: { ...otherKey, keyArn: otherKey.keyArn.replace('444455556666', '111122223333') } })],
  ['archive', 'an archived object is read', (s3) => s3.getObject({ ...locked, key: 'archived' })],
  ['ownership', 'a key is another account\'s', (s3) => s3.updateObjectEncryption({ ...locked, encryption: otherKey })],
  ['ownership', 'the bucket is another account\'s', (s3) => s3.getObject({ ...locked, expectedBucketOwner: '444455556666' })],
])('records a refusal because of %s where %s', async (refusal, _when, call) => {
  const { store, s3, log } = storeOf('*', '*');
  store.createBucket('locked', { versioned: true, objectLock: {} });
  store.seedObject('locked', 'a', { body: Buffer.from('a'), versionId: 'v', retention });
  store.seedObject('locked', 'archived', { body: Buffer.from('a'), storageClass: 'GLACIER' });
  await expect(call(s3)).rejects.toMatchObject({ status: 403 });
  expect(log.calls).toMatchObject([{ status: 403, refusal }]);
});

test('records the job that calls', async () => {
  const { store, role, log } = storeOf('s3:GetObject', '*');
  await store.as(role, 'job-1').getObject(object);
  await expect(store.as(role, 'job-1').copyObject({ ...object, key: 'copy', source: object })).rejects.toThrow();
  store.requirePermission(role, 's3:GetObject', 'arn:aws:s3:::logs/a');
  expect(log.calls.map(({ action, jobId }) => [action, jobId])).toEqual([['s3:GetObject', 'job-1'], ['s3:PutObject', 'job-1'], ['s3:GetObject', undefined]]);
});

test('changes nothing when it denies', async () => {
  const { s3, store } = storeOf('s3:GetObject', '*');
  await expect(s3.putObjectTagging({ ...object, tagSet: [{ Key: 'k', Value: 'v' }] })).rejects.toThrow();
  expect(await store.asOwner().getObjectTagging(object)).toEqual({ tagSet: [] });
});
