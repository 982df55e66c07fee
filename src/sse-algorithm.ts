/**
 * Who has the key that S3 encrypts a copy with.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
 */
export enum SseAlgorithm {
  /** SSE-S3: Amazon S3. */
  AES256 = 'AES256',

  /** SSE-KMS: AWS KMS. */
  KMS = 'KMS',
}
