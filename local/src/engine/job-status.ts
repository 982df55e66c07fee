/** States of a job. S3 User Guide, "Tracking job status and completion reports"; service model, `JobStatus`. */
export type JobStatus =
  | 'New' | 'Preparing' | 'Suspended' | 'Ready' | 'Active' | 'Pausing' | 'Paused' | 'Completing' | 'Complete'
  | 'Failing' | 'Failed' | 'Cancelling' | 'Cancelled';

/** Where a job may go from where it is. */
const NEXT: { readonly [status in JobStatus]: readonly JobStatus[] } = {
  New: ['Preparing', 'Cancelled', 'Failing'],
  Preparing: ['Suspended', 'Ready', 'Cancelled', 'Failing'],
  Suspended: ['Ready', 'Cancelled', 'Failing'],
  Ready: ['Active', 'Cancelled', 'Failing'],
  Active: ['Pausing', 'Completing', 'Cancelling', 'Failing'],
  Pausing: ['Paused', 'Cancelling'],
  Paused: ['Active', 'Cancelling'],
  Completing: ['Complete', 'Failing'],
  Failing: ['Failed'],
  Cancelling: ['Cancelled', 'Failing'],
  Complete: [],
  Failed: [],
  Cancelled: [],
};

/** All states, for checking what a listing is asked for. */
export const STATUSES: readonly string[] = Object.keys(NEXT).sort();

/** Whether a job in this state may go to that one. */
export function mayFollow(status: JobStatus, next: JobStatus): boolean {
  return NEXT[status].includes(next);
}

/** Whether nothing more happens to a job in this state. */
export function isTerminal(status: JobStatus): boolean {
  return NEXT[status].length === 0;
}

/** Whether a job in this state can still be cancelled. */
export function isCancellable(status: JobStatus): boolean {
  return status !== 'Cancelling' && NEXT[status].some((next) => next === 'Cancelled' || next === 'Cancelling');
}

/** Whether a job in this state has tasks under way, or had some before it was paused. */
export function isRunning(status: JobStatus): boolean {
  return NEXT[status].includes('Cancelling');
}

/** Whether something happens to a job in this state without anybody's doing. */
export function isBusy(status: JobStatus): boolean {
  return status !== 'Suspended' && !isTerminal(status);
}
