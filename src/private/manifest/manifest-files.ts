import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest line that is read whole, in bytes: a row of a manifest is much shorter. */
export const LONGEST_LINE = 65_536;

/** What is read and written at a time, in bytes and characters. */
const CHUNK = 65_536;

const LINE_FEED = 0x0a;

/** Why there is no file to read at a path; undefined where there is one. */
export function fileProblem(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) {
      return 'which is no file';
    }
    closeSync(openSync(path, 'r'));
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'where there is no file' : `which can't be read (${code})`;
  }
}

/**
 * The lines of a file without their line feeds, one at a time, so that its length costs no memory. Of a line that is
 * longer than {@link LONGEST_LINE} only so much is handed over that it shows.
 */
export function* readLines(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  const chunk = Buffer.alloc(CHUNK);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, count)]);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        yield bytes.subarray(start, end);
        start = end + 1;
      }
      rest = bytes.subarray(start, start + LONGEST_LINE + 1);
    }
    if (rest.length > 0) {
      yield rest;
    }
  } finally {
    closeSync(file);
  }
}

/** A file that was written, and what stands in it. */
export interface WrittenFile {
  readonly path: string;
  /** SHA-256 of its bytes, in hex. */
  readonly sha256: string;
}

/** Writes lines to a file of a folder, a chunk at a time. */
export function writeLines(folder: string, lines: Iterable<string>): WrittenFile {
  const path = join(folder, 'rows.csv');
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let pending = '';
  const flush = () => {
    const bytes = Buffer.from(pending);
    hash.update(bytes);
    for (let written = 0; written < bytes.length;) {
      written += writeSync(file, bytes, written);
    }
    pending = '';
  };
  try {
    for (const line of lines) {
      pending += `${line}\n`;
      if (pending.length >= CHUNK) {
        flush();
      }
    }
    flush();
  } finally {
    closeSync(file);
  }
  return { path, sha256: hash.digest('hex') };
}

/** A folder of its own, which is removed with all that is in it after `use`, unless that wants it kept. */
export function inTemporaryFolder<T>(use: (folder: string) => T, keep: boolean): T {
  const folder = mkdtempSync(join(tmpdir(), 's3-batch-operations-'));
  try {
    return use(folder);
  } finally {
    if (!keep) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
