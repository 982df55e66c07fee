import { S3Error } from '../../store/s3-error';

/** What was sent in chunks: the bytes, and what came after them. */
export interface ChunkedBody {
  readonly body: Buffer;
  /** By name in lower case. */
  readonly trailers: { readonly [name: string]: string };
}

const LINE_END = '\r\n';

/**
 * Puts a body together that came as `aws-chunked`: pieces with their length in hex before them, an empty one, and then
 * trailers. Signatures of pieces are passed over. S3 API reference, "Signature calculations: chunked upload".
 */
export function dechunked(encoded: Buffer): ChunkedBody {
  // in one piece: many small ones would take a hundred times as much memory as they have bytes
  const body = Buffer.allocUnsafe(encoded.length);
  let size = 0;
  let position = 0;
  for (;;) {
    const header = lineAt(encoded, position);
    const [length] = header.split(';');
    if (!/^[0-9a-f]+$/i.test(length)) throw incomplete();
    const start = position + header.length + LINE_END.length;
    const end = start + parseInt(length, 16);
    if (end === start) return { body: Buffer.from(body.subarray(0, size)), trailers: trailersIn(encoded.toString('latin1', start)) };
    if (encoded.toString('latin1', end, end + LINE_END.length) !== LINE_END) throw incomplete();
    size += encoded.copy(body, size, start, end);
    position = end + LINE_END.length;
  }
}

function lineAt(encoded: Buffer, position: number): string {
  const end = encoded.indexOf(LINE_END, position);
  if (end === -1) throw incomplete();
  return encoded.toString('latin1', position, end);
}

function trailersIn(text: string): { [name: string]: string } {
  const lines = text.split(LINE_END).filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => {
    const [name, ...value] = line.split(':');
    return [name.trim().toLowerCase(), value.join(':').trim()];
  }));
}

function incomplete(): S3Error {
  return new S3Error(400, 'IncompleteBody', 'The request body terminated unexpectedly');
}
