import type { JobDescription } from './job-control';
import { IAM_SETTLES_IN } from './persist';
import type { JobRequest } from '../src/private/contract';

/** How many more jobs a run gets while IAM may not have shown a role or a policy everywhere. */
const MOST_FOR_IAM = 3;
const IAM_RETRY_EVERY = 10_000;
/** S3 User Guide, "Replicating existing objects with Batch Replication": a changed rule takes minutes to be heeded. */
const RULES_SETTLE_IN = 600_000;
const RULES_RETRY_EVERY = 60_000;

/** A job that has failed, and what is known of its run. */
export interface FailedAttempt {
  readonly job: JobDescription;
  readonly request: JobRequest;
  readonly attempt: number;
  readonly begunAt: Date;
  readonly now: Date;
}

/** In how many milliseconds the same request may fare better; undefined: it won't. */
export function pauseBeforeRetry({ job, request, attempt, begunAt, now }: FailedAttempt): number | undefined {
  const age = now.getTime() - begunAt.getTime();
  if (job.totalTasks > 0) {
    return undefined;
  }
  if (foundNoObjects(job, request)) {
    return isReplicating(request) && age + RULES_RETRY_EVERY <= RULES_SETTLE_IN ? RULES_RETRY_EVERY : undefined;
  }
  return namesRole(job) && attempt <= MOST_FOR_IAM && age + IAM_RETRY_EVERY <= IAM_SETTLES_IN ? IAM_RETRY_EVERY : undefined;
}

/**
 * Whether a job failed because its generated manifest named nothing. S3 documents the code for that, not for that alone;
 * a text that tells of something else is believed.
 */
export function foundNoObjects(job: JobDescription, { ManifestGenerator }: JobRequest): boolean {
  return job.status === 'Failed' && ManifestGenerator !== undefined && job.totalTasks === 0 && job.failureReasons.some(({ code, reason }) => (
    /no keys matching/i.test(reason) || (code === 'InvalidManifestContent' && !/maximum|schema|forbidden|denied|failed to write/i.test(reason))
  ));
}

function isReplicating({ ManifestGenerator }: JobRequest): boolean {
  return ManifestGenerator?.S3JobManifestGenerator.Filter?.EligibleForReplication === true;
}

function namesRole({ failureReasons }: JobDescription): boolean {
  return failureReasons.some(({ code, reason }) => /\b(role|assum|trust)|access ?denied/i.test(`${code} ${reason}`));
}
