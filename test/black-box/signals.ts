import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tells the answers of a job's sibling from those of the handler. */
export const SIBLING_HEADER = 'x-sibling';
export const WAITED_FOR = 'the-job-is-waited-for';

export const cancelled = (jobId: string) => `${jobId}-is-cancelled`;

/** Tells the functions of one cloud, which run in processes of their own, what has happened to its job: by files that they wait for. */
export class Signals {
  private readonly port: string;

  /** @param folder those of all clouds may share one */
  constructor(private readonly folder: string, cloudUrl: string) {
    this.port = new URL(cloudUrl).port;
    // of a cloud that had the port before
    rmSync(this.fileOf(WAITED_FOR), { force: true });
  }

  give(name: string): void {
    writeFileSync(this.fileOf(name), '');
  }

  private fileOf(name: string): string {
    return join(this.folder, `${this.port}-${name}`);
  }
}

/** What a function says that is called by a job. */
export const AT_WORK = 'at work';
/** What a function says that waits for a signal no longer: on a busy machine a scenario may outlast it, and then means nothing. */
export const WAITED_IN_VAIN = 'waited in vain';

/** Code of a function that waits for a signal, for so many real milliseconds at most. */
export function waitingFor(folder: string, nameInCode: string, most: number, isInVainThen = true): string {
  return `const file = ${JSON.stringify(folder)} + '/' + new URL(process.env.AWS_ENDPOINT_URL).port + '-' + ${nameInCode};
    let left = ${most};
    for (; left > 0 && !require('node:fs').existsSync(file); left -= 20) await new Promise((resolve) => setTimeout(resolve, 20));
    if (left <= 0 && ${isInVainThen}) console.log('${WAITED_IN_VAIN}');`;
}
