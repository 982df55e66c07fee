import type { JobDescription, JobStatus } from '../../lambda/job-control';

/** What becomes of a job, by the seconds since its creation. */
export type Timeline = readonly (readonly [seconds: number, state: Partial<JobDescription> & { status: JobStatus }])[];

export const QUICK_SUCCESS: Timeline = [
  [0, { status: 'Preparing' }],
  [10, { status: 'Active', totalTasks: 4 }],
  [60, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }],
];

/** Preparing for ten seconds, then at work on so many objects for as long as anybody looks. */
export function busyWith(totalTasks: number): Timeline {
  return [[0, { status: 'Preparing' }], [10, { status: 'Active', totalTasks }]];
}

/** Failing while it is prepared, for a reason of S3's. */
export function failingWith(code: string, reason: string): Timeline {
  return [[0, { status: 'Preparing' }], [20, { status: 'Failed', failureReasons: [{ code, reason }] }]];
}

/** The states that a job goes through before it stops to be confirmed, or instead. */
export const BEFORE_THE_HOLD: readonly JobStatus[] = ['New', 'Preparing', 'Failing', 'Failed'];

/** The state that a job has got to after so many seconds. */
export function reached(timeline: Timeline, seconds: number): Timeline[number] {
  const passed = timeline.filter(([after]) => after <= seconds);
  return passed[passed.length - 1];
}
