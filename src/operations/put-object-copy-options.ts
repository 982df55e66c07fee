import type * as kms from 'aws-cdk-lib/aws-kms';
import type { AccessControlGrant } from '../access-control-grant';
import type { AnnotationDirective } from '../annotation-directive';
import type { CannedAccessControlList } from '../canned-access-control-list';
import type { ChecksumAlgorithm } from '../checksum-algorithm';
import type { EventHoldDuration } from '../event-hold-duration';
import type { EventHoldStatus } from '../event-hold-status';
import type { LegalHoldStatus } from '../legal-hold-status';
import type { MetadataDirective } from '../metadata-directive';
import type { NewObjectMetadata } from '../new-object-metadata';
import type { ObjectStorageClass } from '../object-storage-class';
import type { RetentionMode } from '../retention-mode';

/** Options of `BatchOperation.putObjectCopy`. */
export interface PutObjectCopyOptions {
  /**
   * What is put before the key of each copy: 1 to 1024 characters, the name of a folder as in `archive/2024`. Nobody but S3
   * says whether it puts a `/` after it.
   *
   * @default - each copy has the key of its source
   */
  readonly targetKeyPrefix?: string;

  /**
   * The storage class of the copies. Not for a directory bucket.
   *
   * @default - S3 decides: STANDARD, unless the target is a directory bucket
   */
  readonly storageClass?: ObjectStorageClass;

  /**
   * Whether the copies have the metadata of their sources or that of `newObjectMetadata`. REPLACE without `newObjectMetadata`
   * leaves them without any.
   *
   * @default - S3 decides: that of their sources, unless there is a `newObjectMetadata`
   */
  readonly metadataDirective?: MetadataDirective;

  /**
   * Whether the copies have the annotations of their sources. COPY also allows the job's role to read and write annotations,
   * and isn't possible for a directory bucket.
   *
   * @default - S3 decides: COPY; but the job's role is allowed no annotations
   */
  readonly annotationDirective?: AnnotationDirective;

  /**
   * The metadata of the copies, in place of all that their sources have. Say `MetadataDirective.REPLACE` with it, unless it
   * has nothing but `sseAlgorithm`.
   *
   * @default - the metadata of their sources
   */
  readonly newObjectMetadata?: NewObjectMetadata;

  /**
   * The tags of the copies, by key: at most 10. A key has 1 to 128 characters, a value at most 256, of letters, digits,
   * spaces and `_ . : / = + - @`. An empty map: no tags, which is all that a directory bucket takes.
   *
   * @default - the tags of their sources
   */
  readonly newObjectTagging?: { readonly [key: string]: string };

  /**
   * A ready-made access control list for the copies. Not together with `accessControlGrants`, and not to or from a directory
   * bucket. A target whose owner owns all objects takes only `BUCKET_OWNER_FULL_CONTROL`.
   *
   * @default - S3 decides: nobody but the owner has access
   */
  readonly cannedAccessControlList?: CannedAccessControlList;

  /**
   * The access control list of the copies: at least one grant. Not together with `cannedAccessControlList`, and not to or
   * from a directory bucket.
   *
   * @default - S3 decides: nobody but the owner has access
   */
  readonly accessControlGrants?: AccessControlGrant[];

  /**
   * The KMS key that the copies are encrypted with. It may be an alias, except for a directory bucket, and except for a key
   * of another account.
   *
   * @default - as `newObjectMetadata.sseAlgorithm` says, or else as the target bucket encrypts by default
   */
  readonly kmsKey?: kms.IKey;

  /**
   * Whether the copies use an S3 Bucket Key, which asks KMS for less. No directory bucket has one.
   *
   * @default - as the target bucket does by default
   */
  readonly bucketKeyEnabled?: boolean;

  /**
   * The algorithm of the checksums that S3 computes for the copies. A directory bucket takes no MD5.
   *
   * @default - the algorithm of the source's checksum
   */
  readonly checksumAlgorithm?: ChecksumAlgorithm;

  /**
   * Only objects that were modified after this instant are copied; the tasks of others fail.
   *
   * @default - no matter when
   */
  readonly modifiedSinceConstraint?: Date;

  /**
   * Only objects that weren't modified after this instant are copied; the tasks of others fail.
   *
   * @default - no matter when
   */
  readonly unModifiedSinceConstraint?: Date;

  /**
   * Whether the requester pays, which buckets that have their requesters pay insist on. Not for a directory bucket.
   *
   * @default - S3 decides
   */
  readonly requesterPays?: boolean;

  /**
   * Where a website redirects requests for the copy: a key of the same bucket or a URL, 1 to 2048 characters. Not for a
   * directory bucket.
   *
   * @default - nowhere, whatever the source has
   */
  readonly redirectLocation?: string;

  /**
   * Whether the copies are under legal hold. The target needs Object Lock, which a directory bucket doesn't have.
   *
   * @default - they aren't
   */
  readonly objectLockLegalHoldStatus?: LegalHoldStatus;

  /**
   * How strictly the copies are retained: together with `objectLockRetainUntilDate`, `objectLockEventHold` or both. The
   * target needs Object Lock, which a directory bucket doesn't have.
   *
   * @default - as the target bucket retains by default
   */
  readonly objectLockMode?: RetentionMode;

  /**
   * Until when the copies are retained at least, an instant to come: together with `objectLockMode`.
   *
   * @default - as the target bucket retains by default
   */
  readonly objectLockRetainUntilDate?: Date;

  /**
   * Whether the copies are under event hold: retained until it is released, and a duration more. The target needs Object
   * Lock, which a directory bucket doesn't have.
   *
   * @default - S3 decides
   */
  readonly objectLockEventHold?: EventHoldStatus;

  /**
   * How long the copies are retained once their event hold is released.
   *
   * @default - S3 decides
   */
  readonly objectLockEventHoldDuration?: EventHoldDuration;
}
