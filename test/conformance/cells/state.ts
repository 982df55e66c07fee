import assert from 'node:assert/strict';
import { api, type Cell, differs, guide, unprovable } from '../cell';
import { refused } from '../stage';

const noArchive = (command = 'restore-object') => unprovable('it has no archive that objects are restored from', command);

/** Encryption, archives and replication. */
export const STATE_CELLS: readonly Cell[] = [
  {
    call: 'putObject', claim: 'it is encrypted with the key that it was put with', source: guide('Using server-side encryption with AWS KMS keys (SSE-KMS)'),
    run: async (stage) => {
      const object = await stage.object({ encryption: { type: 'SSE-KMS', keyArn: stage.keys[0] } });
      assert.deepEqual((await stage.store.headObject(object)).encryption, { type: 'SSE-KMS', keyArn: stage.keys[0] });
      assert.equal(await stage.text(object), 'hello');
    },
  },
  {
    call: 'copyObject', claim: 'it is encrypted with the key that it asks for', source: api('CopyObject'),
    notInCeph: unprovable('it doesn\'t copy to or from encrypted objects', 'copy-object --sse aws:kms'),
    run: async (stage) => {
      const source = await stage.object({ encryption: { type: 'SSE-KMS', keyArn: stage.keys[0] } });
      await stage.store.copyObject({ ...source, key: 'copy', source, encryption: { type: 'SSE-KMS', keyArn: stage.keys[1] } });
      assert.deepEqual((await stage.store.headObject({ ...source, key: 'copy' })).encryption, { type: 'SSE-KMS', keyArn: stage.keys[1] });
      assert.equal(await stage.text({ ...source, key: 'copy' }), 'hello');
    },
  },
  {
    call: 'putObject', claim: 'it is encrypted as its bucket says', source: guide('Setting default server-side encryption behavior for Amazon S3 buckets'),
    notInCeph: unprovable('its buckets have no encryption of their own', 'put-bucket-encryption'),
    run: async (stage) => {
      const object = await stage.object({ in: { encryption: { type: 'SSE-KMS', keyArn: stage.keys[1] } } });
      assert.deepEqual((await stage.store.headObject(object)).encryption, { type: 'SSE-KMS', keyArn: stage.keys[1] });
    },
  },
  {
    call: 'updateObjectEncryption', claim: 'the key is another one; ETag and date stay', source: api('UpdateObjectEncryption'),
    notInCeph: unprovable('it doesn\'t know the call', 'update-object-encryption'),
    run: async (stage) => {
      const object = await stage.object();
      const before = await stage.store.headObject(object);
      await stage.store.updateObjectEncryption({ ...object, encryption: { type: 'SSE-KMS', keyArn: stage.keys[0] } });
      const { encryption, etag, lastModified } = await stage.store.headObject(object);
      assert.deepEqual([encryption, etag, lastModified], [{ type: 'SSE-KMS', keyArn: stage.keys[0] }, before.etag, before.lastModified]);
    },
  },
  {
    call: 'getObject', claim: 'an archived object is InvalidObjectState', source: api('GetObject'), notInCeph: noArchive('get-object'),
    run: async (stage) => {
      const object = await stage.object({ storageClass: 'GLACIER' });
      await refused(stage.store.getObject(object), 'InvalidObjectState', 403);
      assert.equal((await stage.store.headObject(object)).storageClass, 'GLACIER');
    },
  },
  {
    call: 'copyObject', claim: 'an archived source is refused', source: guide('Copying, moving, and renaming objects'), notInCeph: noArchive('copy-object'),
    run: async (stage) => {
      const source = await stage.object({ storageClass: 'DEEP_ARCHIVE' });
      await assert.rejects(stage.store.copyObject({ ...source, key: 'copy', source }), { status: 403 });
    },
  },
  {
    call: 'restoreObject', claim: 'a restoration begins, and HeadObject tells of it', source: api('RestoreObject'), notInCeph: noArchive(),
    run: async (stage) => {
      const object = await stage.object({ storageClass: 'GLACIER' });
      assert.equal(await stage.store.restoreObject({ ...object, days: 3, tier: 'Bulk' }), 'accepted');
      assert.equal((await stage.store.headObject(object)).restoration?.state, 'in progress');
    },
  },
  {
    call: 'restoreObject', claim: 'a second one while the first goes on is RestoreAlreadyInProgress', source: api('RestoreObject'), notInCeph: noArchive(),
    run: async (stage) => {
      const object = await stage.object({ storageClass: 'GLACIER' });
      await stage.store.restoreObject({ ...object, days: 3, tier: 'Standard' });
      await refused(stage.store.restoreObject({ ...object, days: 3, tier: 'Standard' }), 'RestoreAlreadyInProgress', 409);
    },
  },
  {
    call: 'restoreObject', claim: 'an object that isn\'t archived is refused', source: api('RestoreObject'), notInCeph: noArchive(),
    run: async (stage) => refused(stage.store.restoreObject({ ...await stage.object(), days: 3, tier: 'Standard' }), 'InvalidObjectState', 403),
  },
  {
    call: 'getBucketReplication', claim: 'a bucket without one is ReplicationConfigurationNotFoundError', source: api('GetBucketReplication'),
    notInCeph: differs('it answers 200 with nothing of the kind', 'get-bucket-replication'),
    run: async (stage) => refused(stage.store.getBucketReplication({ bucket: await stage.bucket() }), 'ReplicationConfigurationNotFoundError', 404),
  },
  {
    call: 'getBucketReplication', claim: 'it tells the rules of the bucket', source: api('GetBucketReplication'),
    notInCeph: unprovable('it replicates between zones, of which this one is alone', 'get-bucket-replication'),
    run: async (stage) => {
      const destination = await stage.bucket({ versioned: true });
      const replication = {
        roleArn: 'arn:aws:iam::111122223333:role/replication',
        rules: [{ id: 'all', enabled: true, priority: 1, prefix: 'a/', destination: { bucket: destination } }],
      };
      const { roleArn, rules: [rule] } = await stage.store.getBucketReplication({ bucket: await stage.bucket({ versioned: true, replication }) });
      assert.deepEqual([roleArn, rule.id, rule.enabled, rule.prefix], [replication.roleArn, 'all', true, 'a/']);
      assert.deepEqual(rule.destination, { bucket: destination });
    },
  },
];
