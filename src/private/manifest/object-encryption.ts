import type { DsseKmsFilterOptions, SseKmsFilterOptions } from '../../object-encryption-filter';
import type { FilterFacts } from '../binding';
import { fullKeyArn, fullKeyProblems } from '../bucket/encryption-keys';
import { booleanProblems, type KnownOptions } from '../checks';
import type { ObjectEncryptionRequest } from '../contract';
import { structProblems } from '../struct-checks';

/** How an object is encrypted, by the API's name of it. */
export type ObjectEncryption =
  | { readonly type: 'SSES3' | 'SSEC' | 'NOTSSE' }
  | { readonly type: 'SSEKMS'; readonly options?: SseKmsFilterOptions }
  | { readonly type: 'DSSEKMS'; readonly options?: DsseKmsFilterOptions };

const SSE_KMS: KnownOptions<SseKmsFilterOptions> = { key: true, bucketKeyEnabled: true };
const DSSE_KMS: KnownOptions<DsseKmsFilterOptions> = { key: true };

/** Why S3 would refuse it as a condition. */
export function encryptionProblems(path: string, encryption: ObjectEncryption): string[] {
  const options: SseKmsFilterOptions | undefined = optionsOf(encryption);
  if (options === undefined) {
    return [];
  }
  const { key, bucketKeyEnabled }: SseKmsFilterOptions = options ?? {};
  return [
    ...structProblems(path, options, encryption.type === 'SSEKMS' ? SSE_KMS : DSSE_KMS),
    ...(key === undefined ? [] : fullKeyProblems(`${path}.key`, key)),
    ...(encryption.type === 'SSEKMS' ? booleanProblems(`${path}.bucketKeyEnabled`, bucketKeyEnabled) : []),
  ];
}

/** As the API spells it. Only without {@link encryptionProblems}. */
export function encryptionRequest(encryption: ObjectEncryption): ObjectEncryptionRequest {
  const { key, bucketKeyEnabled }: SseKmsFilterOptions = optionsOf(encryption) ?? {};
  return { [encryption.type]: { KmsKeyArn: key && fullKeyArn(key), BucketKeyEnabled: bucketKeyEnabled } };
}

/** What it says of the objects' keys. */
export function encryptionFacts(encryption: ObjectEncryption): FilterFacts['encryption'] {
  const { type } = encryption;
  return { type, usesKms: type === 'SSEKMS' || type === 'DSSEKMS', key: optionsOf(encryption)?.key };
}

function optionsOf(encryption: ObjectEncryption): SseKmsFilterOptions | undefined {
  return 'options' in encryption ? encryption.options : undefined;
}
