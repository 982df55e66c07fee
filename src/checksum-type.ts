/**
 * What the checksum of an object that was uploaded in parts is of.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export enum ChecksumType {
  /** The whole object. */
  FULL_OBJECT = 'FULL_OBJECT',

  /** The checksums of its parts. Not with `ChecksumAlgorithm.CRC64NVME`. */
  COMPOSITE = 'COMPOSITE',
}
