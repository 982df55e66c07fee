import type { JobMarks } from './own-tags';

/** What one invocation has read of jobs' tags. Nobody changes our marks, so that they are read once. */
export class MarksSeen {
  readonly byJob = new Map<string, JobMarks>();
  /** When a job's tags couldn't be read first, other than for throttling. */
  failingSince?: number;
}
