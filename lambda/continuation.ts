import { serviceTimeoutOf, type JobEvent } from './events';
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
  /** The job that is waited for, where one is known. */
  readonly jobId?: string;
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

/** What is kept of CloudFormation's patience, in milliseconds, for the answer. */
export const MARGIN = 120_000;

/** A hint that can't be read makes the event a further delivery, which starts to count anew. */
export function readHint(hint: unknown, event: JobEvent, now: Date): Omit<Continuation, 'invoke'> {
  const { v, hop, deadline, jobId } = (hint ?? {}) as { readonly [name in keyof WatchHint]?: unknown };
  const until = new Date(String(deadline));
  return v === 1 && Number.isInteger(hop) && ['string', 'undefined'].includes(typeof jobId) && !Number.isNaN(until.getTime())
    ? { hop: hop as number, deadline: until, jobId: jobId as string | undefined }
    : { hop: 0, deadline: new Date(now.getTime() + (serviceTimeoutOf(event) ?? SERVICE_TIMEOUT_SECONDS) * 1000 - MARGIN) };
}
