/**
 * How fast an archived object is restored. S3 Batch Operations has no expedited restore.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html
 */
export enum GlacierJobTier {
  /** The faster of the two, and the dearer. */
  STANDARD = 'STANDARD',

  /** The slower of the two, and the cheaper. */
  BULK = 'BULK',
}
