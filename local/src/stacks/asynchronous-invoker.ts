import type { FunctionDirectory } from './function-directory';
import { type InvocationSurroundings, invocationOf, UnplayableFunction } from './invocation-of';
import { pause } from './pause';
import type { Json } from '../assembly/template';
import type { Clock } from '../clock';
import type { AnyInvocation, FunctionRunner, InvocationResult } from '../runner/invocation';
import { PlacesByName } from '../runner/places-by-name';

/** A run of a function that didn't succeed. */
export interface FailedAttempt {
  readonly functionName: string;
  readonly requestId: string;
  /** 1 to 3. */
  readonly attempt: number;
  readonly reason: string;
}

/** An event that its function will not get to any more. */
export interface DroppedEvent {
  readonly functionName: string;
  readonly reason: string;
}

/** What invocations need. */
export interface AsynchronousInvokerOptions extends InvocationSurroundings {
  readonly functions: FunctionDirectory;
  readonly runner: FunctionRunner;
  readonly clock: Clock;
  readonly newId: () => string;
  /** How many events of one function that nobody waits for are handled at a time. Default: any number. */
  readonly eventsAtATime?: number;
  readonly onFailedAttempt?: (failure: FailedAttempt) => void;
  readonly onDroppedEvent?: (dropped: DroppedEvent) => void;
  /** Ends the pauses between attempts, and with them the attempts. */
  readonly closed: AbortSignal;
}

/** Before the second and the third attempt. Lambda developer guide, "Asynchronous invocation": one minute, then two. */
const PAUSES = [60_000, 120_000];

/**
 * How long an event waits that isn't let in, first and at most, and how long it is kept in all; in milliseconds. Lambda developer
 * guide, "How Lambda handles errors and retries with asynchronous invocation".
 */
const QUEUE = { shortest: 1_000, longest: 300_000, kept: 6 * 3_600_000 };

/** An invocation that began. */
type BegunResult = Exclude<InvocationResult, { outcome: 'throttled' | 'unreachable' }>;

/** Lambda's asynchronous invocation: an attempt that fails is repeated twice, and one that isn't let in is no attempt. */
export class AsynchronousInvoker {
  /** For events of each function, by its name. */
  private readonly places: PlacesByName;

  constructor(private readonly options: AsynchronousInvokerOptions) {
    this.places = new PlacesByName(options.eventsAtATime ?? Infinity);
  }

  /**
   * Resolves when an attempt has ended well. Fails after the last one that hasn't, and when the function can't be run here
   * at all: CloudFormation would wait for an answer all the same, which nobody here has to.
   */
  async invoke(functionArn: string, event: Json): Promise<void> {
    await this.attempts(this.prepare(functionArn, event));
  }

  /** Takes an event whose sender doesn't wait. Fails when the function can't be run here at all; if it fails later, the event is dropped. */
  accept(functionArn: string, event: Json): void {
    const invocation = this.prepare(functionArn, event);
    const { functionName } = invocation;
    this.places.take(functionName, () => this.attempts(invocation)).catch((error: Error) => {
      this.options.onDroppedEvent?.({ functionName, reason: error.message });
    });
  }

  private async attempts(invocation: AnyInvocation): Promise<void> {
    const { clock, closed, onFailedAttempt } = this.options;
    for (let attempt = 1; ; attempt++) {
      const result = await this.letIn(invocation);
      const reason = result && failureOf(result, invocation);
      if (reason === undefined) return;
      const { functionName, requestId } = invocation;
      onFailedAttempt?.({ functionName, requestId, attempt, reason });
      if (attempt > PAUSES.length) throw new Error(`the function ${functionName} failed ${attempt} times, and so can't answer any more: ${reason}`);
      await pause(clock, PAUSES[attempt - 1], () => closed.aborted);
      if (closed.aborted) return;
    }
  }

  /** Waits until the function may run once more; undefined when nobody waits any longer. */
  private async letIn(invocation: AnyInvocation): Promise<BegunResult | undefined> {
    const { runner, clock, closed } = this.options;
    const end = clock.now().getTime() + QUEUE.kept;
    for (let wait = QUEUE.shortest; !closed.aborted; wait = Math.min(2 * wait, QUEUE.longest)) {
      const result = await runner.invoke(invocation);
      if (result.outcome === 'unreachable') throw new UnplayableFunction(invocation.functionName, result.why);
      if (result.outcome !== 'throttled') return result;
      if (clock.now().getTime() + wait > end) throw new Error(`as much of the function ${invocation.functionName} ran for six hours as may, and so it didn't get to its event`);
      await pause(clock, wait, () => closed.aborted);
    }
    return undefined;
  }

  private prepare(functionArn: string, event: Json): AnyInvocation {
    const { functions, newId } = this.options;
    const invoked = functions.byArn(functionArn);
    if (!invoked) throw new Error(`there is no function ${functionArn} in the stacks that are deployed here`);
    return invocationOf(invoked, this.options, { functionArn, requestId: newId(), event, inRealTime: false });
  }
}

function failureOf(result: BegunResult, { timeoutMilliseconds }: AnyInvocation): string | undefined {
  switch (result.outcome) {
    case 'returned': return undefined;
    case 'threw': return `${result.error.name}: ${result.error.message}`;
    case 'died': return `the process ended with ${result.ending}`;
    case 'functionError': return result.payload;
    case 'refused': return result.message;
    case 'timedOut': return `the function ran longer than its ${timeoutMilliseconds / 1000} seconds`;
  }
}
