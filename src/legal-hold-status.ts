/**
 * Whether an object is under legal hold, which keeps it from being overwritten or deleted until it is taken off.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export enum LegalHoldStatus {
  /** The object is under legal hold. */
  ON = 'ON',

  /** The object isn't under legal hold. */
  OFF = 'OFF',
}
