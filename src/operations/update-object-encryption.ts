import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { Operation } from './operation';
import type { JobSite, OperationBinding, Selection } from '../private/binding';
import { generalPurposeProblems } from '../private/bucket/directory-bucket';
import { fullKeyProblems, realKey } from '../private/bucket/encryption-keys';
import { distinctKeys, hiddenKeyWarnings, objectKeys } from '../private/bucket/object-keys';
import { booleanProblems, type KnownOptions } from '../private/checks';
import { keysStartingWith } from '../private/key-pattern';
import { filteredEncryptionProblems } from '../private/manifest/filtered-encryption';
import { foreignKeyWarnings, keyRegionProblems } from '../private/operation/key-places';
import { operationOptionProblems } from '../private/struct-checks';

/** Options of `BatchOperation.updateObjectEncryption`. */
export interface UpdateObjectEncryptionOptions {
  /**
   * Whether the objects use an S3 Bucket Key, which saves requests to KMS.
   *
   * @default - not said, which S3 takes for false
   */
  readonly bucketKeyEnabled?: boolean;
}

const OPTIONS: KnownOptions<UpdateObjectEncryptionOptions> = { bucketKeyEnabled: true };

const KEY_PATH = 'operation.kmsKey';

/** What it takes of the key that objects are under, and of the one that they come under. */
const KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt', 'kms:ReEncrypt*'];

/** S3UpdateObjectEncryption: brings each object under a KMS key, where it is stored. */
export class UpdateObjectEncryption extends Operation {
  public readonly name = 'S3UpdateObjectEncryption';

  constructor(private readonly kmsKey: kms.IKey, private readonly options: UpdateObjectEncryptionOptions = {}) {
    super();
  }

  /** @internal */
  public _bind(selection: Selection, { scope }: JobSite): OperationBinding {
    const { objects, namesVersions } = selection;
    const { kmsKey, options } = this;
    const problems = [
      ...keyProblems(kmsKey, scope),
      ...optionProblems(options),
      ...generalPurposeProblems('updateObjectEncryption', objects),
      // not what is encrypted twice, not at all, or by a key that comes with each request
      ...filteredEncryptionProblems('updateObjectEncryption', selection, ['SSES3', 'SSEKMS']),
    ];
    if (problems.length > 0) {
      return { request: {}, permissions: [], problems, warnings: [] };
    }
    const newKey = realKey(kmsKey)!;
    return {
      request: {
        S3UpdateObjectEncryption: {
          ObjectEncryption: { SSEKMS: { KMSKeyArn: newKey.keyArn, BucketKeyEnabled: options.bucketKeyEnabled } },
        },
      },
      permissions: [
        ...objects.map(({ bucket, keyPrefix }) => ({
          bucket,
          // a version that the manifest names is another action
          actions: ['s3:GetObject', ...(namesVersions ? ['s3:GetObjectVersion'] : []), 's3:UpdateObjectEncryption'],
          keyPattern: keysStartingWith(keyPrefix),
        })),
        ...distinctKeys([newKey, ...objectKeys(selection)]).map((key) => ({ key, actions: KEY_ACTIONS })),
      ],
      problems,
      warnings: [...hiddenKeyWarnings(selection, KEY_ACTIONS), ...foreignKeyWarnings(newKey, selection)],
    };
  }
}

function keyProblems(kmsKey: kms.IKey, scope: IConstruct): string[] {
  const problems = fullKeyProblems(KEY_PATH, kmsKey);
  return problems.length > 0 ? problems : keyRegionProblems(KEY_PATH, realKey(kmsKey)!, scope);
}

function optionProblems(options: UpdateObjectEncryptionOptions | null): string[] {
  return [
    ...operationOptionProblems('updateObjectEncryption', options, OPTIONS),
    ...booleanProblems('operation.bucketKeyEnabled', options?.bucketKeyEnabled),
  ];
}
