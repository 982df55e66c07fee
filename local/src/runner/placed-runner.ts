import type { ChildProcessRunner } from './child-process-runner';
import type { AnyInvocation, FunctionRunner, InvocationResult } from './invocation';
import type { RemoteRunner } from './remote-runner';

/** Runs functions where they belong: in processes here, or elsewhere on this machine. */
export class PlacedRunner implements FunctionRunner {
  constructor(private readonly here: ChildProcessRunner, private readonly elsewhere: RemoteRunner) {}

  invoke(invocation: AnyInvocation): Promise<InvocationResult> {
    return 'url' in invocation ? this.elsewhere.invoke(invocation) : this.here.invoke(invocation);
  }

  /** Ends what still runs here, and waits for nothing elsewhere. */
  async close(): Promise<void> {
    this.elsewhere.close();
    await this.here.close();
  }
}
