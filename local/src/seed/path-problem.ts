import { resolve } from 'node:path';

/** What is wrong with a path that a user has given, and what can be done, by the code of the system's error. */
const PROBLEMS: { readonly [code: string]: string } = {
  ENOENT: 'isn\'t there',
  ENOTDIR: 'isn\'t there: a part of the path is a file',
  EACCES: 'can\'t be read by this user',
  EPERM: 'can\'t be read by this user',
  ELOOP: 'is a link that leads back to itself',
};

/** An error of the file system as whoever gave the path understands it. */
export function pathProblem(path: string, remedy: string, error: unknown): Error {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const problem = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : `can't be read: ${message}`;
  return new Error(`${withFullPath(path)} ${problem}; ${remedy}`, { cause: error });
}

/** A relative path doesn't say where it begins. */
function withFullPath(path: string): string {
  const full = resolve(path);
  return full === path ? path : `${path} (${full})`;
}
