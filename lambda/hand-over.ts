import { sleepAbout, type Clock } from './clock';
import { MARGIN, type WatchHint } from './continuation';
import { ServiceError } from './job-control';
import type { Services } from './services';

/** More than the longest wait needs, and an end to whatever goes wrong: Lambda stops a function that only invokes itself. */
const MOST_HOPS = 6;
/** How long before its end an invocation hands over, in milliseconds. */
const HAND_OVER_BEFORE = 60_000;
/** How often an invocation asks for the next one. */
const TRIES = 5;
/** How many of these calls may have come through all the same: for each of them there would be a next invocation, which hands over too. */
const AMBIGUOUS_TRIES = 2;
const FIRST_PAUSE = 1_000;

/** When an invocation that waits should hand over. */
export function handOverAt({ invocationEnds }: Clock): Date {
  return new Date(invocationEnds.getTime() - HAND_OVER_BEFORE);
}

/** Whether it is time to hand over, or will be in so many milliseconds. */
export function isLate(clock: Clock, milliseconds = 0): boolean {
  return clock.now().getTime() + milliseconds >= handOverAt(clock).getTime();
}

/** Whether nobody listens any more, or this invocation is about to end: somebody else has to go on, or nobody. */
export function mustHandOver({ clock, next }: Services): boolean {
  return isLate(clock) || clock.now() >= next.deadline;
}

/** When the answer has to be on its way, however little has been done: half of what is kept of CloudFormation's patience for it is left. */
export function answerBy({ clock, next }: Services): Date {
  return new Date(Math.min(clock.invocationEnds.getTime(), next.deadline.getTime() + MARGIN / 2));
}

/** Lets the next invocation go on, with a job where one is known; or says why it can't. */
export async function handOver(jobId: string | undefined, services: Services): Promise<'handed over' | { readonly problem: string }> {
  const { next, clock, log } = services;
  const hop = next.hop + 1;
  if (hop > MOST_HOPS || clock.now() >= next.deadline) {
    return { problem: 'CloudFormation waits no longer' };
  }
  const problem = await invoke({ v: 1, hop, deadline: next.deadline.toISOString(), jobId }, services);
  if (problem !== undefined) {
    return { problem: `the handler function could not invoke itself: ${problem}` };
  }
  log('handed over', { jobId, hop });
  return 'handed over';
}

/**
 * What went wrong, at last. A call that wasn't answered is sent once more: without it, nobody might go on. A next invocation
 * that comes twice does no harm; but the more there are, the more they call.
 */
async function invoke(hint: WatchHint, { next, clock, log }: Services): Promise<ServiceError | undefined> {
  for (let tries = 1, ambiguous = 0; ; tries++) {
    try {
      await next.invoke(hint);
      return undefined;
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      log('could not hand over', { ...hint, error: String(error) });
      ambiguous += error.refused ? 0 : 1;
      if (tries === TRIES || ambiguous === AMBIGUOUS_TRIES || (error.refused && !error.throttled)) {
        return error;
      }
    }
    await sleepAbout(clock, FIRST_PAUSE * 2 ** tries);
  }
}
