import type { Bucket } from '../bucket';
import { requireKey } from '../key-use';
import { bucketOf, versionOf } from '../lookup';
import { isLocked } from '../object-lock';
import type { Encryption } from '../object-state';
import type { ObjectRequest } from '../object-store';
import { S3Error } from '../s3-error';
import type { StoreSurroundings } from '../surroundings';

const KEY_ARN = /^arn:[^:]+:kms:[^:]+:(\d{12}):key\/.+$/;

type UpdateRequest = ObjectRequest & { readonly encryption: Encryption };

export async function updateObjectEncryption(surroundings: StoreSurroundings, { encryption, ...request }: UpdateRequest): Promise<void> {
  checkWanted(encryption, bucketOf(surroundings, request));
  const version = versionOf(surroundings, request);
  checkCurrent(version.encryption);
  if (isLocked(version, surroundings.now())) {
    const message = 'The encryption type for the specified object can\'t be updated because that object is protected by S3 Object Lock.';
    throw new S3Error(403, 'AccessDenied', message, false, 'lock');
  }
  requireKey(surroundings, encryption, 'reencrypting');
  requireKey(surroundings, version.encryption, 'reencrypting');
  version.encryption = encryption;
}

/** API reference, UpdateObjectEncryption, "Errors". */
function checkWanted(encryption: Encryption, { configuration: { account } }: Bucket): void {
  if (encryption.type === 'DSSE-KMS' || encryption.type === 'SSE-C') {
    throw invalidRequest('The UpdateObjectEncryption operation doesn\'t support updating the encryption type to DSSE-KMS or SSE-C.');
  }
  if (encryption.type !== 'SSE-KMS') throw invalidRequest('a valid new encryption type is required, which is SSEKMS');
  const [, owner] = KEY_ARN.exec(encryption.keyArn) ?? [];
  if (owner === undefined) throw invalidRequest(`a valid AWS KMS key ARN is required, got: ${encryption.keyArn}`);
  if (owner !== account) {
    throw new S3Error(403, 'AccessDenied', 'The AWS KMS key in the request must be owned by the same account as the bucket.', false, 'ownership');
  }
}

function checkCurrent({ type }: Encryption): void {
  if (type === 'NOT-SSE') throw invalidRequest('The UpdateObjectEncryption operation doesn\'t support unencrypted source objects.');
  if (type !== 'SSE-S3' && type !== 'SSE-KMS') {
    throw invalidRequest('The UpdateObjectEncryption operation doesn\'t support source objects with the encryption type DSSE-KMS or SSE-C.');
  }
}

function invalidRequest(message: string): S3Error {
  return new S3Error(400, 'InvalidRequest', message);
}
