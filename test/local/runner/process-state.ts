import { existsSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Whether there is a process of this number that hasn't ended: one that nobody has collected yet has. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = `/proc/${pid}/stat`;
  return !existsSync(state) || !/\) Z /.test(textOf(state));
}

/** Resolves when the process has ended. */
export async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await nextTurn();
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // it has ended since
    return ') Z ';
  }
}
