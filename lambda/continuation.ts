import { ServiceError } from './job-control';
import type { Clock, Services } from './services';
import { SERVICE_TIMEOUT_SECONDS } from '../src/private/limits';

/**
 * What an invocation tells the next one about a wait that outlasts it. Nothing rests on it: without it, the event is a
 * further delivery of itself.
 */
export interface WatchHint {
  /** Version of this form: a hop may be read by older code, or by newer. */
  readonly v: 1;
  /** How many invocations there were before, from 1. */
  readonly hop: number;
  /** ISO 8601: later than this nobody listens. */
  readonly deadline: string;
  readonly jobId: string;
}

/** Where an invocation stands among those that wait for one event. */
export interface Continuation {
  readonly hop: number;
  readonly deadline: Date;
  /** The job that the invocation before waited for, if there was one. */
  readonly jobId?: string;
  /**
   * Has the event delivered to the function once more, with the hint.
   * @throws ServiceError
   */
  invoke(hint: WatchHint): Promise<void>;
}

/** More than the longest wait needs, and an end to whatever goes wrong: Lambda stops a function that only invokes itself. */
const MOST_HOPS = 6;
/** What is kept of CloudFormation's patience, in milliseconds, for the answer. */
const MARGIN = 120_000;
/** How long before its end an invocation hands over, in milliseconds. */
const HAND_OVER_BEFORE = 60_000;

/** A hint that can't be read makes the event a further delivery, which starts to count anew. */
export function readHint(hint: unknown, now: Date): Omit<Continuation, 'invoke'> {
  const { v, hop, deadline, jobId } = (hint ?? {}) as { readonly [name in keyof WatchHint]?: unknown };
  const until = new Date(String(deadline));
  return v === 1 && Number.isInteger(hop) && typeof jobId === 'string' && !Number.isNaN(until.getTime())
    ? { hop: hop as number, deadline: until, jobId }
    : { hop: 0, deadline: new Date(now.getTime() + SERVICE_TIMEOUT_SECONDS * 1000 - MARGIN) };
}

/** When an invocation that waits should hand over. */
export function handOverAt({ invocationEnds }: Clock): Date {
  return new Date(invocationEnds.getTime() - HAND_OVER_BEFORE);
}

/** Whether it is time to hand over, or will be in so many milliseconds. */
export function isLate(clock: Clock, milliseconds = 0): boolean {
  return clock.now().getTime() + milliseconds >= handOverAt(clock).getTime();
}

/** Lets the next invocation go on with a job; or says why it can't. */
export async function handOver(jobId: string, { next, clock, log }: Services): Promise<'handed over' | { readonly problem: string }> {
  const hop = next.hop + 1;
  if (hop > MOST_HOPS || clock.now() >= next.deadline) {
    return { problem: 'CloudFormation waits no longer' };
  }
  try {
    await next.invoke({ v: 1, hop, deadline: next.deadline.toISOString(), jobId });
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    log('could not hand over', { jobId, hop, error: String(error) });
    return { problem: `the handler function could not invoke itself: ${error}` };
  }
  log('handed over', { jobId, hop });
  return 'handed over';
}
