import type { Readable } from 'node:stream';
import { newHasher } from './checksum-hashers';
import type { ChecksumAlgorithm, StoredChecksum } from './object-state';
import { badDigest, S3Error } from './s3-error';

/** What S3 keeps of an object that was put without a checksum. S3 User Guide, "Checking object integrity for data uploads". */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = 'CRC64NVME';

/** All algorithms, by the names that the API gives them. */
export const CHECKSUM_ALGORITHMS: readonly ChecksumAlgorithm[] = [
  'CRC32', 'CRC32C', 'CRC64NVME', 'MD5', 'SHA1', 'SHA256', 'SHA512', 'XXHASH64', 'XXHASH3', 'XXHASH128',
];

/** The checksum of some bytes, in base64. */
export async function checksumOf(content: Readable | Buffer, algorithm: ChecksumAlgorithm): Promise<string> {
  const hasher = await newHasher(algorithm);
  if (Buffer.isBuffer(content)) hasher.update(content);
  else for await (const piece of content as AsyncIterable<Buffer>) hasher.update(piece);
  return (await hasher.digest()).toString('base64');
}

/** The checksum of the checksums of an object's parts, each in base64. S3 User Guide, "Checking object integrity for data uploads". */
export async function compositeChecksum(parts: readonly string[], algorithm: ChecksumAlgorithm): Promise<string> {
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  return `${await checksumOf(digests, algorithm)}-${parts.length}`;
}

/** Refuses bytes that aren't those that a checksum was sent for; returns the checksum. */
export async function checkedChecksum(
  content: Buffer, { algorithm, expected }: { readonly algorithm: ChecksumAlgorithm; readonly expected?: string },
): Promise<string> {
  const value = await checksumOf(content, algorithm);
  if (expected !== undefined && expected !== value) throw badDigest(algorithm);
  return value;
}

/**
 * How the checksum of an upload in parts is made where nobody says. S3 User Guide, "Checking object integrity for data uploads":
 * CRC64NVME has no composite form, and only the CRCs one of the whole object.
 */
export function checksumTypeOfParts(algorithm: ChecksumAlgorithm, asked?: StoredChecksum['type']): StoredChecksum['type'] {
  const type = asked ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const isPossible = type === 'COMPOSITE' ? algorithm !== 'CRC64NVME' : algorithm.startsWith('CRC');
  if (!isPossible) throw new S3Error(400, 'InvalidRequest', `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`);
  return type;
}
