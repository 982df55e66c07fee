/**
 * How the checksum of an object is computed.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export enum ChecksumAlgorithm {
  /** CRC-32. */
  CRC32 = 'CRC32',

  /** CRC-32C. */
  CRC32C = 'CRC32C',

  /** CRC-64/NVME: only of the full object, never composed of the checksums of its parts. */
  CRC64NVME = 'CRC64NVME',

  /** SHA-1. */
  SHA1 = 'SHA1',

  /** SHA-256. */
  SHA256 = 'SHA256',

  /** SHA-512. */
  SHA512 = 'SHA512',

  /** MD5. */
  MD5 = 'MD5',

  /** XXHash64. */
  XXHASH64 = 'XXHASH64',

  /** XXH3, 64 bits. */
  XXHASH3 = 'XXHASH3',

  /** XXH3, 128 bits. */
  XXHASH128 = 'XXHASH128',
}
