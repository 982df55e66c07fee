import { Readable } from 'node:stream';
import { S3Error } from './s3-error';

/** Which bytes of an object are wanted: from one to another or to the end, both included, or so many at the end. RFC 9110, "Range". */
export type ByteRange = { readonly first: number; readonly last?: number } | { readonly suffixLength: number };

/** Which bytes of an object there are in an answer, both included. */
export interface ContentRange {
  readonly first: number;
  readonly last: number;
}

/** The bytes that a range means in an object of a size; an `S3Error` when there are none. */
export function contentRangeOf(range: ByteRange, size: number): ContentRange {
  const first = 'suffixLength' in range ? Math.max(0, size - range.suffixLength) : range.first;
  const last = 'suffixLength' in range ? size - 1 : Math.min(range.last ?? size - 1, size - 1);
  if (first > last) throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { first, last };
}

/** Some of a stream's bytes; what comes after them isn't read. */
export function sliceOf(whole: Readable, range: ContentRange): Readable {
  return Readable.from(piecesWithin(whole, range), { objectMode: false });
}

async function* piecesWithin(whole: Readable, { first, last }: ContentRange): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const piece of whole as AsyncIterable<Buffer>) {
    const wanted = piece.subarray(Math.max(0, first - position), last + 1 - position);
    if (wanted.length > 0) yield wanted;
    position += piece.length;
    if (position > last) return;
  }
}
