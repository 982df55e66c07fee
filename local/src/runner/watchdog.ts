import { type ChildProcess, fork } from 'node:child_process';
import type { WatchdogMessage } from './watchdog-messages';
import { compiledFile } from '../compiled-file';

/**
 * Sees to it that nothing outlives this process, which may be killed before it can end what it runs; a function in an endless
 * loop can't end by itself. It is a process of its own, out of reach of what a terminal sends to this one.
 */
export class Watchdog {
  private readonly child: ChildProcess;

  /** @param folder is removed when this process is gone */
  constructor(folder: string) {
    this.child = fork(compiledFile('runner/watchdog-main.js'), [folder], { env: {}, execArgv: [], detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.child.unref();
    this.child.channel!.unref();
  }

  /** Kills this process and its group when the present one is gone. */
  guard(leader: number): void {
    this.tell({ kind: 'guard', leader });
  }

  /** The process has ended: another may get its number. */
  release(leader: number): void {
    this.tell({ kind: 'release', leader });
  }

  /** Lets the watchdog end. */
  close(): void {
    if (this.child.connected) this.child.disconnect();
  }

  private tell(message: WatchdogMessage): void {
    // somebody may have killed the watchdog too; what this process ends itself is ended all the same
    if (this.child.connected) this.child.send(message, () => undefined);
  }
}
