import { ACL_HEADERS, aclInHeaders } from './acl';
import { bucketKeyIn, ENCRYPTION_HEADERS, encryptionIn } from './encryption';
import { LOCK_HEADERS, lockIn } from './lock';
import { metadataIn } from './metadata';
import { bucketIn, headerOf, type S3Request } from './request';
import { tagsInHeader } from './tagging';
import type { PutObjectRequest } from '../../store/object-store';

/** The headers that say what a new object is to be like, whichever call makes it. */
export const PUT_HEADERS = ['x-amz-meta-*', 'x-amz-storage-class', 'x-amz-tagging', ...ENCRYPTION_HEADERS, ...ACL_HEADERS, ...LOCK_HEADERS];

/** What a request says of the object that it makes, beside its bytes and their checksum. */
export function newObjectIn(request: S3Request): Omit<PutObjectRequest, 'body' | 'checksum'> {
  const { headers, key } = request;
  const storageClass = headerOf(headers, 'x-amz-storage-class');
  const tags = headerOf(headers, 'x-amz-tagging');
  const encryption = encryptionIn(headers);
  const acl = aclInHeaders(headers);
  return {
    ...bucketIn(request),
    key,
    metadata: metadataIn(headers),
    ...(tags !== undefined && { tagSet: tagsInHeader(tags) }),
    ...(storageClass !== undefined && { storageClass }),
    ...(encryption && { encryption }),
    ...bucketKeyIn(headers),
    ...(acl && { acl }),
    ...lockIn(headers),
  };
}
