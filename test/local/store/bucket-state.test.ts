import { inDays, refusal, storeWith } from './store-fixture';
import type { BucketConfiguration } from '../../../local/src/store/object-state';

const body = Buffer.from('');
const replication = { roleArn: 'arn:aws:iam::111122223333:role/r', rules: [] };

test('tells of a bucket\'s replication, and that there is none', async () => {
  expect(await storeWith({ versioned: true, replication }).s3.getBucketReplication({ bucket: 'box' })).toEqual(replication);
  await expect(storeWith().s3.getBucketReplication({ bucket: 'box' })).rejects.toMatchObject(refusal(404, 'ReplicationConfigurationNotFoundError'));
});

test('says what a bucket is like from now on, and leaves its objects', async () => {
  const { store, s3 } = storeWith();
  await s3.putObject({ bucket: 'logs', key: 'a', body });
  store.configureBucket('logs', { encryption: { type: 'SSE-KMS', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/k' } });
  await s3.putObject({ bucket: 'logs', key: 'b', body });
  expect((await s3.headObject({ bucket: 'logs', key: 'a' })).encryption).toEqual({ type: 'SSE-S3' });
  expect((await s3.headObject({ bucket: 'logs', key: 'b' })).encryption).toMatchObject({ type: 'SSE-KMS' });
});

test.each<[string, BucketConfiguration, string]>([
  ['has versions', { versioned: true }, 'no versions'],
  ['has Object Lock, and so versions', { objectLock: {} }, 'no versions'],
  ['belongs to another account', { account: '999999999999' }, '111122223333'],
])('refuses to change whether a bucket %s', (_what, configuration, message) => {
  const { store } = storeWith();
  expect(() => store.configureBucket('box', configuration)).toThrow(message);
});

test('knows what a bucket is like only of one that somebody said it of', () => {
  const { store } = storeWith();
  const isDescribed = (bucket: string) => !store.storedObjects.isUndescribed({ bucket });
  expect([isDescribed('box'), isDescribed('logs')]).toEqual([true, false]);
  store.configureBucket('logs', {});
  expect(isDescribed('logs')).toBe(true);
});

test('a bucket of another account is expected to be that account\'s', async () => {
  const { s3 } = storeWith({ account: '999999999999' });
  await s3.putObject({ bucket: 'box', key: 'a', body, expectedBucketOwner: '999999999999' });
  await expect(s3.headObject({ bucket: 'box', key: 'a', expectedBucketOwner: '111122223333' })).rejects.toMatchObject(refusal(403, 'AccessDenied'));
});

test('an object can be there with several versions, in any state', async () => {
  const { store, s3 } = storeWith({ objectLock: {} });
  const state = {
    lastModified: new Date(0),
    etag: 'abc-2',
    storageClass: 'INTELLIGENT_TIERING',
    metadata: { 'x-amz-meta-a': 'b' },
    websiteRedirect: '/',
    retention: { mode: 'GOVERNANCE', retainUntil: inDays(-1) } as const,
    legalHold: 'ON' as const,
    encryption: { type: 'SSE-S3' } as const,
    replicationStatus: 'FAILED' as const,
    checksum: { algorithm: 'SHA1', type: 'COMPOSITE', value: 'x-2' } as const,
  };
  store.seedObject('box', 'a', { body, versionId: 'first', ...state, partSizes: [5, 1], tags: [{ Key: 'k', Value: 'v' }], acl: { canned: 'public-read' } });
  store.seedDeleteMarker('box', 'a', { versionId: 'marker' });
  store.seedObject('box', 'a', { body, versionId: 'last' });
  const first = { bucket: 'box', key: 'a', versionId: 'first' };
  expect(await s3.headObject(first)).toEqual({ versionId: 'first', size: 0, partsCount: 2, ...state });
  expect(await s3.getObjectTagging(first)).toMatchObject({ tagSet: [{ Key: 'k' }] });
  expect((await s3.getObjectAcl(first)).grants).toHaveLength(2);
  const { versions } = await s3.listObjectVersions({ bucket: 'box' });
  expect(versions.map(({ versionId, isLatest, replicationStatus }) => [versionId, isLatest, replicationStatus]))
    .toEqual([['last', true, undefined], ['first', false, 'FAILED']]);
  await expect(s3.headObject({ ...first, versionId: 'marker' })).rejects.toMatchObject(refusal(405, 'MethodNotAllowed'));
});

test('refuses a delete marker where there are no versions, and a restoration of what isn\'t archived', () => {
  const { store } = storeWith();
  expect(() => store.seedDeleteMarker('box', 'a')).toThrow('no versions');
  expect(() => store.seedObject('box', 'a', { body, restoration: { state: 'restored', tier: 'Bulk' } })).toThrow('STANDARD');
});
