import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildMessage, InvokeMessage } from './child-messages';
import { compiledFile } from '../compiled-file';
import { functionEnvironment, type FunctionSurroundings } from './function-environment';
import type { FunctionLogLine, FunctionRunner, Invocation, InvocationResult } from './invocation';

/** Where functions run and who hears what they write. */
export interface ChildProcessRunnerOptions extends Omit<FunctionSurroundings, 'home'> {
  readonly onLogLine?: (line: FunctionLogLine) => void;
}

/** Runs each invocation in a process of its own, with an environment built from nothing. Not a sandbox: the code may do what it wants. */
export class ChildProcessRunner implements FunctionRunner {
  private readonly home = mkdtempSync(join(tmpdir(), 's3-batch-operations-local-'));
  private readonly running = new Set<ChildProcess>();
  private isClosed = false;

  constructor(private readonly options: ChildProcessRunnerOptions) {}

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    if (this.isClosed) throw new Error('no more functions are run: the cloud is closed');
    const child = fork(compiledFile('runner/bootstrap.js'), [], {
      cwd: invocation.codeFolder,
      env: functionEnvironment(invocation, { ...this.options, home: this.home }),
      execArgv: ['--require', compiledFile('runner/preload.js')],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.running.add(child);
    try {
      this.followOutput(child, invocation);
      return await this.resultOf(child, invocation);
    } finally {
      this.running.delete(child);
    }
  }

  /** Ends what still runs, and removes the functions' files. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.running].map((child) => {
      child.kill('SIGKILL');
      return once(child, 'close');
    }));
    rmSync(this.home, { recursive: true, force: true });
  }

  private followOutput(child: ChildProcess, { functionName, requestId }: Invocation): void {
    for (const input of [child.stdout!, child.stderr!]) {
      createInterface({ input }).on('line', (line) => this.options.onLogLine?.({ functionName, requestId, line }));
    }
  }

  private async resultOf(child: ChildProcess, invocation: Invocation): Promise<InvocationResult> {
    let result: InvocationResult | undefined;
    let timer: NodeJS.Timeout | undefined;
    child.on('message', (message: ChildMessage) => {
      if (message.kind === 'started') {
        // from here on, as in Lambda: starting the process and loading the code aren't the handler's time
        timer = setTimeout(() => {
          result ??= { outcome: 'timedOut', reason: `the function ran longer than its ${invocation.timeoutMilliseconds / 1000} seconds` };
          child.kill('SIGKILL');
        }, invocation.timeoutMilliseconds / this.options.clockFactor);
      } else {
        result ??= message.kind === 'returned'
          ? { outcome: 'returned', payload: message.payload }
          : { outcome: 'threw', error: message.error };
      }
    });
    // a message that can't be delivered means that the process is gone, which 'close' tells
    child.send(messageOf(invocation), () => undefined);
    // 'close' and not 'exit': the last lines of output have come by then
    const [code, signal] = await once(child, 'close') as [number | null, string | null];
    clearTimeout(timer);
    return result ?? { outcome: 'died', reason: signal ? `the process was ended by ${signal}` : `the process ended with exit code ${code}` };
  }
}

function messageOf({ codeFolder, handler, functionName, functionArn, requestId, timeoutMilliseconds, event }: Invocation): InvokeMessage {
  return { codeFolder, handler, functionName, functionArn, requestId, timeoutMilliseconds, event };
}
