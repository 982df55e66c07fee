import { closeSync, createReadStream, fstatSync, openSync, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { unreadable } from './absent-body';
import type { LazyBody } from '../store/object-body';

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
    const { size, mtimeMs } = fstatSync(file);
    if (size === this.size && mtimeMs === this.modified) return createReadStream(this.path, { fd: file });
    closeSync(file);
    throw unreadable(`the file ${this.path} was changed after it was seeded`);
  }

  private opened(): number {
    try {
      return openSync(this.path, 'r');
    } catch (error) {
      throw unreadable(`the file ${this.path} was seeded and can't be read any more: ${(error as Error).message}`);
    }
  }
}
