import { randomUUID } from 'node:crypto';
import { closeSync, openSync, read, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { LazyBody } from './store/object-body';

/** The most that stands in memory. */
const MEMORY_BYTES = 1024 ** 2;

/** Read at once, and written at once when there is a file. */
const PIECE_BYTES = 64 * 1024;

// whoever has the bytes just drops them, as the store does with a deleted object: nobody would say that a file can be closed
const files = new FinalizationRegistry<number>((file) => closeSync(file));

const readAt = promisify(read);

/**
 * Bytes that are written from the first to the last and then read as often as wanted. A few stand in memory, more in a
 * temporary file, which nothing has to remove: it has no name, and is gone with whoever holds this, or with the process.
 */
export class SpilledBytes implements LazyBody {
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private file?: number;
  private fileBytes = 0;

  /** @param folder of temporary files */
  constructor(private readonly folder = tmpdir()) {}

  /** In bytes. */
  get size(): number {
    return this.fileBytes + this.waitingBytes;
  }

  append(bytes: Buffer): void {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    // once there is a file nothing waits for long: what does, V8 takes for long-lived, and collects late
    if (this.waitingBytes > (this.file === undefined ? MEMORY_BYTES : PIECE_BYTES)) this.spill();
  }

  open(): Readable {
    return Readable.from(this.pieces(), { objectMode: false });
  }

  private spill(): void {
    this.file ??= this.openFile();
    for (const bytes of this.waiting) {
      for (let start = 0; start < bytes.length;) start += writeSync(this.file, bytes, start);
    }
    this.fileBytes += this.waitingBytes;
    this.waiting = [];
    this.waitingBytes = 0;
  }

  private openFile(): number {
    const path = join(this.folder, `s3-batch-operations-local-${randomUUID()}`);
    const file = openSync(path, 'wx+', 0o600);
    files.register(this, file);
    unlinkSync(path);
    return file;
  }

  private async* pieces(): AsyncGenerator<Buffer> {
    for (let position = 0; position < this.fileBytes;) {
      const { bytesRead, buffer } = await readAt(this.file!, Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, position);
      yield buffer.subarray(0, bytesRead);
      position += bytesRead;
    }
    yield* this.waiting;
  }
}
