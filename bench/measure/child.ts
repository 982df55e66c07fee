import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process measured of itself. */
export type Measured<T> = T & {
  /** The most memory it ever held, in bytes. */
  readonly peakMemory: number;
};

interface ChildOptions {
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Whether the script is TypeScript, which costs time to start and some 40 MB. */
  readonly typescript?: boolean;
}

/** Runs a script in a process of its own, and answers what it reported (see `report`). */
export function measureInChild<T>(script: string, { args = [], env = {}, typescript = true }: ChildOptions = {}): Promise<Measured<T>> {
  return new Promise((resolve, reject) => {
    const execArgv = typescript ? ['--import', 'tsx'] : [];
    const child = fork(script, args, { execArgv, env: { ...process.env, CDK_VALIDATION: 'false', ...env } });
    let reported: Measured<T> | undefined;
    child.on('message', (message) => { reported = message as Measured<T>; });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0 && reported) resolve(reported);
      else reject(new Error(`${script} ended with ${code ?? signal}${reported ? '' : ' and reported nothing'}`));
    });
  });
}

/** Sends what this process measured to the one that started it. */
export function report<T extends object>(measured: T): void {
  process.send!({ ...measured, peakMemory: peakMemory() });
}

/** Linux counts what the parent had when it forked into `maxRSS`, but not into the status of what was then begun. */
function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))!;
  return Number(kilobytes) * 1024;
}
