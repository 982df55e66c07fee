import type { ByteRange } from '../../store/byte-range';

/** What a Range header asks for. One that S3 doesn't understand, or that has several ranges, asks for everything. RFC 9110, "Range". */
export function rangeIn(header: string | undefined): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return { suffixLength: Number(last) };
  if (last === '') return { first: Number(first) };
  return Number(first) <= Number(last) ? { first: Number(first), last: Number(last) } : undefined;
}
