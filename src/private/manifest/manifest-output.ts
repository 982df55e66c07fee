import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ManifestEncryption } from '../../manifest-encryption';
import type { ManifestOutput } from '../../manifests/manifest-output';
import type { Binding } from '../binding';
import { manifestEncryptionProblems, manifestKeyPermissions, manifestKeyWarnings } from './manifest-keys';
import { isDirectoryBucket } from '../bucket/directory-bucket';
import { fullKeyArn } from '../bucket/encryption-keys';
import { accountProblems, bucketProblems, textProblems, type KnownOptions } from '../checks';
import type { ManifestOutputRequest } from '../contract';
import { fitsPolicies, keysStartingWith } from '../key-pattern';
import { MANIFEST_PREFIX_LENGTH } from '../limits';
import { areKnownToDiffer } from '../places';
import { structProblems } from '../struct-checks';
import { widerThanPrefix } from '../warnings';

const PATH = 'manifest.output';
const OPTIONS: KnownOptions<ManifestOutput> = {
  bucket: true, prefix: true, expectedBucketOwner: true, encryption: true,
};

/** Where a generated manifest is kept, as a part of a job. */
export interface OutputBinding extends Binding {
  readonly request: ManifestOutputRequest;
}

/** Why the manifest can't be kept there. */
export function outputProblems(output: ManifestOutput): string[] {
  const problems = structProblems(PATH, output, OPTIONS);
  if (typeof output !== 'object' || output === null) {
    return problems;
  }
  return [
    ...problems,
    ...bucketProblems(`${PATH}.bucket`, output.bucket),
    ...(isDirectoryBucket(output.bucket) ? [`\`${PATH}.bucket\` must be a general purpose bucket, got: a directory bucket`] : []),
    ...textProblems(`${PATH}.prefix`, output.prefix, MANIFEST_PREFIX_LENGTH),
    ...accountProblems(`${PATH}.expectedBucketOwner`, output.expectedBucketOwner),
    ...manifestEncryptionProblems(`${PATH}.encryption`, output.encryption),
  ];
}

/** Binds what has no {@link outputProblems}. */
export function bindOutput(output: ManifestOutput, job: IConstruct): OutputBinding {
  const { bucket, prefix } = output;
  // another account's bucket may keep ACLs
  const isForeign = areKnownToDiffer(bucket.env.account, Stack.of(job).account);
  return {
    request: outputRequest(output),
    permissions: [
      {
        bucket,
        // S3 reads back what it wrote
        actions: ['s3:PutObject', ...(isForeign ? ['s3:PutObjectAcl'] : []), 's3:GetObject', 's3:GetObjectVersion'],
        keyPattern: keysStartingWith(prefix),
      },
      ...manifestKeyPermissions(output),
    ],
    problems: [],
    warnings: [
      ...(fitsPolicies(prefix) ? [] : [widerThanPrefix(`${PATH}.prefix`, keysStartingWith(prefix))]),
      ...manifestKeyWarnings(output),
    ],
  };
}

function outputRequest({ bucket, prefix, expectedBucketOwner, encryption }: ManifestOutput): ManifestOutputRequest {
  return {
    Bucket: bucket.bucketRef.bucketArn,
    ManifestFormat: 'S3InventoryReport_CSV_20211130',
    ManifestPrefix: prefix,
    ExpectedManifestBucketOwner: expectedBucketOwner,
    ManifestEncryption: encryption && encryptionRequest(encryption),
  };
}

function encryptionRequest(encryption: ManifestEncryption): ManifestOutputRequest['ManifestEncryption'] {
  const key = encryption._key();
  // a key itself rather than its alias, which the stack may make only after the job
  return key === undefined ? { SSES3: {} } : { SSEKMS: { KeyId: fullKeyArn(key) ?? key.keyArn } };
}
