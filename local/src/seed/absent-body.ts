import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { LazyBody } from '../store/object-body';
import { S3Error } from '../store/s3-error';

/** The bytes of a delete marker, and of an empty object. */
export const NO_BYTES = Buffer.alloc(0);

/** The bytes of an object of which only metadata was seeded: whoever wants to read them is told why they can't. */
class AbsentBody implements LazyBody {
  constructor(readonly size: number, private readonly key: string, private readonly etag: string | undefined, private readonly source: string) {}

  /** What the ETag says, if it is one; otherwise made up, for S3 has an ETag of everything, and of every copy. */
  get md5(): string {
    const isMd5 = this.etag !== undefined && /^[0-9a-f]{32}$/.test(this.etag);
    return isMd5 ? this.etag! : createHash('md5').update(`${this.size} ${this.key}`).digest('hex');
  }

  open(): Readable {
    throw unreadable(`the bytes of ${this.key} aren't here: ${this.source} has its metadata only`);
  }
}

/** What is told in S3's place where bytes can't be had that S3 would have. The status is one that no SDK tries again after. */
export function unreadable(message: string): S3Error {
  return new S3Error(501, 'LocalEngineError', message);
}

/**
 * Bytes that aren't there. Of no bytes at all there is nothing to miss.
 * @param size how many there are
 * @param source where the metadata was read
 */
export function absentBytes(key: string, size: number, etag: string | undefined, source: string): Buffer | LazyBody {
  return size === 0 ? NO_BYTES : new AbsentBody(size, key, etag, source);
}
