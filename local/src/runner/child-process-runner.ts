import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringCfnResponse } from './cfn-response';
import { functionEnvironment, type FunctionSurroundings } from './function-environment';
import { FunctionProcess } from './function-process';
import type { FunctionCode, FunctionLogLine, FunctionRunner, FunctionSettings, Invocation, InvocationResult, LentPackage } from './invocation';
import { WarmProcesses } from './warm-processes';
import { Watchdog } from './watchdog';
import { newTemporaryFolder } from '../temporary-folder';

/** Where functions run and who hears of them. */
export interface ChildProcessRunnerOptions extends Omit<FunctionSurroundings, 'home'> {
  /** Where packages of the AWS SDK are looked for that a function's code doesn't bring along, before this package's own. */
  readonly projectFolder: string;
  /** How many processes may wait for their function's next invocation. Default: any number. */
  readonly idleProcesses?: number;
  readonly onLogLine?: (line: FunctionLogLine) => void;
  /** Told once for each function and package. */
  readonly onLentPackage?: (lent: LentPackage & { readonly functionName: string }) => void;
}

/** Where functions live, and who cleans up after this process. */
interface Premises {
  /** A folder for the functions' files. */
  readonly home: string;
  readonly watchdog: Watchdog;
}

/**
 * Runs functions in processes of their own, with an environment built from nothing. As in Lambda, a process is used again
 * and runs one invocation at a time; how many there are is up to who invokes. Not a sandbox: the code may do what it wants.
 */
export class ChildProcessRunner implements FunctionRunner<Invocation> {
  private readonly processes = new Set<FunctionProcess>();
  private readonly running = new Map<FunctionProcess, Invocation>();
  private readonly warm: WarmProcesses;
  private readonly told = new Set<string>();
  /** Not before there is a function to run: most clouds of tests have none. */
  private made?: Premises;
  private isClosed = false;

  constructor(private readonly options: ChildProcessRunnerOptions) {
    this.warm = new WarmProcesses(options.idleProcesses ?? Infinity);
  }

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    if (this.isClosed) throw new Error('no more functions are run: the cloud is closed');
    const settings = settingsOf(invocation);
    const process = this.warm.take(settings) ?? this.start(invocation);
    this.running.set(process, invocation);
    try {
      return await process.run(invocation);
    } finally {
      this.running.delete(process);
      if (process.isReusable) this.warm.put(settings, process);
    }
  }

  /** Kills the processes that run these invocations, as when their host fails; resolves when they are gone. */
  async kill(isDoomed: (invocation: Invocation) => boolean): Promise<void> {
    const doomed = [...this.running].filter(([, invocation]) => isDoomed(invocation));
    await Promise.all(doomed.map(([process]) => process.end()));
  }

  /** Ends what still runs, and removes the functions' files. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.processes].map((process) => process.end()));
    if (!this.made) return;
    rmSync(this.made.home, { recursive: true, force: true });
    this.made.watchdog.close();
  }

  private get premises(): Premises {
    if (this.made) return this.made;
    const home = newTemporaryFolder();
    this.made = { home, watchdog: new Watchdog(home) };
    return this.made;
  }

  private start(invocation: Invocation): FunctionProcess {
    const { functionName, functionArn, handler, inRealTime } = invocation;
    const { onLogLine, onLentPackage, projectFolder } = this.options;
    const { home, watchdog } = this.premises;
    const clockFactor = inRealTime ? 1 : this.options.clockFactor;
    const codeFolder = this.folderOf(invocation.code);
    if (!existsSync(codeFolder)) throw new Error(`the code of the function ${functionName} isn't in ${codeFolder} any more`);
    const process = new FunctionProcess({
      codeFolder,
      handler,
      environment: functionEnvironment(invocation, codeFolder, { ...this.options, clockFactor, home }),
      packageFolders: [projectFolder, __dirname],
      clockFactor,
      onLine: (requestId, line) => onLogLine?.({ functionName, requestId, line }),
      onLent: ({ packageName, folder }) => {
        const about = `${functionArn} ${packageName}`;
        if (!this.told.has(about)) onLentPackage?.({ functionName, packageName, folder });
        this.told.add(about);
      },
      onStarted: (leader) => watchdog.guard(leader),
      onGone: (leader) => {
        watchdog.release(leader);
        this.processes.delete(process);
      },
    });
    this.processes.add(process);
    return process;
  }

  private folderOf(code: FunctionCode): string {
    if ('folder' in code) return code.folder;
    const folder = join(this.premises.home, `code-${createHash('sha256').update(code.text).digest('hex')}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.js'), code.text);
    bringCfnResponse(folder);
    return folder;
  }
}

function settingsOf(invocation: Invocation): FunctionSettings {
  const { functionName, functionVersion, functionArn, code, handler, environment, principal, inRealTime } = invocation;
  return { functionName, functionVersion, functionArn, code, handler, environment, principal, inRealTime };
}
