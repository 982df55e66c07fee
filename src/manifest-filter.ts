import type { Duration, Size } from 'aws-cdk-lib';
import type { ObjectEncryptionFilter } from './object-encryption-filter';
import type { ObjectStorageClass } from './object-storage-class';
import { bindEligibleFilter, bindFilter, type FilterBinding } from './private/manifest/filter';
import type { ReplicationStatus } from './replication-status';

/**
 * Conditions of a `ManifestFilter`, all of which an object must meet. S3 takes one prefix, one suffix, one substring and one
 * encryption in a job: for others, make other jobs.
 */
export interface ManifestFilterConditions {
  /**
   * What the object's key starts with: 1 to 1024 characters, read literally.
   *
   * @default - any key
   */
  readonly keyPrefix?: string;

  /**
   * What the object's key ends with: 1 to 1024 characters, read literally.
   *
   * @default - any key
   */
  readonly keySuffix?: string;

  /**
   * What the object's key has anywhere in it: 1 to 1024 characters, read literally.
   *
   * @default - any key
   */
  readonly keySubstring?: string;

  /**
   * The object was created after this instant, not at it. The instant is sent in UTC.
   *
   * @default - no matter when
   */
  readonly createdAfter?: Date;

  /**
   * The object was created before this instant, not at it. The instant is sent in UTC.
   *
   * @default - no matter when
   */
  readonly createdBefore?: Date;

  /**
   * The object is younger than this when the job is created: whole seconds, at least one, at most 18250 days. Each run counts
   * back from its own start. Not together with `createdAfter`.
   *
   * @default - no matter how old
   */
  readonly newerThan?: Duration;

  /**
   * The object is older than this when the job is created: whole seconds, at least one, at most 18250 days. Each run counts
   * back from its own start. Not together with `createdBefore`.
   *
   * @default - no matter how old
   */
  readonly olderThan?: Duration;

  /**
   * The object has more bytes than this: whole bytes, known at synth. An object of exactly this size isn't selected.
   *
   * @default - any size
   */
  readonly objectSizeGreaterThan?: Size;

  /**
   * The object has fewer bytes than this: whole bytes, at least one, known at synth. An object of exactly this size isn't
   * selected.
   *
   * @default - any size
   */
  readonly objectSizeLessThan?: Size;

  /**
   * The object is of one of these storage classes, at least one of which is named.
   *
   * @default - any storage class
   */
  readonly storageClasses?: ObjectStorageClass[];

  /**
   * How the object is encrypted.
   *
   * @default - in any way, or not at all
   */
  readonly objectEncryption?: ObjectEncryptionFilter;

  /**
   * Whether a rule of the bucket's replication configuration covers the object. S3 takes minutes to notice a rule that is
   * new. False is sent as it is, like true.
   *
   * @default - with a rule or without
   */
  readonly eligibleForReplication?: boolean;

  /**
   * The object's replication is at one of these, at least one of which is named.
   *
   * @default - any status; with `ManifestFilter.eligibleForReplication`, NONE and FAILED
   */
  readonly objectReplicationStatuses?: ReplicationStatus[];
}

/**
 * Which objects of a bucket stand in a manifest that S3 generates.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_JobManifestGeneratorFilter.html
 */
export class ManifestFilter {
  /**
   * The objects that meet every one of the conditions. At least one must be given.
   *
   * Conditions that no object meets together are refused, as far as they can be compared at synth.
   */
  public static where(conditions: ManifestFilterConditions): ManifestFilter {
    return new ManifestFilter((now) => bindFilter(conditions, now));
  }

  /**
   * The objects that the bucket's replication rules cover and that weren't replicated: they were there before the rules, or
   * failed to replicate. Those that meet every one of the conditions, where some are given.
   *
   * @param conditions further ones; with `objectReplicationStatuses`, those statuses in place of NONE and FAILED
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
   */
  public static eligibleForReplication(conditions: ManifestFilterConditions = {}): ManifestFilter {
    return new ManifestFilter((now) => bindEligibleFilter(conditions, now));
  }

  /** Every object of the bucket. */
  public static allObjects(): ManifestFilter {
    return new ManifestFilter(() => ({ problems: [], warnings: [] }));
  }

  private constructor(private readonly bind: (now: Date) => FilterBinding) {}

  /**
   * The filter's part of a job.
   *
   * @internal
   */
  public _bind(now: Date): FilterBinding {
    return this.bind(now);
  }
}
