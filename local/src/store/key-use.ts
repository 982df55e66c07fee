import type { Bucket } from './bucket';
import type { PutObjectRequest } from './object-requests';
import type { Encryption } from './object-state';
import { S3Error } from './s3-error';
import type { StoreSurroundings } from './surroundings';

/** What a request says of encryption. */
export type AskedEncryption = Pick<PutObjectRequest, 'encryption' | 'bucketKeyEnabled'>;

/** What an object is encrypted with: as the request says, or else as its bucket does. */
export function encryptionFor({ keys }: StoreSurroundings, bucket: Bucket, asked: AskedEncryption): Encryption {
  const encryption = asked.encryption ?? encryptionOfBucket(bucket, asked);
  if (encryption.type === 'SSE-C') throw new S3Error(501, 'NotImplemented', 'encryption with a key that comes with the request (SSE-C) isn\'t reproduced here');
  if (encryption.type === 'NOT-SSE') throw new S3Error(400, 'InvalidArgument', 'nothing is written unencrypted any more');
  return 'keyArn' in encryption ? { ...encryption, keyArn: keys.arnOf(encryption.keyArn) } : encryption;
}

function encryptionOfBucket({ configuration: { encryption = { type: 'SSE-S3' } } }: Bucket, { bucketKeyEnabled }: AskedEncryption): Encryption {
  if (encryption.type === 'SSE-KMS') return bucketKeyEnabled === undefined ? encryption : { ...encryption, bucketKeyEnabled };
  // the API reference, PutObject, tells of it for objects under SSE-KMS alone
  if (bucketKeyEnabled) throw new S3Error(501, 'NotImplemented', `an S3 Bucket Key for an object under ${encryption.type} isn't reproduced here: what S3 makes of it isn't documented`);
  return encryption;
}

/**
 * What S3 asks of a key in the caller's name. S3 User Guide, "Using server-side encryption with AWS KMS keys" (uploads and
 * downloads), "Multipart upload API and permissions"; API reference, UpdateObjectEncryption, which lists its actions without saying
 * on which of the two keys.
 */
const KEY_ACTIONS = {
  writing: ['kms:GenerateDataKey'],
  reading: ['kms:Decrypt'],
  reencrypting: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
} as const;

/** Asks for the use of the key that an object is encrypted with, if it is one of KMS and not S3's own. */
export function requireKey({ authority, keys }: StoreSurroundings, encryption: Encryption, use: keyof typeof KEY_ACTIONS): void {
  if (!('keyArn' in encryption) || encryption.keyArn === keys.managedKey) return;
  for (const action of KEY_ACTIONS[use]) authority.require(action, encryption.keyArn);
}
