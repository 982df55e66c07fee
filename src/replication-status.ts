/**
 * How far the replication of an object has come.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html
 */
export enum ReplicationStatus {
  /** The object was replicated to every destination. */
  COMPLETED = 'COMPLETED',

  /** The object couldn't be replicated to one of its destinations. */
  FAILED = 'FAILED',

  /** The object is itself what a replication wrote. */
  REPLICA = 'REPLICA',

  /** S3 hasn't tried to replicate the object: mostly, it was there before the replication rule. */
  NONE = 'NONE',
}
