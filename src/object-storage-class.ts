/**
 * A storage class that S3 Batch Operations knows.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
 */
export enum ObjectStorageClass {
  /** S3 Standard. */
  STANDARD = 'STANDARD',

  /** S3 Standard-Infrequent Access. */
  STANDARD_IA = 'STANDARD_IA',

  /** S3 One Zone-Infrequent Access. */
  ONEZONE_IA = 'ONEZONE_IA',

  /** S3 Glacier Flexible Retrieval: an object has to be restored before it can be read. */
  GLACIER = 'GLACIER',

  /** S3 Intelligent-Tiering. */
  INTELLIGENT_TIERING = 'INTELLIGENT_TIERING',

  /** S3 Glacier Deep Archive: an object has to be restored before it can be read. */
  DEEP_ARCHIVE = 'DEEP_ARCHIVE',

  /** S3 Glacier Instant Retrieval. */
  GLACIER_IR = 'GLACIER_IR',
}
