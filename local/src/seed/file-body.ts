import { close, closeSync, createReadStream, fstat, fstatSync, openSync, read, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { unreadable } from './absent-body';
import type { LazyBody } from '../store/object-body';

type ReadCallback = (error: Error | null, bytesRead: number, buffer: Buffer) => void;

/** A file's bytes, as long as it is the one that was seeded. */
export class FileBody implements LazyBody {
  readonly size: number;
  private readonly modified: number;

  constructor(private readonly path: string, { size, mtimeMs }: Pick<Stats, 'size' | 'mtimeMs'>) {
    this.size = size;
    this.modified = mtimeMs;
  }

  open(): Readable {
    const file = this.opened();
    if (this.isAsSeeded(fstatSync(file))) return createReadStream(this.path, { fd: file, fs: { close, read: this.readToTheEnd } });
    closeSync(file);
    throw this.changed();
  }

  /** Reads a piece, as `fs.read` does; at the end the file must still be the one whose bytes were asked for. */
  private readonly readToTheEnd = (
    file: number, buffer: Buffer, offset: number, length: number, position: number | null, callback: ReadCallback,
  ): void => {
    read(file, buffer, offset, length, position, (error, bytesRead) => {
      if (error) callback(unreadable(`the file ${this.path} was seeded and can't be read any more: ${error.message}`), 0, buffer);
      else if (bytesRead > 0) callback(null, bytesRead, buffer);
      else fstat(file, (failure, found) => callback(failure ?? (this.isAsSeeded(found) ? null : this.changed()), 0, buffer));
    });
  };

  private isAsSeeded({ size, mtimeMs }: Pick<Stats, 'size' | 'mtimeMs'>): boolean {
    return size === this.size && mtimeMs === this.modified;
  }

  private changed(): Error {
    return unreadable(`the file ${this.path} was changed after it was seeded; leave the files alone until the jobs have ended`);
  }

  private opened(): number {
    try {
      return openSync(this.path, 'r');
    } catch (error) {
      throw unreadable(`the file ${this.path} was seeded and can't be read any more: ${(error as Error).message}`);
    }
  }
}
