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
  for await (const whole of wholeLines(pieces)) {
    if (lines === 0 && whole.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) throw invalidContent(`Line 1 of ${name} begins with a byte order mark`);
    const isValid = isUtf8(whole);
    for (const line of linesOf(whole)) {
      lines++;
      if (!isValid && !isUtf8(line)) throw invalidContent(`Line ${lines} of ${name} is not UTF-8`);
    }
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

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    yield bytes.subarray(start, end);
    start = end;
  }
}
