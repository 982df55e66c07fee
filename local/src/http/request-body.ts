import type { IncomingMessage } from 'node:http';

/** The largest body that is read, in bytes: a put of a large file through S3's own API. */
export const BODY_LIMIT = 64 * 1024 * 1024;

/** The whole body; undefined when it is over the limit. Read to its end either way: a client that still sends hears no answer. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  // in one piece from the beginning: many small ones would take a hundred times as much memory as they have bytes
  let bytes: Buffer = Buffer.alloc(0);
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    if (length + chunk.length <= BODY_LIMIT) {
      bytes = withRoom(bytes, length, chunk.length);
      chunk.copy(bytes, length);
    }
    length += chunk.length;
  }
  return length <= BODY_LIMIT ? Buffer.from(bytes.subarray(0, length)) : undefined;
}

/** The same bytes, so many of them, with as much room behind them at least. */
function withRoom(bytes: Buffer, length: number, room: number): Buffer {
  if (length + room <= bytes.length) return bytes;
  const larger = Buffer.allocUnsafe(Math.min(BODY_LIMIT, Math.max(2 * bytes.length, length + room)));
  bytes.copy(larger, 0, 0, length);
  return larger;
}
