import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checksumOf } from './checksum';
import type { ChecksumAlgorithm } from './object-state';

/** Bytes that are read when somebody wants them, so that seeding a store with thousands of files is cheap. */
export interface LazyBody {
  /** In bytes. */
  readonly size: number;
  /** In hex, of bytes that can't be read for it. */
  readonly md5?: string;
  open(): Readable;
}

/** The most bytes of a body in memory that are handed out at once: whoever reads piece by piece needs memory for no more. */
const PIECE_BYTES = 64 * 1024;

/** An object's bytes. */
export class ObjectBody {
  readonly size: number;
  private readonly content: Buffer | LazyBody;
  // there may be millions of bodies, so that what most of them don't have is made when it is wanted
  private digest?: string | Promise<string>;
  private checksums?: Map<ChecksumAlgorithm, Promise<string>>;

  /** @param etag of an object that was uploaded in parts, or whose bytes aren't to be read for it. Default: the MD5 of the bytes */
  constructor(content: Buffer | LazyBody, etag?: string) {
    this.content = content;
    this.size = Buffer.isBuffer(content) ? content.length : content.size;
    this.digest = etag ?? (Buffer.isBuffer(content) ? undefined : content.md5);
  }

  /** The same bytes, written at once. */
  copied(): ObjectBody {
    return new ObjectBody(this.content);
  }

  open(): Readable {
    return Buffer.isBuffer(this.content) ? Readable.from(piecesOf(this.content), { objectMode: false }) : this.content.open();
  }

  /** MD5 in hex. Reads the bytes the first time; a failed reading is tried again. */
  async etag(): Promise<string> {
    this.digest ??= this.computeDigest().catch((error: Error) => {
      this.digest = undefined;
      throw error;
    });
    return this.digest;
  }

  /** In base64. Reads the bytes the first time, as {@link etag} does. */
  checksum(algorithm: ChecksumAlgorithm): Promise<string> {
    const checksums = this.checksums ??= new Map();
    const known = checksums.get(algorithm);
    if (known) return known;
    const checksum = checksumOf(this.open(), algorithm).catch((error: Error) => {
      checksums.delete(algorithm);
      throw error;
    });
    checksums.set(algorithm, checksum);
    return checksum;
  }

  private async computeDigest(): Promise<string> {
    const hash = createHash('md5');
    for await (const chunk of this.open()) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }
}

function* piecesOf(content: Buffer): Generator<Buffer> {
  for (let start = 0; start < content.length; start += PIECE_BYTES) yield content.subarray(start, start + PIECE_BYTES);
}
