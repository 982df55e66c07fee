import type { FunctionDirectory } from './function-directory';
import { pause } from './pause';
import { needed } from './properties';
import type { Json } from '../assembly/template';
import type { Clock } from '../clock';
import type { Principals } from '../policy/principals';
import type { FunctionRunner, Invocation, InvocationResult } from '../runner/invocation';

/** A run of a function that didn't succeed. */
export interface FailedAttempt {
  readonly functionName: string;
  readonly requestId: string;
  /** 1 to 3. */
  readonly attempt: number;
  readonly reason: string;
}

/** What invocations need. */
export interface AsynchronousInvokerOptions {
  readonly functions: FunctionDirectory;
  readonly principals: Principals;
  readonly runner: FunctionRunner;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly onFailedAttempt?: (failure: FailedAttempt) => void;
  /** Ends the pauses between attempts, and with them the attempts. */
  readonly closed: AbortSignal;
}

/** Before the second and the third attempt. Lambda developer guide, "Asynchronous invocation": one minute, then two. */
const PAUSES = [60_000, 120_000];

/** Lambda's asynchronous invocation: an attempt that fails is repeated twice. */
export class AsynchronousInvoker {
  constructor(private readonly options: AsynchronousInvokerOptions) {}

  /** Resolves when the last attempt has ended, well or not; fails when the function can't be run here at all. */
  async invoke(functionArn: string, event: Json): Promise<void> {
    const { runner, clock, closed, onFailedAttempt } = this.options;
    const invocation = this.prepare(functionArn, event);
    for (let attempt = 1; ; attempt++) {
      const reason = failureOf(await runner.invoke(invocation));
      if (reason === undefined) return;
      const { functionName, requestId } = invocation;
      onFailedAttempt?.({ functionName, requestId, attempt, reason });
      if (attempt > PAUSES.length) return;
      await pause(clock, PAUSES[attempt - 1], () => closed.aborted);
      if (closed.aborted) return;
    }
  }

  private prepare(functionArn: string, event: Json): Invocation {
    const { functions, principals, newId } = this.options;
    const deployed = functions.byArn(functionArn);
    if (!deployed) throw new Error(`there is no function ${functionArn} in the stacks that are deployed here`);
    const { roleArn, timeoutSeconds, ...code } = needed(deployed.runnable);
    const principal = principals.byArn(roleArn);
    if (!principal) throw new Error(`the role ${roleArn} of the function ${deployed.name} isn't in the stacks that are deployed here`);
    return {
      functionName: deployed.name,
      functionArn: deployed.arn,
      requestId: newId(),
      ...code,
      timeoutMilliseconds: timeoutSeconds * 1000,
      principal,
      event,
    };
  }
}

function failureOf(result: InvocationResult): string | undefined {
  switch (result.outcome) {
    case 'returned': return undefined;
    case 'threw': return `${result.error.name}: ${result.error.message}`;
    case 'died':
    case 'timedOut': return result.reason;
  }
}
