import type { Standing } from './fence';
import { lookAt } from './gone';
import type { JobDescription } from './job-control';
import { describeFailure, describeTimeout, failedTaskProblem } from './outcome';
import { sleepAbout, type Services } from './services';
import type { WaitSpec } from '../src/private/contract';

/** What a look at a job tells whoever waits for it. */
export type Verdict = 'wait' | { readonly ok: true; readonly note?: string } | { readonly ok: false; readonly reason: string };

/** What is known when a wait is judged. */
export interface WatchState {
  readonly job: JobDescription;
  readonly spec: WaitSpec;
  /** No more time, be it the user's or this invocation's. */
  readonly timedOut: boolean;
}

/** One step of a wait. It depends on nothing but what it is given, so that any kind of waiter can take it. */
export function tick(state: WatchState): Verdict {
  const { job, spec, timedOut } = state;
  switch (job.status) {
    case 'Failed':
    case 'Cancelled':
      return { ok: false, reason: describeFailure(job) };
    case 'Complete':
      return judgeTasks(job, spec);
    case 'Failing':
    case 'Cancelling':
      break;
    case 'New':
    case 'Preparing':
      if (spec.until === 'created') {
        return { ok: true };
      }
      break;
    case 'Suspended':
    case 'Ready':
    case 'Active':
    case 'Pausing':
    case 'Paused':
    case 'Completing':
      if (spec.until !== 'completed') {
        return { ok: true };
      }
  }
  if (!timedOut) {
    return 'wait';
  }
  if (job.status === 'Failing' || job.status === 'Cancelling') {
    return { ok: false, reason: describeFailure(job) };
  }
  return spec.until === 'completed' && spec.onTimeout === 'FAIL'
    ? { ok: false, reason: describeTimeout(job, spec.timeoutSeconds) }
    : { ok: true, note: 'the job goes on after the deployment' };
}

/** `Complete` isn't success: a job whose every task failed ends so too, as long as it has fewer than 1,000 tasks. */
function judgeTasks(job: JobDescription, spec: WaitSpec): Verdict {
  const problem = spec.until === 'completed' ? failedTaskProblem(job, spec) : undefined;
  return problem === undefined ? { ok: true } : { ok: false, reason: problem };
}

const FIRST_POLL = 5_000;
const LONGEST_POLL = 30_000;
const POLL_GROWTH = 1.5;
/** How often, at least, a wait asks whether the stack still wants its job. */
const FENCE_EVERY = 120_000;

/** How a wait ended, and the job as it was when it ended well. */
export type WatchResult =
  | { readonly ok: true; readonly job: JobDescription; readonly note?: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Waits for a job as `spec` says. Counts from the job's CreationTime, so that every delivery of an event decides alike.
 * @param standing asked about every two minutes: whether somebody still waits for the wait
 */
export async function watch(jobId: string, spec: WaitSpec, standing: () => Promise<Standing>, services: Services): Promise<WatchResult> {
  const { clock, log } = services;
  let pause = FIRST_POLL;
  let nextFence = clock.now().getTime() + FENCE_EVERY;
  for (;;) {
    const job = await lookAt(jobId, services);
    if (job === undefined) {
      return { ok: false, reason: `job ${jobId} has been unknown to S3 for a minute` };
    }
    if (job !== 'unreadable') {
      const verdict = tick({ job, spec, timedOut: clock.now() >= deadline(job, spec, services) });
      log('watched job', { jobId, status: job.status, tasks: job.totalTasks, succeeded: job.succeededTasks, failed: job.failedTasks });
      if (verdict !== 'wait') {
        return verdict.ok ? { ...verdict, job } : verdict;
      }
    } else if (clock.now() >= clock.invocationEnds) {
      return { ok: false, reason: `the state of job ${jobId} could not be read` };
    }
    if (clock.now().getTime() >= nextFence) {
      nextFence = clock.now().getTime() + FENCE_EVERY;
      const stands = await standing();
      if (stands === 'over') {
        return { ok: false, reason: `the stack stopped waiting for job ${jobId}` };
      }
      if (stands === 'answered' && job !== 'unreadable') {
        return { ok: true, job };
      }
    }
    await sleepAbout(clock, pause);
    pause = Math.min(pause * POLL_GROWTH, LONGEST_POLL);
  }
}

function deadline(job: JobDescription, spec: WaitSpec, { clock }: Services): Date {
  const timeout = spec.until === 'created' ? 0 : spec.timeoutSeconds * 1000;
  return new Date(Math.min(job.createdAt.getTime() + timeout, clock.invocationEnds.getTime()));
}
