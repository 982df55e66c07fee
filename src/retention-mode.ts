/**
 * How strictly an object is retained.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export enum RetentionMode {
  /** Nobody can delete the object or shorten its retention, not even the account's root user. */
  COMPLIANCE = 'COMPLIANCE',

  /** Whoever has `s3:BypassGovernanceRetention` can delete the object, and shorten its retention or remove it. */
  GOVERNANCE = 'GOVERNANCE',
}
