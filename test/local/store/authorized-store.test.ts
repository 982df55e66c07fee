import type { ObjectStore } from '../../../local/src/store/object-store';
import { FakeClock } from '../fake-clock';
import { JOB_ROLE, seed, surroundings } from '../surroundings';

const object = { bucket: 'logs', key: 'a' };

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

test.each(calls)('%s needs %s on %s, and nothing else', async (_name, action, resource, call) => {
  const { s3, log } = storeOf(action, `arn:aws:s3:::${resource}`);
  await call(s3);
  expect(log.calls).toEqual([{ time: '2026-11-01T12:00:00.000Z', principal: JOB_ROLE, action, resource: `arn:aws:s3:::${resource}`, status: 200 }]);
});

test.each(calls)('%s is denied without %s', async (_name, action, resource, call) => {
  const { s3, log, principals } = storeOf('*', '*');
  principals.put(JOB_ROLE, [{ Statement: [{ Effect: 'Allow', NotAction: action, Resource: '*' }] }]);
  await expect(call(s3)).rejects.toMatchObject({ status: 403, code: 'AccessDenied', message: expect.stringContaining(action) });
  expect(log.calls).toMatchObject([{ action, resource: `arn:aws:s3:::${resource}`, status: 403, error: 'AccessDenied' }]);
});

test('tells of a missing key only to who may list the bucket', async () => {
  const missing = { bucket: 'logs', key: 'missing', tagSet: [] };
  const { s3, principals } = storeOf('s3:PutObjectTagging', '*');
  await expect(s3.putObjectTagging(missing)).rejects.toMatchObject({ status: 403, code: 'AccessDenied' });
  principals.put(JOB_ROLE, [{ Statement: { Effect: 'Allow', Action: ['s3:PutObjectTagging', 's3:ListBucket'], Resource: '*' } }]);
  await expect(s3.putObjectTagging(missing)).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' });
});

test('tells of a missing bucket whoever asks', async () => {
  const { s3, log } = storeOf('s3:GetObject', 'arn:aws:s3:::logs/*');
  await expect(s3.getObject({ bucket: 'nowhere', key: 'a' })).rejects.toMatchObject({ status: 404, code: 'NoSuchBucket' });
  expect(log.calls).toMatchObject([{ action: 's3:GetObject', status: 404, error: 'NoSuchBucket' }]);
});

test('changes nothing when it denies', async () => {
  const { s3, store } = storeOf('s3:GetObject', '*');
  await expect(s3.putObjectTagging({ ...object, tagSet: [{ Key: 'k', Value: 'v' }] })).rejects.toThrow();
  expect(await store.asOwner().getObjectTagging(object)).toEqual({ tagSet: [] });
});
