import type * as kms from 'aws-cdk-lib/aws-kms';
import { ManifestEncryption } from '../../manifest-encryption';
import type { ManifestOutput } from '../../manifests/manifest-output';
import { defaultKeyOf, mayHideKey, realKey, type EncryptionKey } from '../bucket/encryption-keys';
import { show } from '../checks';
import { throughAlias } from '../role/alias-statement';
import type { Permission } from '../role/permission';
import { importedBucketKey, type Warning } from '../warnings';

/** What S3 asks of KMS for somebody who uploads and reads objects under a key. S3 User Guide, "Using server-side encryption with AWS KMS keys". */
const ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** Unless `value` is absent, or an encryption that S3 offers for a manifest. */
export function manifestEncryptionProblems(path: string, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  return value instanceof ManifestEncryption
    ? value._problems(path)
    : [`\`${path}\` must be made by ManifestEncryption, as in ManifestEncryption.sseS3(), got: ${show(value)}`];
}

/** The use of the key that a manifest is written and read with: the one that is given, else the bucket's. */
export function manifestKeyPermissions({ bucket, encryption }: ManifestOutput): Permission[] {
  const key = encryption === undefined ? defaultKeyOf(bucket) : encryption._key();
  return key === undefined ? [] : [keyPermission(key)];
}

/** Warns of a key of the bucket's that can't be seen and may be the one that the manifest is written with. */
export function manifestKeyWarnings({ bucket, encryption }: ManifestOutput): Warning[] {
  return encryption === undefined && mayHideKey(bucket) ? [importedBucketKey(bucket.node.path, ACTIONS)] : [];
}

function keyPermission(key: EncryptionKey): Permission {
  if (typeof key === 'string') {
    return { key, actions: ACTIONS };
  }
  const real = realKey(key);
  return real === undefined ? { statement: throughAlias(key as kms.IAlias, ACTIONS) } : { key: real, actions: ACTIONS };
}
