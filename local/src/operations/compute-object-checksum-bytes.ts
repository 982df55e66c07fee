import type { ChosenChecksum } from './compute-object-checksum-choice';
import { checksumOf, compositeChecksum } from '../store/checksum';
import { newHasher } from '../store/checksum-hashers';
import type { ChecksumAlgorithm } from '../store/object-state';
import type { StoredBytes } from '../store/stored-objects';

/** An object's checksum in base64; of a composite one with the number of parts behind it. An object without parts counts as one. */
export async function checksumOfBytes({ body, partSizes = [Infinity] }: StoredBytes, { algorithm, type }: ChosenChecksum): Promise<string> {
  if (type === 'FULL_OBJECT') return checksumOf(body, algorithm);
  return compositeChecksum(await checksumsOfParts(body, partSizes, algorithm), algorithm);
}

async function checksumsOfParts(body: AsyncIterable<Buffer>, sizes: readonly number[], algorithm: ChecksumAlgorithm): Promise<string[]> {
  const checksums: string[] = [];
  let hasher = await newHasher(algorithm);
  const endPart = async () => {
    checksums.push((await hasher.digest()).toString('base64'));
    hasher = await newHasher(algorithm);
  };
  for await (const { bytes, isLast } of piecesOfParts(body, sizes)) {
    hasher.update(bytes);
    if (isLast) await endPart();
  }
  // a last part without bytes, or without a known end
  if (checksums.length < sizes.length) await endPart();
  return checksums;
}

/** Bytes that belong to one part each, and whether they are its last. */
async function* piecesOfParts(body: AsyncIterable<Buffer>, sizes: readonly number[]): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  const parts = sizes.values();
  let left: number = parts.next().value!;
  for await (const chunk of body) {
    for (let start = 0; start < chunk.length;) {
      const bytes = chunk.subarray(start, start + left);
      start += bytes.length;
      left -= bytes.length;
      yield { bytes, isLast: left === 0 };
      if (left === 0) left = parts.next().value!;
    }
  }
}
