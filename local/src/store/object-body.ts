import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checksumOf } from './checksum';
import type { ChecksumAlgorithm } from './object-state';

/** Bytes that are read when somebody wants them, so that seeding a store with thousands of files is cheap. */
export interface LazyBody {
  /** In bytes. */
  readonly size: number;
  open(): Readable;
}

/** The most bytes of a body in memory that are handed out at once: whoever reads piece by piece needs memory for no more. */
const PIECE_BYTES = 64 * 1024;

/** An object's bytes. */
export class ObjectBody {
  readonly size: number;
  private readonly content: Buffer | LazyBody;
  private digest?: Promise<string>;
  private readonly checksums = new Map<ChecksumAlgorithm, Promise<string>>();

  /** @param etag of an object that was uploaded in parts, or whose bytes aren't to be read for it. Default: the MD5 of the bytes */
  constructor(content: Buffer | LazyBody, etag?: string) {
    this.content = content;
    this.size = Buffer.isBuffer(content) ? content.length : content.size;
    this.digest = etag === undefined ? undefined : Promise.resolve(etag);
  }

  /** The same bytes, written at once. */
  copied(): ObjectBody {
    return new ObjectBody(this.content);
  }

  open(): Readable {
    return Buffer.isBuffer(this.content) ? Readable.from(piecesOf(this.content), { objectMode: false }) : this.content.open();
  }

  /** MD5 in hex. Reads the bytes the first time; a failed reading is tried again. */
  etag(): Promise<string> {
    this.digest ??= this.computeDigest().catch((error: Error) => {
      this.digest = undefined;
      throw error;
    });
    return this.digest;
  }

  /** In base64. Reads the bytes the first time, as {@link etag} does. */
  checksum(algorithm: ChecksumAlgorithm): Promise<string> {
    const known = this.checksums.get(algorithm);
    if (known) return known;
    const checksum = checksumOf(this.open(), algorithm).catch((error: Error) => {
      this.checksums.delete(algorithm);
      throw error;
    });
    this.checksums.set(algorithm, checksum);
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
