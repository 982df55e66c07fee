import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { MemoryStore } from '../store/memory-store';

/** What of a folder isn't seeded. */
export interface SeedFolderOptions {
  /** Names of files and folders to leave out, wherever they are. Default: none. */
  readonly exclude?: readonly string[];
}

/**
 * Puts every file of a folder into a bucket. The key is the path in the folder, with `/`; LastModified is the file's own;
 * the bytes are read when somebody wants them. Returns how many there were.
 * Links that lead out of the folder, and links to folders, are refused.
 */
export async function seedFolder(store: MemoryStore, bucket: string, folder: string, { exclude = [] }: SeedFolderOptions = {}): Promise<number> {
  const root = await realpath(folder);
  let count = 0;
  for await (const path of filesIn(root, new Set(exclude))) {
    const file = await stat(path);
    store.seedObject(bucket, relative(root, path).split(sep).join('/'), {
      body: { size: file.size, open: () => createReadStream(path) },
      lastModified: file.mtime,
    });
    count++;
  }
  return count;

  async function* filesIn(directory: string, excluded: ReadonlySet<string>): AsyncGenerator<string> {
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (excluded.has(entry.name)) continue;
      if (entry.isDirectory()) yield* filesIn(path, excluded);
      else if (entry.isFile() || (entry.isSymbolicLink() && await isFileWithin(root, path))) yield path;
    }
  }
}

/** Whether a link leads to a file; one that leads elsewhere is an error that names it. */
async function isFileWithin(root: string, link: string): Promise<boolean> {
  const target = await realpath(link);
  if (!target.startsWith(root + sep)) throw new Error(`${link} is a link out of the folder, to ${target}; leave it out with \`exclude\``);
  if ((await stat(target)).isDirectory()) throw new Error(`${link} is a link to a folder, which isn't followed; leave it out with \`exclude\``);
  return true;
}
