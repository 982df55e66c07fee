/** Whether a process can lead a group, of which what it starts is a part: not on Windows. */
export const HAS_GROUPS = process.platform !== 'win32';

/** Nobody is left; on macOS the second one, while all that is left is yet to be collected by its parent. */
const GONE = ['ESRCH', 'EPERM'];

/** Kills a process that leads a group, and whatever it has started that hasn't left the group. */
export function killGroup(leader: number): void {
  try {
    process.kill(HAS_GROUPS ? -leader : leader, 'SIGKILL');
  } catch (error) {
    if (!GONE.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
