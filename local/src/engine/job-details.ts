import type { FailedTask } from './failed-task';
import type { Job } from './job';

/** What is known of a job beside what DescribeJob says. */
export interface JobDetails {
  readonly tags: { readonly [key: string]: string };
  /** The first tasks that failed, ten at most, in the order in which they did. */
  readonly firstFailures: readonly FailedTask[];
  /** How many tasks were attempted again although they had succeeded, see `CloudSettings.redeliver`. */
  readonly redelivered: number;
}

/** A job's details at this moment. */
export function detailsOf({ tags, firstFailures, redelivered }: Readonly<Job>): JobDetails {
  return { tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])), firstFailures: [...firstFailures], redelivered };
}
