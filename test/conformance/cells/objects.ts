import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { api, type Cell, guide } from '../cell';
import { refused } from '../stage';

const metadata = { 'content-type': 'text/plain', 'cache-control': 'no-store', 'x-amz-meta-from': 'camera' };

/** Writing, reading and deleting. */
export const OBJECT_CELLS: readonly Cell[] = [
  {
    call: 'putObject', claim: 'the ETag is the MD5 of the bytes', source: api('Object'),
    run: async (stage) => {
      const { etag } = await stage.store.putObject({ bucket: await stage.bucket(), key: 'a', body: Buffer.from('hello') });
      assert.equal(etag, createHash('md5').update('hello').digest('hex'));
    },
  },
  {
    call: 'putObject', claim: 'a second object takes the place of the first, with its metadata and its tags', source: api('PutObject'),
    run: async (stage) => {
      const object = await stage.object({ metadata, tagSet: [{ Key: 'k', Value: 'v' }] });
      await stage.store.putObject({ ...object, body: Buffer.from('new') });
      assert.equal(await stage.text(object), 'new');
      assert.equal((await stage.store.headObject(object)).metadata?.['x-amz-meta-from'], undefined);
      assert.deepEqual((await stage.store.getObjectTagging(object)).tagSet, []);
    },
  },
  {
    call: 'putObject', claim: 'metadata comes back as it was sent', source: guide('Working with object metadata'),
    run: async (stage) => {
      const head = await stage.store.headObject(await stage.object({ metadata }));
      assert.deepEqual({ ...head.metadata, ...metadata }, head.metadata);
    },
  },
  ...['a b', 'a+b', 'a%2Fb', 'ü/\u{1F600}', 'a//b/', 'a?b&c=d#e', '../a'].map((key): Cell => ({
    call: 'putObject', claim: `the key ${JSON.stringify(key)} is kept as it is`, source: guide('Naming Amazon S3 objects'),
    run: async (stage) => {
      const object = await stage.object({ key });
      assert.equal(await stage.text(object), 'hello');
      assert.deepEqual((await stage.store.listObjectsV2({ bucket: object.bucket })).objects.map((listed) => listed.key), [key]);
    },
  })),
  {
    call: 'putObject', claim: 'it has the storage class that it was put with', source: api('PutObject'),
    run: async (stage) => {
      const { storageClass } = await stage.store.headObject(await stage.object({ storageClass: 'STANDARD_IA' }));
      assert.equal(storageClass, 'STANDARD_IA');
    },
  },
  {
    call: 'putObject', claim: 'it has the tags that it was put with', source: api('PutObject'),
    run: async (stage) => {
      const tagSet = [{ Key: 'a b', Value: 'c+d=e' }];
      assert.deepEqual((await stage.store.getObjectTagging(await stage.object({ tagSet }))).tagSet, tagSet);
    },
  },
  {
    call: 'putObject', claim: 'a missing bucket is NoSuchBucket', source: api('Error responses'),
    run: async ({ store }) => refused(store.putObject({ bucket: 'there-is-no-such-bucket', key: 'a', body: Buffer.from('') }), 'NoSuchBucket', 404),
  },
  {
    call: 'getObject', claim: 'it answers the bytes, their number and what is known of them', source: api('GetObject'),
    run: async (stage) => {
      const { body, ...head } = await stage.store.getObject(await stage.object());
      body.resume();
      assert.deepEqual(
        { etag: head.etag, size: head.size, storageClass: head.storageClass, versionId: head.versionId },
        { etag: '5d41402abc4b2a76b9719d911017c592', size: 5, storageClass: 'STANDARD', versionId: undefined },
      );
    },
  },
  ...([
    ['1-3', { first: 1, last: 3 }, 'ell', { first: 1, last: 3 }], ['3-', { first: 3 }, 'lo', { first: 3, last: 4 }],
    ['-2', { suffixLength: 2 }, 'lo', { first: 3, last: 4 }], ['3-99', { first: 3, last: 99 }, 'lo', { first: 3, last: 4 }],
  ] as const).map(([spelt, range, expected, contentRange]): Cell => ({
    call: 'getObject', claim: `the range ${spelt} of five bytes is answered as RFC 9110 says`, source: api('GetObject'),
    run: async (stage) => {
      const object = await stage.object();
      assert.equal(await stage.text({ ...object, range } as typeof object), expected);
      const answer = await stage.store.getObject({ ...object, range });
      answer.body.resume();
      assert.deepEqual([answer.contentRange, answer.size], [contentRange, 5]);
    },
  })),
  {
    call: 'getObject', claim: 'a range behind the bytes is InvalidRange', source: api('Error responses'),
    run: async (stage) => refused(stage.store.getObject({ ...await stage.object(), range: { first: 9 } }), 'InvalidRange', 416),
  },
  {
    call: 'getObject', claim: 'a missing key is NoSuchKey', source: api('GetObject'),
    run: async (stage) => refused(stage.store.getObject({ bucket: await stage.bucket(), key: 'a' }), 'NoSuchKey', 404),
  },
  {
    call: 'headObject', claim: 'a missing key is 404', source: api('HeadObject'),
    run: async (stage) => {
      const bucket = await stage.bucket();
      await assert.rejects(stage.store.headObject({ bucket, key: 'a' }), { status: 404 });
    },
  },
  {
    call: 'headObject', claim: 'it tells what GetObject tells', source: api('HeadObject'),
    run: async (stage) => {
      const object = await stage.object({ metadata, storageClass: 'STANDARD_IA' });
      const { body, contentRange: _, ...got } = await stage.store.getObject(object);
      body.resume();
      assert.deepEqual(await stage.store.headObject(object), got);
    },
  },
  {
    call: 'deleteObject', claim: 'the object is gone, and to delete it again succeeds', source: api('DeleteObject'),
    run: async (stage) => {
      const object = await stage.object();
      await stage.store.deleteObject(object);
      await refused(stage.store.getObject(object), 'NoSuchKey', 404);
      await stage.store.deleteObject(object);
    },
  },
];
