import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

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

  constructor(content: Buffer | LazyBody) {
    this.content = content;
    this.size = Buffer.isBuffer(content) ? content.length : content.size;
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

  private async computeDigest(): Promise<string> {
    const hash = createHash('md5');
    for await (const chunk of this.open()) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }
}

function* piecesOf(content: Buffer): Generator<Buffer> {
  for (let start = 0; start < content.length; start += PIECE_BYTES) yield content.subarray(start, start + PIECE_BYTES);
}
