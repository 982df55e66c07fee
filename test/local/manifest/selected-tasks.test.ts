import { ANYTHING, preparing, tasksOf } from './manifest-fixture';
import { selectedTasks } from '../../../local/src/manifest/selected-tasks';
import type { ManifestFilterRequest } from '../../../local/src/model/job-request';
import type { ReplicationConfiguration } from '../../../local/src/store/object-state';
import { ACCOUNT, seed } from '../surroundings';

function prepared(options: Parameters<typeof preparing>[0] = {}) {
  const parts = preparing(options);
  const select = (Filter?: ManifestFilterRequest, bucket = 'logs', ExpectedBucketOwner = ACCOUNT) =>
    selectedTasks({ SourceBucket: `arn:aws:s3:::${bucket}`, EnableManifestOutput: false, ExpectedBucketOwner, Filter }, parts.job);
  const keys = async (filter?: ManifestFilterRequest, bucket?: string) => (await tasksOf(await select(filter, bucket))).map(({ key }) => key);
  return { ...parts, select, keys };
}

test.each([undefined, {}])('selects the whole bucket with the filter %p', async (filter) => {
  const { store, keys } = prepared();
  seed(store, ...Array.from({ length: 2500 }, (_, index) => `key-${index}`));
  expect(new Set(await keys(filter)).size).toBe(2500);
});

test('selects what passes the filter', async () => {
  const { store, keys } = prepared();
  seed(store, 'app/1.log', 'app/1.csv', 'web/app/1.log');
  expect(await keys({ KeyNameConstraint: { MatchAnyPrefix: ['app/'], MatchAnySuffix: ['.log'] } })).toEqual(['app/1.log']);
});

test('names versions where the bucket has versions, and none where it has not', async () => {
  const { store, select } = prepared();
  store.createBucket('versioned', { versioned: true });
  await store.asOwner().putObject({ bucket: 'versioned', key: 'a', body: Buffer.from('1') });
  const { versionId } = await store.asOwner().putObject({ bucket: 'versioned', key: 'a', body: Buffer.from('2') });
  seed(store, 'a');
  expect(await tasksOf(await select({}, 'versioned'))).toEqual([{ bucket: 'versioned', key: 'a', versionId }]);
  expect(await tasksOf(await select())).toEqual([{ bucket: 'logs', key: 'a' }]);
});

test.each([['the current one', 1], ['all', 3]] as const)('lists %s of an object\'s versions where that is chosen, and no delete marker', async (generatedVersions, total) => {
  const { store, select } = prepared({ unknowns: { generatedVersions } });
  store.createBucket('versioned', { versioned: true });
  const put = (key: string) => store.asOwner().putObject({ bucket: 'versioned', key, body: Buffer.from(key) });
  for (const key of ['a', 'a', 'deleted']) await put(key);
  await store.asOwner().deleteObject({ bucket: 'versioned', key: 'deleted' });
  expect((await select({}, 'versioned')).total).toBe(total);
});

test('is settled once it is made', async () => {
  const { store, select } = prepared();
  seed(store, 'a');
  const list = await select();
  seed(store, 'b');
  expect(await tasksOf(list)).toEqual([{ bucket: 'logs', key: 'a' }]);
});

test('needs the permission to set up an inventory of the source bucket', async () => {
  const { select } = prepared({ statements: [{ ...ANYTHING[0], Resource: 'arn:aws:s3:::logs/*' }] });
  await expect(select()).rejects.toMatchObject({ status: 403, code: 'AccessDenied', message: expect.stringContaining('s3:PutInventoryConfiguration') });
});

test('fails on a bucket that is missing or another account\'s', async () => {
  const { select } = prepared();
  await expect(select({}, 'nowhere')).rejects.toMatchObject({ code: 'NoSuchBucket' });
  await expect(select({}, 'logs', '999999999999')).rejects.toMatchObject({ code: 'AccessDenied' });
});

describe('objects eligible for replication', () => {
  const destination = { bucket: 'replicas' };
  const replication: ReplicationConfiguration = {
    roleArn: 'arn:aws:iam::111122223333:role/replication',
    rules: [
      { enabled: true, priority: 1, prefix: 'app/', destination },
      { enabled: true, priority: 2, tags: [{ Key: 'keep', Value: 'yes' }], destination },
      { enabled: false, priority: 3, destination },
    ],
  };
  const kms = { type: 'SSE-KMS', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/one' } as const;

  function replicated(options: Parameters<typeof preparing>[0] = {}) {
    const parts = prepared(options);
    parts.store.createBucket('source', { versioned: true, replication });
    const put = (key: string, changes = {}) => parts.store.seedObject('source', key, { body: Buffer.from(key), ...changes });
    put('app/1');
    put('app/kms', { encryption: kms });
    put('app/archived', { storageClass: 'GLACIER' });
    put('tagged', { tags: [{ Key: 'keep', Value: 'yes' }, { Key: 'other', Value: '1' }] });
    put('tagged-otherwise', { tags: [{ Key: 'keep', Value: 'no' }] });
    put('web/1');
    return parts;
  }

  const ALL = ['app/1', 'app/archived', 'app/kms', 'tagged', 'tagged-otherwise', 'web/1'];

  // S3 User Guide, "Replication configuration file elements", "What does Amazon S3 replicate?"
  test('are those that a rule of their bucket applies to', async () => {
    expect(await replicated().keys({ EligibleForReplication: true }, 'source')).toEqual(['app/1', 'tagged']);
  });

  test.each([
    ['objects of either kind', ALL],
    ['objects that are not eligible', ['app/archived', 'app/kms', 'tagged-otherwise', 'web/1']],
  ] as const)('turned down, select %s where that is chosen', async (notEligibleForReplication, expected) => {
    expect(await replicated({ unknowns: { notEligibleForReplication } }).keys({ EligibleForReplication: false }, 'source')).toEqual(expected);
  });

  // S3 User Guide, "Granting permissions for Batch Operations"
  test('need the permission to read the configuration', async () => {
    const { select } = replicated({ statements: [{ Effect: 'Allow', Action: 's3:PutInventoryConfiguration', Resource: '*' }] });
    await expect(select({ EligibleForReplication: true }, 'source')).rejects.toMatchObject({ message: expect.stringContaining('s3:GetReplicationConfiguration') });
  });

  test('fail in a bucket without replication', async () => {
    const { store, select } = prepared();
    store.createBucket('plain', {});
    await expect(select({ EligibleForReplication: true }, 'plain')).rejects.toMatchObject({ code: 'ReplicationConfigurationNotFoundError' });
  });

  test('can\'t be told in a bucket of which nobody said how it is replicated', async () => {
    await expect(prepared().select({ EligibleForReplication: true })).rejects.toMatchObject({ name: 'ManifestError', message: expect.stringContaining('bucket logs') });
  });
});
