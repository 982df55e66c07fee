import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { createCRC32, createCRC64, createXXHash128, createXXHash3, createXXHash64, type IHasher } from 'hash-wasm';
import type { ChecksumAlgorithm } from './object-state';

/** Takes bytes piece by piece; once its digest was taken, it is used up. */
export interface Hasher {
  update(piece: Uint8Array): void;
  digest(): Promise<Buffer> | Buffer;
}

/** The reflected polynomials of RFC 3720 (Castagnoli), and of the NVM Express command set specification. */
const POLYNOMIALS = { crc32c: 0x82f63b78, crc64nvme: '9a6c9329ac4bc9b5' };

const HASHERS: { readonly [algorithm in ChecksumAlgorithm]: () => Promise<Hasher> } = {
  CRC32: async () => crc32Hasher(),
  CRC32C: pooled(() => createCRC32(POLYNOMIALS.crc32c)),
  CRC64NVME: pooled(() => createCRC64(POLYNOMIALS.crc64nvme)),
  MD5: async () => createHash('md5'),
  SHA1: async () => createHash('sha1'),
  SHA256: async () => createHash('sha256'),
  SHA512: async () => createHash('sha512'),
  XXHASH64: pooled(() => createXXHash64()),
  XXHASH3: pooled(() => createXXHash3()),
  XXHASH128: pooled(() => createXXHash128()),
};

/** A new computation of a checksum; its digest has the bytes in the order in which S3 writes them, highest first. */
export function newHasher(algorithm: ChecksumAlgorithm): Promise<Hasher> {
  return HASHERS[algorithm]();
}

function crc32Hasher(): Hasher {
  let value = 0;
  return {
    update: (piece) => {
      value = crc32(piece, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

/** To make one costs a fifth of a millisecond and memory of its own, too much for each of a million small objects: it is used again. */
function pooled(create: () => Promise<IHasher>): () => Promise<Hasher> {
  const idle: IHasher[] = [];
  return async () => {
    const hasher = idle.pop() ?? await create();
    hasher.init();
    return {
      update: (piece) => {
        hasher.update(piece);
      },
      digest: () => {
        const bytes = Buffer.from(hasher.digest('binary'));
        idle.push(hasher);
        return bytes;
      },
    };
  };
}
