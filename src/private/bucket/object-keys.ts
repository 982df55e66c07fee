import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { Selection } from '../binding';
import { encryptsWithKms } from './bucket-encryption';
import { keyArnOf, keyItself, defaultKeyOf, mayHideKey, type EncryptionKey } from './encryption-keys';
import { selectedBuckets } from './selected-buckets';
import { importedBucketKey, objectKeyNotSeen, type Warning } from '../warnings';

/**
 * The KMS keys that objects are seen to be under: the one that the filter asks for, else those that their buckets encrypt
 * with by default.
 */
export function objectKeys(selection: Selection): EncryptionKey[] {
  const { encryption } = selection.filter ?? {};
  if (encryption?.usesKms === false) {
    return [];
  }
  const keys = encryption?.key === undefined ? selectedBuckets(selection).map(seenKeyOf) : [keyItself(encryption.key)];
  return distinctKeys(keys.filter((key) => key !== undefined));
}

/** Warns of keys that objects may be under and that can't be seen, on which the job's role needs `actions`. */
export function hiddenKeyWarnings(selection: Selection, actions: readonly string[]): Warning[] {
  const { encryption } = selection.filter ?? {};
  if (encryption?.usesKms === false || encryption?.key !== undefined) {
    return [];
  }
  return selectedBuckets(selection).flatMap((bucket) => {
    if (mayHideKey(bucket) || isHiddenByAlias(bucket)) {
      return [importedBucketKey(bucket.node.path, actions)];
    }
    return encryption?.usesKms && !encryptsWithKms(bucket) ? [objectKeyNotSeen(bucket.node.path, actions)] : [];
  });
}

/** Keys without those that are there twice. */
export function distinctKeys(keys: readonly EncryptionKey[]): EncryptionKey[] {
  const arns = keys.map(keyArnOf);
  return keys.filter((_, index) => arns.indexOf(arns[index]) === index);
}

function seenKeyOf(bucket: s3refs.IBucketRef): EncryptionKey | undefined {
  const key = defaultKeyOf(bucket);
  return key === undefined ? undefined : keyItself(key);
}

function isHiddenByAlias(bucket: s3refs.IBucketRef): boolean {
  return defaultKeyOf(bucket) !== undefined && seenKeyOf(bucket) === undefined;
}
