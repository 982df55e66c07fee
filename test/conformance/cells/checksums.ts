import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ChecksumAlgorithm } from '../../../local/src/store/object-state';
import { api, type Cell, guide, unprovable } from '../cell';
import { refused } from '../stage';

const UPLOADS = guide('Checking object integrity for data uploads');
const noChecksums = (command = 'head-object --checksum-mode ENABLED') => unprovable('it keeps no checksums', command);

/** Of `123456789`, as published: the check values of the catalogue of CRCs, and what md5sum, sha*sum and xxhsum print. */
const CHECK_VALUES: readonly (readonly [ChecksumAlgorithm, string])[] = [
  ['CRC32', 'cbf43926'],
  ['CRC32C', 'e3069283'],
  ['CRC64NVME', 'ae8b14860a799888'],
  ['MD5', '25f9e794323b453885f5181f1b624d0b'],
  ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ['SHA512', 'd9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85'],
  ['XXHASH64', '8cb841db40e6ae83'],
];

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

/** Checksums that are kept, and checked. */
export const CHECKSUM_CELLS: readonly Cell[] = [
  ...CHECK_VALUES.map(([algorithm, hex]): Cell => ({
    call: 'putObject', claim: `the ${algorithm} that it was put with is kept`, source: UPLOADS, notInCeph: noChecksums(),
    run: async (stage) => {
      const object = await stage.object({ body: '123456789', checksum: { algorithm, expected: base64(hex) } });
      assert.deepEqual((await stage.store.headObject(object)).checksum, { algorithm, type: 'FULL_OBJECT', value: base64(hex) });
    },
  })),
  ...CHECK_VALUES.map(([algorithm, hex]): Cell => ({
    call: 'putObject', claim: `bytes with another ${algorithm} are BadDigest, and none is stored`, source: api('PutObject'),
    notInCeph: noChecksums('put-object --checksum-…'),
    run: async (stage) => {
      const object = { bucket: await stage.bucket(), key: 'a' };
      const checksum = { algorithm, expected: base64(hex) };
      await refused(stage.store.putObject({ ...object, body: Buffer.from('other'), checksum }), 'BadDigest', 400);
      await refused(stage.store.getObject(object), 'NoSuchKey', 404);
    },
  })),
  {
    call: 'copyObject', claim: 'the copy has the checksum of the source\'s algorithm', source: api('CopyObject'), notInCeph: noChecksums(),
    run: async (stage) => {
      const source = await stage.object({ body: '123456789', checksum: { algorithm: 'SHA1' } });
      await stage.store.copyObject({ ...source, key: 'copy', source });
      assert.equal((await stage.store.headObject({ ...source, key: 'copy' })).checksum?.value, base64('f7c3bc1d808e04732adf679965ccc34ca7ae3441'));
    },
  },
  {
    call: 'copyObject', claim: 'the copy has a checksum of the algorithm that it asks for', source: api('CopyObject'), notInCeph: noChecksums(),
    run: async (stage) => {
      const source = await stage.object({ body: '123456789' });
      await stage.store.copyObject({ ...source, key: 'copy', source, checksum: { algorithm: 'CRC32C' } });
      assert.equal((await stage.store.headObject({ ...source, key: 'copy' })).checksum?.value, base64('e3069283'));
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'a composite checksum is that of the parts\' checksums, and how many they are', source: UPLOADS,
    notInCeph: noChecksums(),
    run: async (stage) => {
      const object = { bucket: await stage.bucket(), key: 'a' };
      const { uploadId } = await stage.store.createMultipartUpload({ ...object, checksum: { algorithm: 'SHA256' } });
      const part = { ...object, uploadId, partNumber: 1, body: Buffer.from('123456789'), checksum: { algorithm: 'SHA256' as const } };
      const { etag, checksum } = await stage.store.uploadPart(part);
      await stage.store.completeMultipartUpload({ ...object, uploadId, parts: [{ partNumber: 1, etag, checksum: checksum?.value }] });
      const value = `${createHash('sha256').update(createHash('sha256').update('123456789').digest()).digest('base64')}-1`;
      assert.deepEqual((await stage.store.headObject(object)).checksum, { algorithm: 'SHA256', type: 'COMPOSITE', value });
    },
  },
  {
    call: 'completeMultipartUpload', claim: 'CRC64NVME is that of all bytes', source: UPLOADS, notInCeph: noChecksums(),
    run: async (stage) => {
      const object = { bucket: await stage.bucket(), key: 'a' };
      const { uploadId } = await stage.store.createMultipartUpload({ ...object, checksum: { algorithm: 'CRC64NVME' } });
      const part = { ...object, uploadId, partNumber: 1, body: Buffer.from('123456789'), checksum: { algorithm: 'CRC64NVME' as const } };
      const { etag } = await stage.store.uploadPart(part);
      await stage.store.completeMultipartUpload({ ...object, uploadId, parts: [{ partNumber: 1, etag }] });
      const { checksum } = await stage.store.headObject(object);
      assert.deepEqual(checksum, { algorithm: 'CRC64NVME', type: 'FULL_OBJECT', value: base64('ae8b14860a799888') });
    },
  },
  {
    call: 'createMultipartUpload', claim: 'a composite CRC64NVME, and a SHA of all bytes, is InvalidRequest', source: UPLOADS, notInCeph: noChecksums('create-multipart-upload'),
    run: async (stage) => {
      const object = { bucket: await stage.bucket(), key: 'a' };
      for (const checksum of [{ algorithm: 'CRC64NVME', type: 'COMPOSITE' }, { algorithm: 'SHA256', type: 'FULL_OBJECT' }] as const) {
        await refused(stage.store.createMultipartUpload({ ...object, checksum }), 'InvalidRequest', 400);
      }
    },
  },
];
