import { encryptionFor, requireKey } from '../key-use';
import { bucketOf, shownVersion } from '../lookup';
import { newVersion, requireWriting } from '../new-version';
import { ObjectBody } from '../object-body';
import type { CompleteUploadRequest, PutObjectRequest, UploadPartRequest, UploadRequest } from '../object-store';
import type { StoreSurroundings } from '../surroundings';

export async function createMultipartUpload(surroundings: StoreSurroundings, request: Omit<PutObjectRequest, 'body'>) {
  const bucket = bucketOf(surroundings, request);
  // what is asked for is asked now, so that it is refused before there are parts
  requireWriting(surroundings, bucket, request);
  newVersion(surroundings, bucket, request, { body: new ObjectBody(Buffer.alloc(0)) });
  return surroundings.uploads.create({ ...request, encryption: encryptionFor(surroundings, bucket, request) });
}

export async function uploadPart(surroundings: StoreSurroundings, request: UploadPartRequest) {
  requireKeyOfUpload(surroundings, request);
  return surroundings.uploads.uploadPart(request);
}

export async function completeMultipartUpload(surroundings: StoreSurroundings, request: CompleteUploadRequest) {
  const bucket = bucketOf(surroundings, request);
  requireKeyOfUpload(surroundings, request);
  const { object, body: bytes, etag, checksum, partSizes } = await surroundings.uploads.complete(request);
  const version = newVersion(surroundings, bucket, object, { body: new ObjectBody(bytes, etag), partSizes, checksum: async () => checksum });
  bucket.put(request.key, version);
  return { etag, ...shownVersion(bucket, version) };
}

export async function abortMultipartUpload(surroundings: StoreSurroundings, request: UploadRequest) {
  bucketOf(surroundings, request);
  surroundings.uploads.abort(request);
}

/** S3 reads parts again to put them together. S3 User Guide, "Multipart upload API and permissions". */
function requireKeyOfUpload(surroundings: StoreSurroundings, request: UploadRequest): void {
  bucketOf(surroundings, request);
  const { encryption } = surroundings.uploads.objectOf(request);
  if (encryption) requireKey(surroundings, encryption, 'reading');
}
