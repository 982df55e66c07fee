import { Operation } from './operation';
import { GlacierJobTier } from '../glacier-job-tier';
import { ObjectStorageClass } from '../object-storage-class';
import type { OperationBinding, Selection } from '../private/binding';
import { generalPurposeProblems } from '../private/bucket/directory-bucket';
import { enumProblems, show, wholeNumberProblems, type KnownOptions } from '../private/checks';
import { keysStartingWith } from '../private/key-pattern';
import { RESTORE_DAYS } from '../private/limits';
import { operationOptionProblems } from '../private/struct-checks';

/** Options of `BatchOperation.initiateRestoreObject`. */
export interface InitiateRestoreObjectOptions {
  /**
   * How many days the restored copy of each object stays, from 1.
   *
   * Objects of the storage classes GLACIER and DEEP_ARCHIVE need it; for those in the archive tiers of
   * INTELLIGENT_TIERING it must be left out, because they stay restored. One job can't restore both kinds.
   *
   * @default - no copy that expires: only for objects of INTELLIGENT_TIERING
   */
  readonly expirationInDays?: number;

  /**
   * How fast the objects are restored.
   *
   * @default - S3 decides
   */
  readonly glacierJobTier?: GlacierJobTier;
}

const OPTIONS: KnownOptions<InitiateRestoreObjectOptions> = { expirationInDays: true, glacierJobTier: true };

/** Storage classes whose objects are restored as copies that expire. */
const ARCHIVES: readonly string[] = [ObjectStorageClass.GLACIER, ObjectStorageClass.DEEP_ARCHIVE];

/** S3InitiateRestoreObject: starts the restore of each archived object. */
export class InitiateRestoreObject extends Operation {
  public readonly name = 'S3InitiateRestoreObject';

  constructor(private readonly options: InitiateRestoreObjectOptions = {}) {
    super();
  }

  /** @internal */
  public _bind({ objects, filter }: Selection): OperationBinding {
    const problems = [...optionProblems(this.options, filter?.storageClasses), ...generalPurposeProblems('initiateRestoreObject', objects)];
    if (problems.length > 0) {
      return { request: {}, permissions: [], problems, warnings: [] };
    }
    const { expirationInDays, glacierJobTier } = this.options;
    return {
      request: { S3InitiateRestoreObject: { ExpirationInDays: expirationInDays, GlacierJobTier: glacierJobTier } },
      // versions too: IAM has no other action for them
      permissions: objects.map(({ bucket, keyPrefix }) => ({ bucket, actions: ['s3:RestoreObject'], keyPattern: keysStartingWith(keyPrefix) })),
      problems,
      warnings: [],
    };
  }
}

function optionProblems(options: InitiateRestoreObjectOptions | null, storageClasses: readonly string[] = []): string[] {
  const { expirationInDays, glacierJobTier } = options ?? {};
  return [
    ...operationOptionProblems('initiateRestoreObject', options, OPTIONS),
    ...wholeNumberProblems('operation.expirationInDays', expirationInDays, RESTORE_DAYS),
    ...enumProblems('operation.glacierJobTier', glacierJobTier, GlacierJobTier, 'GlacierJobTier'),
    ...storageClassProblems(expirationInDays, storageClasses),
  ];
}

/** What the storage classes of a manifest's filter need. */
function storageClassProblems(expirationInDays: number | undefined, storageClasses: readonly string[]): string[] {
  const archives = storageClasses.filter((storageClass) => ARCHIVES.includes(storageClass));
  const tiered = storageClasses.includes(ObjectStorageClass.INTELLIGENT_TIERING);
  if (tiered && archives.length > 0) {
    return ['`manifest.filter.storageClasses` must not mix INTELLIGENT_TIERING with GLACIER or DEEP_ARCHIVE, which S3 restores in different jobs; '
      + `make a job for each, got: ${storageClasses.join(', ')}`];
  }
  if (tiered && expirationInDays !== undefined) {
    return [`\`operation.expirationInDays\` must be left out for objects of INTELLIGENT_TIERING, which stay restored, got: ${show(expirationInDays)}`];
  }
  return archives.length > 0 && expirationInDays === undefined
    ? [`\`operation.expirationInDays\` must be given for objects of ${archives.join(' and ')}, as in initiateRestoreObject({ expirationInDays: 7 })`]
    : [];
}
