import assert from 'node:assert/strict';
import type { ObjectRequest, Tag } from '../../../local/src/store/object-store';
import { api, type Cell, differs, guide } from '../cell';
import { refused } from '../stage';

const tag = (index: number): Tag => ({ Key: `key-${index}`, Value: `value-${index}` });
const tags = (count: number): Tag[] => Array.from({ length: count }, (_, index) => tag(index));

/** The tags of objects. */
export const TAGGING_CELLS: readonly Cell[] = [
  {
    call: 'putObjectTagging', claim: 'the tags that were there are gone', source: api('PutObjectTagging'),
    run: async (stage) => {
      const object = await stage.object({ tagSet: [tag(1), tag(2)] });
      await stage.store.putObjectTagging({ ...object, tagSet: [tag(3)] });
      assert.deepEqual((await stage.store.getObjectTagging(object)).tagSet, [tag(3)]);
    },
  },
  {
    call: 'putObjectTagging', claim: 'ten tags are the most', source: guide('Categorizing your objects using tags'),
    run: async (stage) => {
      const object = await stage.object();
      await stage.store.putObjectTagging({ ...object, tagSet: tags(10) });
      assert.equal((await stage.store.getObjectTagging(object)).tagSet.length, 10);
      await assert.rejects(stage.store.putObjectTagging({ ...object, tagSet: tags(11) }), { status: 400 });
      assert.equal((await stage.store.getObjectTagging(object)).tagSet.length, 10);
    },
  },
  {
    call: 'putObjectTagging', claim: 'a key twice is InvalidTag', source: guide('Categorizing your objects using tags'),
    notInCeph: differs('it takes both', 'put-object-tagging'),
    run: async (stage) => {
      const tagSet = [tag(1), { Key: 'key-1', Value: 'other' }];
      await refused(stage.store.putObjectTagging({ ...await stage.object(), tagSet }), 'InvalidTag', 400);
    },
  },
  ...([
    ['a key of 129 characters', [{ Key: 'k'.repeat(129), Value: '' }]],
    ['a value of 257 characters', [{ Key: 'k', Value: 'v'.repeat(257) }]],
  ] as const).map(([what, tagSet]): Cell => ({
    call: 'putObjectTagging', claim: `${what} is InvalidTag`, source: guide('Categorizing your objects using tags'),
    run: async (stage) => refused(stage.store.putObjectTagging({ ...await stage.object(), tagSet }), 'InvalidTag', 400),
  })),
  {
    call: 'putObjectTagging', claim: 'it neither changes the bytes nor the date', source: api('PutObjectTagging'),
    run: async (stage) => {
      const object = await stage.object();
      const before = await stage.store.headObject(object);
      await stage.store.putObjectTagging({ ...object, tagSet: [tag(1)] });
      const { etag, lastModified } = await stage.store.headObject(object);
      assert.deepEqual([etag, lastModified], [before.etag, before.lastModified]);
    },
  },
  {
    call: 'putObjectTagging', claim: 'the tags of one version are another one\'s not', source: api('PutObjectTagging'),
    run: async (stage) => {
      const object = await stage.object({ in: { versioned: true } });
      const { versionId } = await stage.store.headObject(object);
      await stage.store.putObject({ ...object, body: Buffer.from('new') });
      const old: ObjectRequest = { ...object, versionId };
      await stage.store.putObjectTagging({ ...old, tagSet: [tag(1)] });
      assert.deepEqual((await stage.store.getObjectTagging(old)).tagSet, [tag(1)]);
      assert.deepEqual((await stage.store.getObjectTagging(object)).tagSet, []);
    },
  },
  {
    call: 'putObjectTagging', claim: 'it answers whose tags they are', source: api('PutObjectTagging'),
    notInCeph: differs('it answers no version id', 'put-object-tagging'),
    run: async (stage) => {
      const object = await stage.object({ in: { versioned: true } });
      const { versionId } = await stage.store.headObject(object);
      assert.deepEqual(await stage.store.putObjectTagging({ ...object, tagSet: [tag(1)] }), { versionId });
    },
  },
  {
    call: 'getObjectTagging', claim: 'an object without tags has an empty set', source: api('GetObjectTagging'),
    run: async (stage) => assert.deepEqual((await stage.store.getObjectTagging(await stage.object())).tagSet, []),
  },
  {
    call: 'deleteObjectTagging', claim: 'all tags are gone', source: api('DeleteObjectTagging'),
    run: async (stage) => {
      const object = await stage.object({ tagSet: tags(3) });
      await stage.store.deleteObjectTagging(object);
      assert.deepEqual((await stage.store.getObjectTagging(object)).tagSet, []);
    },
  },
  ...(['getObjectTagging', 'deleteObjectTagging'] as const).map((call): Cell => ({
    call, claim: 'a missing key is NoSuchKey', source: api('Error responses'),
    run: async (stage) => refused(stage.store[call]({ bucket: await stage.bucket(), key: 'a' }), 'NoSuchKey', 404),
  })),
];
