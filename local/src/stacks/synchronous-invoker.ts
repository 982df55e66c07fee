import type { FunctionDirectory } from './function-directory';
import { type InvocationSurroundings, invocationOf, UnplayableFunction } from './invocation-of';
import type { Json } from '../assembly/template';
import type { FunctionInvoker, InvocationAnswer } from '../engine/function-invoker';
import type { AnyInvocation, FunctionRunner, InvocationResult } from '../runner/invocation';

/** What invocations need. */
export interface SynchronousInvokerOptions extends InvocationSurroundings {
  readonly functions: FunctionDirectory;
  readonly runner: FunctionRunner;
  readonly newId: () => string;
  /** What the time is in a function's error. */
  readonly now: () => Date;
}

/**
 * Lambda's synchronous invocation of the stacks' functions. They run in real time: what they do takes as long as it takes,
 * however fast the cloud's clock runs.
 */
export class SynchronousInvoker implements FunctionInvoker {
  constructor(private readonly options: SynchronousInvokerOptions) {}

  async invoke(functionArn: string, payload: string): Promise<InvocationAnswer> {
    const { functions, runner, newId, now } = this.options;
    const invoked = functions.byArn(functionArn);
    if (!invoked) return { outcome: 'notFound' };
    const event = JSON.parse(payload) as Json;
    const invocation = invocationOf(invoked, this.options, { functionArn, requestId: newId(), event, inRealTime: true });
    const result = await runner.invoke(invocation);
    switch (result.outcome) {
      case 'returned':
      case 'throttled':
      case 'functionError':
      case 'refused': return result;
      case 'unreachable': throw new UnplayableFunction(invocation.functionName, result.why);
      default: return { outcome: 'functionError', payload: JSON.stringify(errorOf(result, invocation, now())) };
    }
  }
}

type Failure = Extract<InvocationResult, { outcome: 'threw' | 'died' | 'timedOut' }>;

/**
 * A function's error as Lambda answers it. Lambda developer guide, "Function errors in Node.js" and "Troubleshoot invocation
 * issues"; the signal that ended a process has Node's name for it.
 */
function errorOf(failure: Failure, { requestId, timeoutMilliseconds }: AnyInvocation, now: Date): object {
  switch (failure.outcome) {
    case 'threw': {
      const { name, message, trace } = failure.error;
      return { errorType: name, errorMessage: message, trace };
    }
    case 'died': return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${exitOf(failure.ending)}` };
    case 'timedOut': {
      const seconds = (timeoutMilliseconds / 1000).toFixed(2);
      return { errorMessage: `${now.toISOString()} ${requestId} Task timed out after ${seconds} seconds` };
    }
  }
}

function exitOf(ending: string): string {
  return ending === 'exit status 0' ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${ending}`;
}
