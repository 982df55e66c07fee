import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { functionEnvironment, type FunctionSurroundings } from './function-environment';
import { FunctionProcess } from './function-process';
import type { FunctionCode, FunctionLogLine, FunctionRunner, FunctionSettings, Invocation, InvocationResult, LentPackage } from './invocation';

/** Where functions run and who hears of them. */
export interface ChildProcessRunnerOptions extends Omit<FunctionSurroundings, 'home'> {
  /** Where packages of the AWS SDK are looked for that a function's code doesn't bring along, before this package's own. */
  readonly projectFolder: string;
  readonly onLogLine?: (line: FunctionLogLine) => void;
  /** Told once for each function and package. */
  readonly onLentPackage?: (lent: LentPackage & { readonly functionName: string }) => void;
}

/** The processes of a function that wait for the next invocation. */
interface WarmProcesses {
  readonly settings: FunctionSettings;
  readonly idle: FunctionProcess[];
}

/**
 * Runs functions in processes of their own, with an environment built from nothing. As in Lambda, a process is used again
 * and runs one invocation at a time; how many there are is up to who invokes. Not a sandbox: the code may do what it wants.
 */
export class ChildProcessRunner implements FunctionRunner<Invocation> {
  private readonly home = mkdtempSync(join(tmpdir(), 's3-batch-operations-local-'));
  private readonly processes = new Set<FunctionProcess>();
  private readonly warm = new Map<string, WarmProcesses>();
  private readonly told = new Set<string>();
  private isClosed = false;

  constructor(private readonly options: ChildProcessRunnerOptions) {}

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    if (this.isClosed) throw new Error('no more functions are run: the cloud is closed');
    const { idle } = this.warmFor(invocation);
    const reused = idle.pop();
    const process = reused?.isReusable ? reused : this.start(invocation);
    const result = await process.run(invocation);
    if (process.isReusable) idle.push(process);
    else this.processes.delete(process);
    return result;
  }

  /** Ends what still runs, and removes the functions' files. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.processes].map((process) => process.end()));
    rmSync(this.home, { recursive: true, force: true });
  }

  /** The waiting processes of a function as it is now; those of what it was are ended. */
  private warmFor(invocation: Invocation): WarmProcesses {
    const settings = settingsOf(invocation);
    const known = this.warm.get(settings.functionArn);
    if (known && isDeepStrictEqual(known.settings, settings)) return known;
    for (const process of known?.idle ?? []) void process.end();
    const fresh = { settings, idle: [] };
    this.warm.set(settings.functionArn, fresh);
    return fresh;
  }

  private start(invocation: Invocation): FunctionProcess {
    const { functionName, functionArn, handler, inRealTime } = invocation;
    const { onLogLine, onLentPackage, projectFolder } = this.options;
    const clockFactor = inRealTime ? 1 : this.options.clockFactor;
    const codeFolder = this.folderOf(invocation.code);
    if (!existsSync(codeFolder)) throw new Error(`the code of the function ${functionName} isn't in ${codeFolder} any more`);
    const process = new FunctionProcess({
      codeFolder,
      handler,
      environment: functionEnvironment(invocation, codeFolder, { ...this.options, clockFactor, home: this.home }),
      packageFolders: [projectFolder, __dirname],
      clockFactor,
      onLine: (requestId, line) => onLogLine?.({ functionName, requestId, line }),
      onLent: ({ packageName, folder }) => {
        const about = `${functionArn} ${packageName}`;
        if (!this.told.has(about)) onLentPackage?.({ functionName, packageName, folder });
        this.told.add(about);
      },
    });
    this.processes.add(process);
    return process;
  }

  private folderOf(code: FunctionCode): string {
    if ('folder' in code) return code.folder;
    const folder = join(this.home, `code-${createHash('sha256').update(code.text).digest('hex')}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.js'), code.text);
    return folder;
  }
}

function settingsOf(invocation: Invocation): FunctionSettings {
  const { functionName, functionVersion, functionArn, code, handler, environment, principal, inRealTime } = invocation;
  return { functionName, functionVersion, functionArn, code, handler, environment, principal, inRealTime };
}
