import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChildAnswer, ChildMessage, MessageToChild } from './child-messages';
import { compiledFile } from '../compiled-file';
import type { Invocation, InvocationResult, LentPackage } from './invocation';
import { HAS_GROUPS, killGroup } from './process-group';
import { RunOutput } from './run-output';

/** What a process of a function is made of. */
export interface FunctionProcessOptions {
  readonly codeFolder: string;
  readonly handler: string;
  readonly environment: Record<string, string>;
  readonly packageFolders: readonly string[];
  readonly clockFactor: number;
  readonly onLine: (requestId: string, line: string) => void;
  readonly onLent: (lent: LentPackage) => void;
  readonly onStarted: (leader: number) => void;
  readonly onGone: (leader: number) => void;
}

/** How an exchange of messages ended. */
type Reply = ChildAnswer | { readonly kind: 'ended'; readonly ending: string } | { readonly kind: 'overdue' };

/** Real milliseconds for loading a function's code. Lambda takes 10 s, and then loads it once more in the function's own time. */
const LOADING_LIMIT = 60_000;

/** How long after a process's exit its last lines are waited for, in real milliseconds. */
const LINES_LIMIT = 250;

/**
 * How a process ended. Its last messages and lines have come by 'close', which a process that it started, that has left its
 * group and has its output still holds up: that one isn't waited for.
 */
async function endOf(child: ChildProcess): Promise<string> {
  const closed = new AbortController();
  child.once('close', () => closed.abort());
  const [code, signal] = await once(child, 'exit') as (string | number | null)[];
  await delay(LINES_LIMIT, undefined, { signal: closed.signal }).catch(() => undefined);
  child.stdout!.destroy();
  child.stderr!.destroy();
  return signal ? `signal: ${signal}` : `exit status ${code}`;
}

/**
 * One execution environment of a function: a process that runs one invocation after the other, until one goes wrong. What it
 * has started ends with it, as in Lambda, unless that has left its group.
 */
export class FunctionProcess {
  private readonly child: ChildProcess;
  private readonly output: RunOutput;
  private readonly ended: Promise<string>;
  private ending?: string;
  /** Who waits for a reply is told. */
  private reply?: (reply: Reply) => void;
  private isLoaded = false;
  private isOver = false;
  private requestId = '';

  constructor(private readonly options: FunctionProcessOptions) {
    this.child = fork(compiledFile('runner/bootstrap.js'), [], {
      cwd: options.codeFolder,
      env: options.environment,
      execArgv: ['--require', compiledFile('runner/preload.js')],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: HAS_GROUPS,
    });
    const leader = this.child.pid!;
    options.onStarted(leader);
    this.output = new RunOutput([this.child.stdout!, this.child.stderr!], (line) => options.onLine(this.requestId, line));
    this.child.on('message', (message: ChildMessage) => {
      if (message.kind === 'lent') options.onLent(message);
      else this.reply?.(message);
    });
    this.child.once('exit', () => {
      this.isOver = true;
      killGroup(leader);
      options.onGone(leader);
    });
    this.ended = endOf(this.child);
    void this.ended.then((ending) => {
      this.ending = ending;
      this.output.end();
      this.reply?.({ kind: 'ended', ending });
    });
  }

  /** Whether it can run another invocation. */
  get isReusable(): boolean {
    return this.isLoaded && !this.isOver;
  }

  /** Runs one invocation; there must be no other. */
  run(invocation: Invocation): Promise<InvocationResult> {
    this.requestId = invocation.requestId;
    return this.isLoaded ? this.invoke(invocation) : this.load().then((failure) => failure ?? this.invoke(invocation));
  }

  /** Ends it, whatever it does; resolves when it is gone. */
  async end(): Promise<void> {
    this.isOver = true;
    if (this.child.exitCode === null && this.child.signalCode === null) killGroup(this.child.pid!);
    await this.ended;
  }

  /** How loading went wrong; undefined when it didn't. */
  private async load(): Promise<InvocationResult | undefined> {
    const { codeFolder, handler, packageFolders } = this.options;
    const reply = await this.exchange({ kind: 'load', codeFolder, handler, packageFolders }, LOADING_LIMIT);
    this.isLoaded = reply.kind === 'loaded';
    if (reply.kind === 'overdue') await this.end();
    return this.isLoaded ? undefined : resultOf(reply);
  }

  private async invoke({ functionName, functionVersion, functionArn, requestId, timeoutMilliseconds, event }: Invocation): Promise<InvocationResult> {
    const allWritten = this.output.endOfRun();
    const reply = await this.exchange(
      { kind: 'invoke', functionName, functionVersion, functionArn, requestId, timeoutMilliseconds, event },
      timeoutMilliseconds / this.options.clockFactor,
    );
    await (reply.kind === 'overdue' ? this.end() : allWritten);
    return resultOf(reply);
  }

  /** Sends a message and waits for its answer, for the end of the process or for so many real milliseconds. */
  private exchange(message: MessageToChild, limit: number): Promise<Reply> {
    return new Promise((resolve) => {
      // nothing of it stays with what lives on: a process may run a million invocations
      this.reply = (reply) => {
        clearTimeout(timer);
        this.reply = undefined;
        resolve(reply);
      };
      const timer = setTimeout(() => this.reply?.({ kind: 'overdue' }), limit);
      if (this.ending !== undefined) return this.reply({ kind: 'ended', ending: this.ending });
      // a message that can't be delivered means that the process is gone, which its end tells
      this.child.send(message, () => undefined);
    });
  }
}

function resultOf(reply: Reply): InvocationResult {
  switch (reply.kind) {
    case 'returned': return { outcome: 'returned', payload: reply.payload };
    case 'threw': return { outcome: 'threw', error: reply.error };
    case 'ended': return { outcome: 'died', ending: reply.ending };
    case 'overdue': return { outcome: 'timedOut' };
    case 'loaded': throw new Error('a function\'s process answered an invocation by having loaded its code');
  }
}
