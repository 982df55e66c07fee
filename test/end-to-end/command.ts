import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '..', '..', 'local', 'bin', 's3-batch-operations-local.js');

/** How a command ended. */
export interface Ending {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in a process of its own, as a shell starts it. */
export class Command {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly ended: Promise<unknown[]>;
  private stdout = '';
  private stderr = '';

  constructor(args: readonly string[], { env, cwd }: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {}) {
    this.child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, ...env }, cwd });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => { this.stdout += text; });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => { this.stderr += text; });
    this.ended = once(this.child, 'close');
  }

  /** Resolves when a stream has said something; fails when the command ends without. */
  async said(stream: 'stdout' | 'stderr', text: string): Promise<void> {
    while (!this[stream].includes(text)) {
      const hasEnded = await Promise.race([this.ended.then(() => true), once(this.child[stream], 'data').then(() => false)]);
      if (hasEnded && !this[stream].includes(text)) throw new Error(`the command ended and never said ${text}:\n${this.stderr}\n${this.stdout}`);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async ending(): Promise<Ending> {
    const [exitCode] = await this.ended;
    return { exitCode: exitCode as number | null, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Runs the command to its end. */
export function command(args: readonly string[], options?: ConstructorParameters<typeof Command>[1]): Promise<Ending> {
  return new Command(args, options).ending();
}
