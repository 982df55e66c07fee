/**
 * Whether an object is under event hold, which retains it until an event that isn't dated yet.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export enum EventHoldStatus {
  /** The object is under event hold. */
  ON = 'ON',

  /** The event has come. */
  OFF = 'OFF',
}
