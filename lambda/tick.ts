import { foundNoObjects, pauseBeforeRetry } from './another-attempt';
import type { JobDescription } from './job-control';
import type { JobInput } from './job-input';
import { describeFailure, describeTimeout, describeUndecided, failedTaskProblem, oversizeProblem } from './outcome';

/** What to do next with a job that is waited for. */
export type Step =
  | 'wait'
  /** the job before this one has to stop first */
  | 'replace'
  /** the job may run its tasks */
  | 'confirm'
  /** the job failed, and another may not, after so many milliseconds; without time for that, `otherwise` is the answer */
  | { readonly pause: number; readonly otherwise: Verdict }
  | Verdict;

/** The end of a wait. */
export type Verdict = { readonly ok: true; readonly note?: string } | { readonly ok: false; readonly reason: string };

/** What is known when a wait is judged. */
export interface WatchState {
  readonly job: JobDescription;
  readonly input: Pick<JobInput, 'request' | 'wait' | 'maxObjects' | 'onNoObjects'>;
  /** Whether the job that this one takes the place of may still run a task. */
  readonly predecessorLives: boolean;
  /** Whether this job takes the place of another run's, live or not: what every delivery of its event knows alike. */
  readonly supersedes: boolean;
  readonly attempt: number;
  readonly begunAt: Date;
  readonly now: Date;
  /** The wait can't go on, though its time isn't over: why. */
  readonly cutShort?: string;
  /** Why the job can't be confirmed. */
  readonly unconfirmed?: string;
  /** Whether it has been confirmed, however it looks. */
  readonly isLetGo?: boolean;
}

/** One step of a wait. It depends on nothing but what it is given, so that any kind of waiter can take it. */
export function tick(state: WatchState): Step {
  const { job } = state;
  switch (job.status) {
    case 'Failed': return afterFailure(state);
    case 'Cancelled': return failed(describeFailure(job));
    case 'Failing':
    case 'Cancelling': return isOver(state) ? failed(describeFailure(job)) : 'wait';
    case 'New':
    case 'Preparing': return isOversized(state) ? failed(oversizeProblem(job, state.input.maxObjects!)) : whilePreparing(state);
    case 'Suspended':
    case 'Ready':
    case 'Active':
    case 'Pausing':
    case 'Paused':
    case 'Completing':
    case 'Complete': return isOversized(state) ? failed(oversizeProblem(job, state.input.maxObjects!)) : oncePrepared(state);
    // one that S3 has added since: whatever it means, the wait has an end
    default: return untilOver(state);
  }
}

function afterFailure(state: WatchState): Step {
  const { job, input: { request, onNoObjects }, predecessorLives } = state;
  const otherwise: Verdict = onNoObjects === 'SUCCEED' && foundNoObjects(job, request)
    ? { ok: true, note: `job ${job.jobId} found no object to work on` }
    : failed(describeFailure(job));
  const pause = pauseBeforeRetry({ ...state, request });
  if (pause !== undefined) {
    return { pause, otherwise };
  }
  return otherwise.ok && predecessorLives ? 'replace' : otherwise;
}

function whilePreparing(state: WatchState): Step {
  if (!hasGate(state)) {
    return state.input.wait.until === 'created' ? { ok: true } : untilOver(state);
  }
  return isUndecided(state) ? undecided(state) : 'wait';
}

function oncePrepared(state: WatchState): Step {
  const { job, input: { wait, request, maxObjects }, predecessorLives } = state;
  const isHeld = job.status === 'Suspended' && !(state.isLetGo && isUndecided(state));
  if (isHeld && maxObjects !== undefined && job.totalTasks === 0) {
    return isUndecided(state) ? undecided(state) : 'wait';
  }
  if (predecessorLives) {
    return isHeld && isUndecided(state) ? undecided(state) : 'replace';
  }
  if (isHeld && !request.ConfirmationRequired) {
    // tried once past its time too: what it was held for is decided
    return state.unconfirmed !== undefined && isUndecided(state) ? undecided(state) : 'confirm';
  }
  if (job.status === 'Complete') {
    const problem = wait.until === 'completed' ? failedTaskProblem(job, wait) : undefined;
    return problem === undefined ? { ok: true } : failed(problem);
  }
  return wait.until === 'completed' ? untilOver(state) : { ok: true };
}

/** The job is, or will be, held back before its first task: by us, whoever else holds it back too. */
function hasGate({ job, input: { request, maxObjects }, predecessorLives, isLetGo }: WatchState): boolean {
  return !isLetGo && (maxObjects !== undefined || predecessorLives || (job.confirmationRequired && !request.ConfirmationRequired));
}

function isOversized({ job, input: { maxObjects } }: WatchState): boolean {
  return maxObjects !== undefined && job.totalTasks > maxObjects;
}

function untilOver(state: WatchState): Step {
  const { job, input: { wait }, cutShort } = state;
  if (!isOver(state)) {
    return 'wait';
  }
  return wait.until === 'completed' && wait.onTimeout !== 'CONTINUE'
    ? failed(describeTimeout(job, wait.timeoutSeconds, cutShort))
    : { ok: true, note: 'the job goes on after the deployment' };
}

/** Counted from the job's creation, so that every delivery of an event decides alike. */
function isOver({ job, input: { wait }, now, cutShort }: WatchState): boolean {
  return cutShort !== undefined || now.getTime() >= job.createdAt.getTime() + (wait.until === 'created' ? 0 : wait.timeoutSeconds * 1000);
}

/** What a replacement gets to be prepared, and the job before it to stop, in seconds. */
const REPLACEMENT_SECONDS = { min: 600, max: 2700 };

/** No more time for what holds the job back. */
function isUndecided(state: WatchState): boolean {
  const { job, input: { wait, maxObjects }, now } = state;
  if (maxObjects !== undefined && !state.supersedes) {
    return isOver(state);
  }
  const asked = wait.until === 'created' ? 0 : wait.timeoutSeconds;
  const seconds = Math.min(REPLACEMENT_SECONDS.max, Math.max(REPLACEMENT_SECONDS.min, asked));
  return state.cutShort !== undefined || now.getTime() >= job.createdAt.getTime() + seconds * 1000;
}

function undecided({ job, cutShort, unconfirmed, predecessorLives }: WatchState): Verdict {
  return failed(describeUndecided(job, predecessorLives, cutShort ?? unconfirmed));
}

function failed(reason: string): Verdict {
  return { ok: false, reason };
}
