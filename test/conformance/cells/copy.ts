import assert from 'node:assert/strict';
import { api, type Cell, differs, guide } from '../cell';
import { refused } from '../stage';

const metadata = { 'content-type': 'text/plain', 'x-amz-meta-from': 'camera' };
const tagSet = [{ Key: 'k', Value: 'v' }];

/** Copies. */
export const COPY_CELLS: readonly Cell[] = [
  {
    call: 'copyObject', claim: 'bytes, metadata and tags are the source\'s', source: api('CopyObject'),
    run: async (stage) => {
      const source = await stage.object({ metadata, tagSet });
      const copy = { ...source, key: 'copy' };
      const { etag } = await stage.store.copyObject({ ...copy, source });
      const head = await stage.store.headObject(copy);
      assert.deepEqual([etag, await stage.text(copy)], ['5d41402abc4b2a76b9719d911017c592', 'hello']);
      assert.deepEqual({ ...head.metadata, ...metadata }, head.metadata);
      assert.deepEqual((await stage.store.getObjectTagging(copy)).tagSet, tagSet);
    },
  },
  {
    call: 'copyObject', claim: 'new metadata replaces all of the source\'s', source: api('CopyObject'),
    run: async (stage) => {
      const source = await stage.object({ metadata });
      await stage.store.copyObject({ ...source, key: 'copy', source, metadata: { 'x-amz-meta-new': 'yes' } });
      const { metadata: copied = {} } = await stage.store.headObject({ ...source, key: 'copy' });
      assert.deepEqual([copied['x-amz-meta-new'], copied['x-amz-meta-from']], ['yes', undefined]);
    },
  },
  {
    call: 'copyObject', claim: 'new tags replace all of the source\'s', source: api('CopyObject'),
    notInCeph: differs('it copies the source\'s', 'copy-object --tagging-directive REPLACE'),
    run: async (stage) => {
      const source = await stage.object({ tagSet });
      await stage.store.copyObject({ ...source, key: 'copy', source, tagSet: [{ Key: 'new', Value: 'yes' }] });
      assert.deepEqual((await stage.store.getObjectTagging({ ...source, key: 'copy' })).tagSet, [{ Key: 'new', Value: 'yes' }]);
    },
  },
  {
    call: 'copyObject', claim: 'it has the storage class that it asks for', source: api('CopyObject'),
    run: async (stage) => {
      const source = await stage.object({ storageClass: 'STANDARD_IA' });
      await stage.store.copyObject({ ...source, key: 'copy', source, storageClass: 'ONEZONE_IA' });
      assert.equal((await stage.store.headObject({ ...source, key: 'copy' })).storageClass, 'ONEZONE_IA');
    },
  },
  {
    call: 'copyObject', claim: 'where it asks for none it is STANDARD, whatever the source\'s', source: api('CopyObject'),
    notInCeph: differs('it has the source\'s', 'copy-object'),
    run: async (stage) => {
      const source = await stage.object({ storageClass: 'STANDARD_IA' });
      await stage.store.copyObject({ ...source, key: 'copy', source });
      assert.equal((await stage.store.headObject({ ...source, key: 'copy' })).storageClass, 'STANDARD');
    },
  },
  {
    call: 'copyObject', claim: 'a version is copied by its id', source: guide('Copying, moving, and renaming objects'),
    run: async (stage) => {
      const source = await stage.object({ in: { versioned: true }, key: 'ü+ /a', body: 'old' });
      const { versionId } = await stage.store.headObject(source);
      await stage.store.putObject({ ...source, body: Buffer.from('new') });
      await stage.store.copyObject({ ...source, key: 'copy', source: { ...source, versionId } });
      assert.equal(await stage.text({ ...source, key: 'copy' }), 'old');
    },
  },
  {
    call: 'copyObject', claim: 'from bucket to bucket', source: api('CopyObject'),
    run: async (stage) => {
      const source = await stage.object();
      const copy = { bucket: await stage.bucket({ versioned: true }), key: 'b' };
      const { versionId } = await stage.store.copyObject({ ...copy, source });
      assert.equal(await stage.text({ ...copy, versionId }), 'hello');
    },
  },
  {
    call: 'copyObject', claim: 'onto itself, it must change something', source: api('CopyObject'),
    run: async (stage) => {
      const source = await stage.object();
      await refused(stage.store.copyObject({ ...source, source }), 'InvalidRequest', 400);
      await stage.store.copyObject({ ...source, source, storageClass: 'STANDARD_IA' });
      assert.equal((await stage.store.headObject(source)).storageClass, 'STANDARD_IA');
    },
  },
  {
    call: 'copyObject', claim: 'a source that didn\'t change after a date is PreconditionFailed', source: api('CopyObject'),
    notInCeph: differs('it copies all the same', 'copy-object --copy-source-if-modified-since'),
    run: async (stage) => {
      const source = await stage.object();
      const { lastModified } = await stage.store.headObject(source);
      const before = new Date(lastModified.getTime() - 60_000);
      const copy = { ...source, key: 'copy', source };
      await refused(stage.store.copyObject({ ...copy, ifModifiedSince: lastModified }), 'PreconditionFailed', 412);
      await stage.store.copyObject({ ...copy, ifModifiedSince: before });
    },
  },
  {
    call: 'copyObject', claim: 'a source that changed after a date is PreconditionFailed', source: api('CopyObject'),
    notInCeph: differs('it copies all the same', 'copy-object --copy-source-if-unmodified-since'),
    run: async (stage) => {
      const source = await stage.object();
      const { lastModified } = await stage.store.headObject(source);
      const before = new Date(lastModified.getTime() - 60_000);
      const copy = { ...source, key: 'copy', source };
      await refused(stage.store.copyObject({ ...copy, ifUnmodifiedSince: before }), 'PreconditionFailed', 412);
      await stage.store.copyObject({ ...copy, ifUnmodifiedSince: lastModified });
    },
  },
  {
    call: 'copyObject', claim: 'a missing source is NoSuchKey', source: api('Error responses'),
    run: async (stage) => {
      const bucket = await stage.bucket();
      await refused(stage.store.copyObject({ bucket, key: 'copy', source: { bucket, key: 'missing' } }), 'NoSuchKey', 404);
    },
  },
];
