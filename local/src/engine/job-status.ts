/** States of a job. S3 User Guide, "Tracking job status and completion reports". Jobs aren't paused for others here yet. */
export type JobStatus =
  | 'New' | 'Preparing' | 'Suspended' | 'Ready' | 'Active' | 'Completing' | 'Complete'
  | 'Failing' | 'Failed' | 'Cancelling' | 'Cancelled';

/** All states that the API knows, for checking what a listing is asked for. Service model, `JobStatus`. */
export const API_STATUSES: readonly string[] = [
  'Active', 'Cancelled', 'Cancelling', 'Complete', 'Completing', 'Failed', 'Failing', 'New', 'Paused', 'Pausing', 'Preparing', 'Ready', 'Suspended',
];

/** Where a job may go from where it is. */
const NEXT: { readonly [status in JobStatus]: readonly JobStatus[] } = {
  New: ['Preparing', 'Cancelled', 'Failing'],
  Preparing: ['Suspended', 'Ready', 'Cancelled', 'Failing'],
  Suspended: ['Ready', 'Cancelled', 'Failing'],
  Ready: ['Active', 'Cancelled', 'Failing'],
  Active: ['Completing', 'Cancelling', 'Failing'],
  Completing: ['Complete', 'Failing'],
  Failing: ['Failed'],
  Cancelling: ['Cancelled', 'Failing'],
  Complete: [],
  Failed: [],
  Cancelled: [],
};

/** Whether a job in this state may go to that one. */
export function mayFollow(status: JobStatus, next: JobStatus): boolean {
  return NEXT[status].includes(next);
}

/** Whether nothing more happens to a job in this state. */
export function isTerminal(status: JobStatus): boolean {
  return NEXT[status].length === 0;
}

/** Whether something happens to a job in this state without anybody's doing. */
export function isBusy(status: JobStatus): boolean {
  return status !== 'Suspended' && !isTerminal(status);
}
