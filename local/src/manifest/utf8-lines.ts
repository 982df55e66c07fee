import { isUtf8 } from 'node:buffer';
import { invalidContent } from './manifest-error';

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * Passes a text on that is UTF-8 without a byte order mark, and fails with a `ManifestError` that names the line of any
 * other. Only the bytes tell: a U+FFFD in the decoded text may be meant.
 * @param name how messages call the text
 */
export async function* utf8Lines(pieces: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let lines = 0;
  let isFirst = true;
  for await (const whole of wholeLines(pieces)) {
    if (isFirst && whole.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) throw invalidContent(`Line 1 of ${name} begins with a byte order mark`);
    isFirst = false;
    if (!isUtf8(whole)) throw invalidContent(`Line ${lines + brokenLineIn(whole)} of ${name} is not UTF-8`);
    lines += lineFeedsIn(whole);
    yield whole;
  }
}

/** The same bytes, cut at ends of lines, which no character of UTF-8 goes across. */
async function* wholeLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const begun: Buffer[] = [];
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) yield Buffer.concat([...begun.splice(0), piece.subarray(0, end)]);
    begun.push(piece.subarray(end));
  }
  const rest = Buffer.concat(begun);
  if (rest.length > 0) yield rest;
}

/** The number of the first line that isn't UTF-8, from 1. */
function brokenLineIn(bytes: Buffer): number {
  let number = 1;
  for (let start = 0; start < bytes.length; number++) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end;
  }
  return number;
}

function lineFeedsIn(bytes: Buffer): number {
  let count = 0;
  // a loop over bytes is many times as fast as a search for each
  for (let index = 0; index < bytes.length; index++) if (bytes[index] === LINE_FEED) count++;
  return count;
}
