import type { Stats } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { FileBody } from './file-body';
import { pathProblem } from './path-problem';
import { readableFile } from './readable';
import { utf8Name } from './utf8-name';

/** A file of a folder, by the key that it is seeded under. */
export interface FolderFile {
  readonly key: string;
  readonly path: string;
  readonly body: FileBody;
  readonly lastModified: Date;
}

/** What can be done about something that can't be an object. */
const LEAVE_OUT = 'leave it out with `exclude`';

/**
 * The files of a folder, and of the folders in it. A key is a path in the folder, with `/`. Refused are what can't be read,
 * what is neither a file nor a folder, links that lead out of the folder, as they would make objects of files that nobody
 * has named, and links to folders, which may hold the link.
 * @param root as `realpath` has it
 * @param excluded names of files and folders to leave out, wherever they are
 */
export async function* filesIn(root: string, excluded: ReadonlySet<string>, directory = root): AsyncGenerator<FolderFile> {
  for (const entry of await entriesOf(directory)) {
    const name = utf8Name(entry.name, directory);
    const path = join(directory, name);
    if (excluded.has(name)) continue;
    if (entry.isDirectory()) yield* filesIn(root, excluded, path);
    else yield await fileAt(root, path, entry.isSymbolicLink() ? await targetOf(root, path) : path);
  }
}

async function entriesOf(directory: string) {
  return readdir(directory, { withFileTypes: true, encoding: 'buffer' }).catch((error: unknown) => {
    throw pathProblem(directory, `let this user read it, or ${LEAVE_OUT}`, error);
  });
}

/** @param target the path, or what it is a link to */
async function fileAt(root: string, path: string, target: string): Promise<FolderFile> {
  const file = await readableFile(target, `let this user read it, or ${LEAVE_OUT}`, (found) => `${path} is ${kindOf(found)}, and only a file can be an object; ${LEAVE_OUT}`);
  return { key: relative(root, path).split(sep).join('/'), path, body: new FileBody(path, file), lastModified: file.mtime };
}

/** The file in the folder that a link leads to; an error says why there is none. */
async function targetOf(root: string, link: string): Promise<string> {
  const found = await realpath(link, 'buffer').catch((error: unknown) => {
    throw pathProblem(link, `mend the link, or ${LEAVE_OUT}`, error);
  });
  const target = utf8Name(found, dirname(link));
  if (!target.startsWith(root + sep)) throw new Error(`${link} is a link out of the folder, to ${target}; ${LEAVE_OUT}, or put a copy in its place`);
  return target;
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a link to a folder, which isn\'t followed';
  if (found.isSocket()) return 'a socket';
  return found.isFIFO() ? 'a named pipe' : 'a device';
}
