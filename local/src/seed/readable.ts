import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pathProblem } from './path-problem';

/**
 * What is known of a file; refuses what this user can't read, which nobody would want to learn while a job runs.
 * @param what is said of what is no file
 */
export async function readableFile(path: string, remedy: string, what: (found: Stats) => string): Promise<Stats> {
  try {
    const found = await stat(path);
    // whoever opens a pipe waits for somebody to write to it
    if (!found.isFile()) throw new Error(what(found));
    await (await open(path)).close();
    return found;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === undefined ? error : pathProblem(path, remedy, error);
  }
}
