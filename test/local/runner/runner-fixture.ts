import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Principals } from '../../../local/src/policy/principals';
import { ChildProcessRunner, type ChildProcessRunnerOptions } from '../../../local/src/runner/child-process-runner';
import type { FunctionLogLine, Invocation, InvocationResult } from '../../../local/src/runner/invocation';
import { writeFiles } from '../write-files';

type LentPackageEvent = Parameters<NonNullable<ChildProcessRunnerOptions['onLentPackage']>>[0];

/** A folder for a function's code, and runners for it. */
export class RunnerFixture {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'function-')));
  readonly principal = new Principals().put('arn:aws:iam::111122223333:role/handler', []);
  readonly lines: FunctionLogLine[] = [];
  readonly lent: LentPackageEvent[] = [];
  private readonly runners: ChildProcessRunner[] = [];

  newRunner(options: Partial<ChildProcessRunnerOptions> = {}): ChildProcessRunner {
    const runner = new ChildProcessRunner({
      port: 4711, region: 'us-east-1', clockOrigin: Date.now(), clockFactor: 1, projectFolder: this.folder,
      onLogLine: (line) => this.lines.push(line),
      onLentPackage: (lent) => this.lent.push(lent),
      ...options,
    });
    this.runners.push(runner);
    return runner;
  }

  invocation(changes: Partial<Invocation> = {}): Invocation {
    return {
      functionName: 'tagger',
      functionVersion: '$LATEST',
      functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tagger',
      requestId: 'request-1',
      code: { folder: this.folder },
      handler: 'index.handler',
      environment: {},
      timeoutMilliseconds: 60_000,
      principal: this.principal,
      inRealTime: false,
      event: null,
      ...changes,
    };
  }

  /** Runs an asynchronous handler with this body. */
  run(body: string, changes: Partial<Invocation> = {}, runner = this.newRunner()): Promise<InvocationResult> {
    return this.runFiles({ 'index.js': `exports.handler = async (event, context) => { ${body} };` }, changes, runner);
  }

  /** Runs a function that has these files. */
  runFiles(files: { readonly [path: string]: unknown }, changes: Partial<Invocation> = {}, runner = this.newRunner()): Promise<InvocationResult> {
    writeFiles(this.folder, files);
    return runner.invoke(this.invocation(changes));
  }

  async close(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.close()));
    rmSync(this.folder, { recursive: true });
  }
}

/** What a function returned, parsed; fails when it didn't. */
export async function payloadOf<Payload>(result: Promise<InvocationResult>): Promise<Payload> {
  const ended = await result;
  if (ended.outcome !== 'returned') throw new Error(`the function returned nothing: ${JSON.stringify(ended)}`);
  return JSON.parse(ended.payload) as Payload;
}
