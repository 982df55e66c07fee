import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';

/** What whoever has a broken assembly can do. */
const AGAIN = 'synthesize the app again';

/** A file or folder isn't there, can't be read, or isn't what it has to be. */
export class AssemblyError extends Error {
  readonly name = 'AssemblyError';

  constructor(path: string, problem: string, remedy: string = AGAIN, cause?: unknown) {
    super(`${path} can't be read as a part of a cloud assembly: ${problem}; ${remedy}`, { cause });
  }
}

/**
 * A path, if it is there and within the assembly once its links are followed: a link to somewhere else would have this
 * machine's files read for an app that may come from anywhere.
 * @param root the assembly's folder
 */
export function partOfAssembly(root: string, path: string, remedy?: string): string {
  let inside: string;
  let target: string;
  try {
    target = realpathSync(path);
    inside = relative(realpathSync(root), target);
  } catch (error) {
    throw new AssemblyError(path, (error as Error).message, remedy, error);
  }
  if (inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new AssemblyError(path, `it leads out of ${root}, to ${target}`, `${AGAIN}, with its assets staged, and without links in their place`);
  }
  return path;
}
