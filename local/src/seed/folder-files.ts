import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { FileBody } from './file-body';

/** A file of a folder, by the key that it is seeded under. */
export interface FolderFile {
  readonly key: string;
  readonly path: string;
  readonly body: FileBody;
  readonly lastModified: Date;
}

/**
 * The files of a folder, and of the folders in it. A key is a path in the folder, with `/`. Links that lead out of the
 * folder, and links to folders, are refused.
 * @param root as `realpath` has it
 * @param excluded names of files and folders to leave out, wherever they are
 */
export async function* filesIn(root: string, excluded: ReadonlySet<string>, directory = root): AsyncGenerator<FolderFile> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (excluded.has(entry.name)) continue;
    if (entry.isDirectory()) yield* filesIn(root, excluded, path);
    else if (entry.isFile() || (entry.isSymbolicLink() && await isFileWithin(root, path))) yield await fileAt(root, path);
  }
}

async function fileAt(root: string, path: string): Promise<FolderFile> {
  const file = await stat(path);
  return { key: relative(root, path).split(sep).join('/'), path, body: new FileBody(path, file), lastModified: file.mtime };
}

/** Whether a link leads to a file; one that leads elsewhere is an error that names it. */
async function isFileWithin(root: string, link: string): Promise<boolean> {
  const target = await realpath(link);
  if (!target.startsWith(root + sep)) throw new Error(`${link} is a link out of the folder, to ${target}; leave it out with \`exclude\``);
  if ((await stat(target)).isDirectory()) throw new Error(`${link} is a link to a folder, which isn't followed; leave it out with \`exclude\``);
  return true;
}
