import type { Bucket } from './bucket';
import { WRITE_ACTIONS } from './call-actions';
import { DEFAULT_ALGORITHM } from './checksum';
import { encryptionFor, requireKey } from './key-use';
import { aclOfNew } from './object-acl';
import type { ObjectBody } from './object-body';
import { checkKey } from './object-key';
import { lockFor } from './object-lock';
import { checkMetadata, checkRedirect } from './object-metadata';
import type { StoredChecksum } from './object-state';
import type { CopyObjectRequest, PutObjectRequest } from './object-store';
import { checkObjectTags } from './object-tags';
import { objectArn } from './resource-arn';
import { badDigest, S3Error } from './s3-error';
import { NULL_VERSION, type StoredVersion } from './stored-version';
import type { StoreSurroundings } from './surroundings';

/** What a call that writes an object says of it. */
export type WriteRequest = Omit<PutObjectRequest, 'body' | 'checksum'> & Pick<CopyObjectRequest, 'websiteRedirect'>;

/** The bytes of a new version, and what is known of them. */
export interface NewContent extends Pick<StoredVersion, 'partSizes' | 'checksum'> {
  readonly body: ObjectBody;
}

/** API reference, PutObject: `x-amz-storage-class`, those of buckets in a Region. */
export const STORAGE_CLASSES: readonly string[] = [
  'STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR',
];

/** A version as a call writes it, if it is valid. */
export function newVersion(surroundings: StoreSurroundings, bucket: Bucket, request: WriteRequest, content: NewContent): StoredVersion {
  const { key, tagSet = [], metadata, storageClass = 'STANDARD', websiteRedirect } = request;
  checkKey(key);
  checkObjectTags(tagSet);
  if (metadata) checkMetadata(metadata);
  if (websiteRedirect !== undefined) checkRedirect(websiteRedirect);
  if (!STORAGE_CLASSES.includes(storageClass)) {
    throw new S3Error(400, 'InvalidStorageClass', `The storage class you specified is not valid: ${storageClass}`);
  }
  return {
    ...blankVersion(surroundings, bucket, content.body),
    ...content,
    ...(metadata && { metadata }),
    ...(websiteRedirect !== undefined && { websiteRedirect }),
    ...lockFor(bucket, request, surroundings.now()),
    storageClass,
    encryption: encryptionFor(surroundings, bucket, request),
    tags: tagSet.map(({ Key, Value }) => ({ Key, Value })),
    acl: aclOfNew(bucket, surroundings.account, request.acl),
  };
}

/** A version with nothing said of it: what a delete marker is, too. */
export function blankVersion({ account, now, newVersionId }: StoreSurroundings, bucket: Bucket, body: ObjectBody): StoredVersion {
  return {
    versionId: bucket.versioned ? newVersionId() : NULL_VERSION,
    body,
    lastModified: now(),
    storageClass: 'STANDARD',
    tags: [],
    acl: aclOfNew(bucket, account),
    encryption: { type: 'SSE-S3' },
  };
}

/** The checksum that is kept of a whole object: computed when it is wanted, or at once where the caller says what it must be. */
export async function keptChecksum(body: ObjectBody, asked: PutObjectRequest['checksum']): Promise<() => Promise<StoredChecksum>> {
  const { algorithm, expected } = asked ?? { algorithm: DEFAULT_ALGORITHM };
  if (expected !== undefined && expected !== await body.checksum(algorithm)) throw badDigest(algorithm);
  return async () => ({ algorithm, type: 'FULL_OBJECT', value: await body.checksum(algorithm) });
}

/** What is written beside the bytes takes permissions of its own, and so does the key that they are encrypted with. */
export function requireWriting(surroundings: StoreSurroundings, bucket: Bucket, request: WriteRequest): void {
  const { authority, partition } = surroundings;
  for (const [member, action] of Object.entries(WRITE_ACTIONS)) {
    const said = request[member as keyof typeof WRITE_ACTIONS];
    const isSaid = Array.isArray(said) ? said.length > 0 : said !== undefined;
    if (isSaid) authority.require(action, objectArn(partition, request));
  }
  requireKey(surroundings, encryptionFor(surroundings, bucket, request), 'writing');
}
