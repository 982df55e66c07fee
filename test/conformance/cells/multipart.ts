import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { PutObjectRequest, UploadedPart } from '../../../local/src/store/object-store';
import { api, type Cell, differs, guide } from '../cell';
import { refused, type Stage } from '../stage';

const FULL = Buffer.alloc(5 * 1024 * 1024, 'a');
const END = Buffer.from('end');
const md5 = (body: Buffer) => createHash('md5').update(body);

async function upload(stage: Stage, bodies: readonly Buffer[], options: Partial<PutObjectRequest> = {}) {
  const object = { bucket: await stage.bucket({ versioned: true }), key: 'a' };
  const { uploadId } = await stage.store.createMultipartUpload({ ...object, ...options });
  const parts: UploadedPart[] = [];
  for (const [index, body] of bodies.entries()) {
    const { etag } = await stage.store.uploadPart({ ...object, uploadId, partNumber: index + 1, body });
    parts.push({ partNumber: index + 1, etag });
  }
  return { object, parts, request: { ...object, uploadId } };
}

/** Uploads in parts. */
export const MULTIPART_CELLS: readonly Cell[] = [
  {
    call: 'completeMultipartUpload', claim: 'the object is its parts, one after the other', source: guide('Uploading and copying objects using multipart upload'),
    run: async (stage) => {
      const { object, parts, request } = await upload(stage, [FULL, END]);
      const { versionId } = await stage.store.completeMultipartUpload({ ...request, parts });
      assert.equal(await stage.text(object), FULL.toString() + END.toString());
      const head = await stage.store.headObject(object);
      assert.deepEqual([head.size, head.versionId], [FULL.length + END.length, versionId]);
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'the ETag is the MD5 of the parts\' MD5s, and how many they are', source: api('Object'),
    run: async (stage) => {
      const { object, parts, request } = await upload(stage, [FULL, END]);
      assert.deepEqual(parts.map(({ etag }) => etag), [md5(FULL).digest('hex'), md5(END).digest('hex')]);
      await stage.store.completeMultipartUpload({ ...request, parts });
      const expected = md5(Buffer.concat([md5(FULL).digest(), md5(END).digest()])).digest('hex');
      assert.equal((await stage.store.headObject(object)).etag, `${expected}-2`);
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'it answers the object\'s ETag', source: api('CompleteMultipartUpload'),
    notInCeph: differs('it answers an empty one', 'complete-multipart-upload'),
    run: async (stage) => {
      const { parts, request } = await upload(stage, [END]);
      const { etag } = await stage.store.completeMultipartUpload({ ...request, parts });
      assert.equal(etag, `${md5(md5(END).digest()).digest('hex')}-1`);
    },
  },
  {
    call: 'createMultipartUpload', claim: 'what is said at the beginning is said of the object', source: api('CreateMultipartUpload'),
    run: async (stage) => {
      const metadata = { 'content-type': 'text/plain', 'x-amz-meta-from': 'camera' };
      const { object, parts, request } = await upload(stage, [END], { metadata, storageClass: 'STANDARD_IA' });
      await stage.store.completeMultipartUpload({ ...request, parts });
      const head = await stage.store.headObject(object);
      assert.deepEqual({ ...head.metadata, ...metadata }, head.metadata);
      assert.equal(head.storageClass, 'STANDARD_IA');
    },
  },
  {
    call: 'createMultipartUpload', claim: 'the object gets its tags', source: api('CreateMultipartUpload'),
    notInCeph: differs('it has none', 'create-multipart-upload --tagging'),
    run: async (stage) => {
      const tagSet = [{ Key: 'k', Value: 'v' }];
      const { object, parts, request } = await upload(stage, [END], { tagSet });
      await stage.store.completeMultipartUpload({ ...request, parts });
      assert.deepEqual((await stage.store.getObjectTagging(object)).tagSet, tagSet);
    },
  },
  {
    call: 'uploadPart', claim: 'a second part of a number takes the first one\'s place', source: api('UploadPart'),
    run: async (stage) => {
      const { object, request } = await upload(stage, [FULL]);
      const { etag } = await stage.store.uploadPart({ ...request, partNumber: 1, body: END });
      await stage.store.completeMultipartUpload({ ...request, parts: [{ partNumber: 1, etag }] });
      assert.equal(await stage.text(object), 'end');
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'parts that aren\'t chosen are left out', source: api('CompleteMultipartUpload'),
    notInCeph: differs('it wants all of them', 'complete-multipart-upload'),
    run: async (stage) => {
      const { object, parts, request } = await upload(stage, [END, Buffer.from('other')]);
      await stage.store.completeMultipartUpload({ ...request, parts: parts.slice(1) });
      assert.equal(await stage.text(object), 'other');
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'a small part before another is EntityTooSmall', source: api('CompleteMultipartUpload'),
    run: async (stage) => {
      const { parts, request } = await upload(stage, [END, END]);
      await refused(stage.store.completeMultipartUpload({ ...request, parts }), 'EntityTooSmall', 400);
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'a part with another ETag, or that isn\'t there, is InvalidPart', source: api('CompleteMultipartUpload'),
    run: async (stage) => {
      const { parts: [part], request } = await upload(stage, [END]);
      await refused(stage.store.completeMultipartUpload({ ...request, parts: [{ ...part, etag: md5(FULL).digest('hex') }] }), 'InvalidPart', 400);
      await refused(stage.store.completeMultipartUpload({ ...request, parts: [{ ...part, partNumber: 2 }] }), 'InvalidPart', 400);
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'parts that don\'t ascend are InvalidPartOrder', source: api('CompleteMultipartUpload'),
    notInCeph: differs('it puts them in order', 'complete-multipart-upload'),
    run: async (stage) => {
      const { parts, request } = await upload(stage, [FULL, FULL]);
      await refused(stage.store.completeMultipartUpload({ ...request, parts: [...parts].reverse() }), 'InvalidPartOrder', 400);
    },
  },
  {
    call: 'uploadPart', claim: 'an upload that there isn\'t is NoSuchUpload', source: api('UploadPart'),
    run: async (stage) => {
      const object = { bucket: await stage.bucket(), key: 'a' };
      await refused(stage.store.uploadPart({ ...object, uploadId: 'none', partNumber: 1, body: END }), 'NoSuchUpload', 404);
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'an upload that was aborted is NoSuchUpload', source: api('CompleteMultipartUpload'),
    notInCeph: differs('it answers InternalError', 'complete-multipart-upload'),
    run: async (stage) => {
      const { parts, request } = await upload(stage, [END]);
      await stage.store.abortMultipartUpload(request);
      await refused(stage.store.completeMultipartUpload({ ...request, parts }), 'NoSuchUpload', 404);
    },
  },
  {
    call: 'abortMultipartUpload', claim: 'the upload takes no more parts, and no object is there', source: api('AbortMultipartUpload'),
    run: async (stage) => {
      const { object, request } = await upload(stage, [END]);
      await stage.store.abortMultipartUpload(request);
      await refused(stage.store.uploadPart({ ...request, partNumber: 2, body: END }), 'NoSuchUpload', 404);
      await refused(stage.store.getObject(object), 'NoSuchKey', 404);
    },
  },
  {
    call: 'createMultipartUpload', claim: 'nothing is there before the upload is completed', source: guide('Uploading and copying objects using multipart upload'),
    run: async (stage) => {
      const { object } = await upload(stage, [END]);
      await refused(stage.store.getObject(object), 'NoSuchKey', 404);
      assert.deepEqual((await stage.store.listObjectsV2({ bucket: object.bucket })).objects, []);
    },
  },
];
