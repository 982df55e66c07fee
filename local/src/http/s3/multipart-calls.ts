import { xmlIn } from './body';
import type { S3Calls } from './call';
import { checksumHeaders, wantedChecksumIn } from './checksum';
import { versionHeader } from './object-answers';
import { PAYLOAD_HEADERS, payloadIn } from './payload';
import { newObjectIn, PUT_HEADERS } from './put-options';
import { bucketIn, type S3Request } from './request';
import { integer, list, string, structure } from '../../model/shape';
import { CHECKSUM_ALGORITHMS } from '../../store/checksum';
import type { UploadedPart, UploadRequest } from '../../store/object-store';
import { S3Error } from '../../store/s3-error';
import { xmlResponse } from '../xml';

const UPLOAD = ['uploadId'];
const text = string(0, Infinity);

/** CompleteMultipartUpload's body: its parts have no element around them. */
const completedUpload = list(structure({
  'PartNumber*': integer(), 'ETag*': text, ...Object.fromEntries(CHECKSUM_ALGORITHMS.map((name) => [`Checksum${name}`, text])),
}), { element: 'Part' });

/** The calls that upload an object in parts. */
export const MULTIPART_CALLS: S3Calls = {
  'POST uploads': {
    name: 'createMultipartUpload',
    options: { parameters: ['uploads'], headers: [...PUT_HEADERS, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'] },
    prepare: (request) => {
      const checksum = wantedChecksumIn(request.headers);
      const object = { ...newObjectIn(request), ...(checksum && { checksum }) };
      return async (store) => {
        const { uploadId } = await store.createMultipartUpload(object);
        return xmlResponse(200, 'InitiateMultipartUploadResult', { Bucket: request.bucket, Key: request.key, UploadId: uploadId });
      };
    },
  },
  'PUT uploadId': {
    name: 'uploadPart',
    options: { parameters: [...UPLOAD, 'partNumber'], headers: PAYLOAD_HEADERS },
    prepare: async (request) => {
      const part = { ...uploadIn(request), partNumber: partNumberIn(request), ...await payloadIn(request) };
      return async (store) => {
        const { etag, checksum } = await store.uploadPart(part);
        // API reference, UploadPart: a part's checksum has no type
        const { 'x-amz-checksum-type': _, ...headers } = checksum ? checksumHeaders(checksum) : {} as Record<string, string>;
        return { status: 200, headers: { etag: `"${etag}"`, ...headers } };
      };
    },
  },
  'POST uploadId': {
    name: 'completeMultipartUpload',
    options: { parameters: UPLOAD, headers: ['x-amz-sdk-checksum-algorithm', 'x-amz-trailer', 'x-amz-decoded-content-length'] },
    prepare: async (request) => {
      const parts = partsIn((await payloadIn(request)).body);
      return async (store) => {
        const { etag, versionId } = await store.completeMultipartUpload({ ...uploadIn(request), parts });
        const response = xmlResponse(200, 'CompleteMultipartUploadResult', { Bucket: request.bucket, Key: request.key, ETag: `"${etag}"` });
        return { ...response, headers: { ...response.headers, ...versionHeader({ versionId }) } };
      };
    },
  },
  'DELETE uploadId': {
    name: 'abortMultipartUpload',
    options: { parameters: UPLOAD, headers: [] },
    prepare: (request) => async (store) => {
      await store.abortMultipartUpload(uploadIn(request));
      return { status: 204 };
    },
  },
};

function uploadIn(request: S3Request): UploadRequest {
  return { ...bucketIn(request), key: request.key, uploadId: request.query.get('uploadId')! };
}

function partNumberIn({ query }: S3Request): number {
  const number = query.get('partNumber');
  if (number === null || !/^\d+$/.test(number)) throw new S3Error(400, 'InvalidArgument', `Part number must be an integer, got: ${number ?? 'none'}`);
  return Number(number);
}

function partsIn(body: Buffer): UploadedPart[] {
  const parts = xmlIn<{ PartNumber: number; ETag: string; [checksum: string]: string | number }[]>(body, 'CompleteMultipartUpload', completedUpload);
  return parts.map(({ PartNumber: partNumber, ETag, ...checksums }) => {
    const [checksum] = Object.values(checksums);
    return { partNumber, etag: ETag.replace(/^"(.*)"$/, '$1'), ...(checksum !== undefined && { checksum: String(checksum) }) };
  });
}
