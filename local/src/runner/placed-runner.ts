import type { ChildProcessRunner } from './child-process-runner';
import type { AnyInvocation, FunctionRunner, Invocation, InvocationElsewhere, InvocationResult } from './invocation';
import type { RemoteRunner } from './remote-runner';
import { RESPONSE_LIMIT, RESPONSE_TOO_LARGE } from './response-limit';

/** Runs functions where they belong: in processes here, or elsewhere on this machine. */
export class PlacedRunner implements FunctionRunner {
  constructor(private readonly here: ChildProcessRunner, private readonly elsewhere: RemoteRunner) {}

  async invoke(invocation: AnyInvocation): Promise<InvocationResult> {
    const result = await ('url' in invocation ? this.elsewhere.invoke(invocation) : this.here.invoke(invocation));
    const isTooLarge = result.outcome === 'returned' && Buffer.byteLength(result.payload) > RESPONSE_LIMIT;
    return isTooLarge ? RESPONSE_TOO_LARGE : result;
  }

  /** Kills what runs here of these. */
  kill(isDoomed: (invocation: Invocation) => boolean): Promise<void> {
    return this.here.kill(isDoomed);
  }

  /** Waits no longer for what runs elsewhere of these, which may take minutes or never answer, and can't be ended. */
  abandon(isUnwanted: (invocation: InvocationElsewhere) => boolean): void {
    this.elsewhere.abandon(isUnwanted);
  }

  /** Ends what still runs here, and waits for nothing elsewhere. */
  async close(): Promise<void> {
    this.elsewhere.close();
    await this.here.close();
  }
}
