import assert from 'node:assert/strict';
import { api, type Cell, differs, guide } from '../cell';
import { refused, type Stage } from '../stage';

async function twoVersions(stage: Stage) {
  const object = { bucket: await stage.bucket({ versioned: true }), key: 'a' };
  const { versionId: old } = await stage.store.putObject({ ...object, body: Buffer.from('old') });
  const { versionId: current } = await stage.store.putObject({ ...object, body: Buffer.from('current') });
  return { object, old, current };
}

/** Versions, delete markers, and listings. */
export const VERSION_CELLS: readonly Cell[] = [
  {
    call: 'getBucketVersioning', claim: 'a bucket that never had versions has no status', source: api('GetBucketVersioning'),
    run: async (stage) => assert.equal((await stage.store.getBucketVersioning({ bucket: await stage.bucket() })).status, undefined),
  },
  {
    call: 'getBucketVersioning', claim: 'a bucket with versions has the status Enabled', source: api('GetBucketVersioning'),
    run: async (stage) => assert.equal((await stage.store.getBucketVersioning({ bucket: await stage.bucket({ versioned: true }) })).status, 'Enabled'),
  },
  {
    call: 'getObject', claim: 'each version is read by its id, the current one without', source: guide('Retrieving object versions from a versioning-enabled bucket'),
    run: async (stage) => {
      const { object, old, current } = await twoVersions(stage);
      assert.deepEqual([await stage.text({ ...object, versionId: old }), await stage.text(object)], ['old', 'current']);
      assert.equal((await stage.store.headObject(object)).versionId, current);
    },
  },
  {
    call: 'deleteObject', claim: 'without a version id, a marker hides the object', source: guide('Working with delete markers'),
    run: async (stage) => {
      const { object, old } = await twoVersions(stage);
      const { deleteMarker, versionId } = await stage.store.deleteObject(object);
      assert.deepEqual([deleteMarker, typeof versionId], [true, 'string']);
      await refused(stage.store.getObject(object), 'NoSuchKey', 404);
      assert.equal(await stage.text({ ...object, versionId: old }), 'old');
      assert.deepEqual((await stage.store.listObjectsV2({ bucket: object.bucket })).objects, []);
    },
  },
  {
    call: 'deleteObject', claim: 'who deletes a marker sees the object again', source: guide('Working with delete markers'),
    run: async (stage) => {
      const { object } = await twoVersions(stage);
      const { versionId } = await stage.store.deleteObject(object);
      assert.deepEqual(await stage.store.deleteObject({ ...object, versionId }), { versionId, deleteMarker: true });
      assert.equal(await stage.text(object), 'current');
    },
  },
  {
    call: 'getObject', claim: 'a marker that is named is MethodNotAllowed', source: api('GetObject'),
    notInCeph: differs('it answers NoSuchKey', 'get-object --version-id'),
    run: async (stage) => {
      const { object } = await twoVersions(stage);
      const { versionId } = await stage.store.deleteObject(object);
      await refused(stage.store.getObject({ ...object, versionId }), 'MethodNotAllowed', 405);
    },
  },
  {
    call: 'deleteObject', claim: 'a version that is named is gone for good', source: guide('Deleting object versions from a versioning-enabled bucket'),
    run: async (stage) => {
      const { object, old, current } = await twoVersions(stage);
      await stage.store.deleteObject({ ...object, versionId: current });
      assert.equal((await stage.store.headObject(object)).versionId, old);
      await assert.rejects(stage.store.getObject({ ...object, versionId: current }), { status: 404 });
    },
  },
  {
    call: 'getObject', claim: 'a version that there isn\'t is NoSuchVersion', source: api('Error responses'),
    notInCeph: differs('it answers NoSuchKey', 'get-object --version-id'),
    run: async (stage) => {
      const { object, old } = await twoVersions(stage);
      await stage.store.deleteObject({ ...object, versionId: old });
      await refused(stage.store.getObject({ ...object, versionId: old }), 'NoSuchVersion', 404);
    },
  },
  {
    call: 'listObjectVersions', claim: 'within a key, the newest version comes first', source: api('ListObjectVersions'),
    run: async (stage) => {
      const { object, old, current } = await twoVersions(stage);
      const { versions } = await stage.store.listObjectVersions({ bucket: object.bucket });
      assert.deepEqual(versions.map(({ versionId, isLatest }) => [versionId, isLatest]), [[current, true], [old, false]]);
    },
  },
  {
    call: 'listObjectVersions', claim: 'markers are listed apart, and the last one is the latest', source: api('ListObjectVersions'),
    run: async (stage) => {
      const { object } = await twoVersions(stage);
      const { versionId } = await stage.store.deleteObject(object);
      const { versions, deleteMarkers = [] } = await stage.store.listObjectVersions({ bucket: object.bucket });
      assert.deepEqual(deleteMarkers.map((marker) => [marker.key, marker.versionId, marker.isLatest]), [['a', versionId, true]]);
      assert.deepEqual(versions.map(({ isLatest }) => isLatest), [false, false]);
    },
  },
  {
    call: 'listObjectVersions', claim: 'what was written without versions has the id null', source: guide('How S3 Versioning works'),
    run: async (stage) => {
      const { bucket } = await stage.object();
      assert.deepEqual((await stage.store.listObjectVersions({ bucket })).versions.map(({ versionId }) => versionId), ['null']);
    },
  },
  {
    call: 'listObjectVersions', claim: 'it goes on after a key, within a prefix', source: api('ListObjectVersions'),
    run: async (stage) => {
      const bucket = await stage.bucket({ versioned: true });
      for (const key of ['a/1', 'a/2', 'a/3', 'b']) await stage.object({ bucket, key });
      const { versions, nextKeyMarker } = await stage.store.listObjectVersions({ bucket, prefix: 'a/', keyMarker: 'a/1', maxKeys: 1 });
      assert.deepEqual([versions.map(({ key }) => key), nextKeyMarker], [['a/2'], 'a/2']);
    },
  },
  {
    call: 'listObjectsV2', claim: 'keys come in the order of their UTF-8 bytes', source: api('ListObjectsV2'),
    run: async (stage) => {
      const bucket = await stage.bucket();
      const keys = ['B', 'a', 'a/b', 'b', 'é', '～', '\u{1F600}'];
      for (const key of [...keys].reverse()) await stage.object({ bucket, key });
      assert.deepEqual((await stage.store.listObjectsV2({ bucket })).objects.map(({ key }) => key), keys);
    },
  },
  {
    call: 'listObjectsV2', claim: 'it lists page by page, objects and common prefixes together', source: api('ListObjectsV2'),
    run: async (stage) => {
      const bucket = await stage.bucket();
      for (const key of ['a', 'b/1', 'b/2', 'c']) await stage.object({ bucket, key });
      const first = await stage.store.listObjectsV2({ bucket, delimiter: '/', maxKeys: 2 });
      const second = await stage.store.listObjectsV2({ bucket, delimiter: '/', startAfter: first.nextStartAfter });
      assert.deepEqual([first.objects.map(({ key }) => key), first.commonPrefixes], [['a'], ['b/']]);
      assert.deepEqual([second.objects.map(({ key }) => key), second.commonPrefixes, second.nextStartAfter], [['c'], [], undefined]);
    },
  },
  {
    call: 'listObjectsV2', claim: 'it tells the ETag, the size and the storage class', source: api('ListObjectsV2'),
    run: async (stage) => {
      const { bucket } = await stage.object({ storageClass: 'STANDARD_IA' });
      const [{ etag, size, storageClass }] = (await stage.store.listObjectsV2({ bucket })).objects;
      assert.deepEqual([etag, size, storageClass], ['5d41402abc4b2a76b9719d911017c592', 5, 'STANDARD_IA']);
    },
  },
];
