import type { Cloud, ObjectDescription } from '../../cloud/cloud';
import type { JobStatus } from '../../engine/job-status';
import type { OperationName } from '../../model/job-request';
import type { StackStatus } from '../../stacks/stack-events';
import type { StackResult } from '../../stacks/stacks';

/** What a digest asks of a cloud. */
export type DigestedCloud = Pick<Cloud, 'jobs' | 'jobDetails' | 'callCounts' | 'deploymentRecord' | 'metUnknowns' | 'listKeys'>;

/** An assembly that was deployed. */
export interface PlayedDeployment {
  readonly assembly: string;
  readonly results: readonly StackResult[];
  /** How many jobs were created meanwhile: as many calls of CreateJob as succeeded. */
  readonly createJobCalls: number;
}

/** What a run did in a cloud; what became of it, the cloud knows. */
export interface PlayedRun {
  /** In their order. Paths of assemblies are from the current folder. */
  readonly deployments: readonly PlayedDeployment[];
  /** The stacks that were deleted at the end. */
  readonly deleted: readonly StackResult[];
  /** Whether the user ended it early. */
  readonly interrupted: boolean;
  /** What kept the run from going on, if it is no stack's or job's failure. */
  readonly problem?: string;
  /** The keys of the reports' manifests, by the job's id, as they were before stacks were deleted. Default: where they are now. */
  readonly reports?: { readonly [jobId: string]: string };
  /** Where reports were copied to, by the job's id. */
  readonly savedReports?: { readonly [jobId: string]: string };
  readonly shown: readonly ShownObject[];
  readonly clockFactor: number;
}

/**
 * What became of a run. `--json` writes it: members are added to it, and none is taken away or gets another meaning. Keys
 * of objects and texts are as they are, control characters included.
 */
export interface RunDigest {
  /**
   * `succeeded`: every stack was deployed, and deleted where that was asked for; no job failed, nor a task of a job whose stack
   * doesn't wait for its end; and all that was called can be played here. How many tasks of the other jobs may fail, the
   * handler has judged.
   */
  readonly outcome: 'succeeded' | 'failed' | 'interrupted';
  /** Why it failed, in words; empty where it didn't. */
  readonly failedBecause: readonly string[];
  /** What kept the run from going on, if it is no stack's or job's failure. */
  readonly problem?: string;
  /** In their order. */
  readonly deployments: readonly Omit<PlayedDeployment, 'results'>[];
  /** In the order in which they were deployed, or deleted: a stack of two assemblies is here twice. */
  readonly stacks: readonly DigestedStack[];
  /** Oldest first. */
  readonly jobs: readonly DigestedJob[];
  /** What the calls of jobs and functions have changed in buckets, by bucket and caller. */
  readonly changed: readonly ObjectChange[];
  /** The objects that the user wanted to see, as they were before the first deployment and are after the last. */
  readonly shown: readonly ShownObject[];
  /** What somebody's own policies didn't allow. */
  readonly denied: readonly DeniedCalls[];
  /** What jobs and functions called that can't be played here. */
  readonly unplayed: readonly UnplayedCalls[];
  /** What decides about permissions in an account and has no effect here. */
  readonly notEvaluated: readonly string[];
  /** Where S3's documentation leaves something open, and something here depended on it. */
  readonly unknowns: readonly DigestedUnknown[];
  /** How many times as fast as real time the clock ran. */
  readonly clockFactor: number;
}

/** What an object was and is like; nothing where there was or is none. */
export interface ShownObject {
  readonly bucket: string;
  readonly key: string;
  readonly before?: ObjectDescription;
  readonly after?: ObjectDescription;
}

/** An operation on a stack. */
export interface DigestedStack {
  readonly name: string;
  readonly operation: 'deploy' | 'delete';
  /** The assembly's folder; none where the stack was deleted. */
  readonly assembly?: string;
  readonly status: StackStatus;
  /** Why it failed; none where it didn't. */
  readonly reason?: string;
  /** What to make of the reason, as far as it is known. */
  readonly advice: readonly Advice[];
}

/** A job at the end of the run. */
export interface DigestedJob {
  readonly id: string;
  /** The construct's path; its logical id where the assembly doesn't tell paths. None where no stack has made the job. */
  readonly name?: string;
  readonly stack?: string;
  readonly logicalId?: string;
  readonly description?: string;
  readonly operation: OperationName;
  readonly status: JobStatus;
  readonly statusReason?: string;
  readonly tasks: { readonly total: number; readonly succeeded: number; readonly failed: number };
  readonly failureReasons: readonly DigestedFailureReason[];
  /** What the first tasks failed of that did. */
  readonly firstFailures: readonly FailureGroup[];
  /** How many tasks were attempted again although they had succeeded. */
  readonly redelivered: number;
  /** Whether its stack waits for its end, so that its handler judges how many tasks may fail; none where no stack has made the job. */
  readonly awaited?: boolean;
  /** Whether its handler made another job in its place, which counts instead. */
  readonly retried: boolean;
  /** None where no report was asked for. */
  readonly report?: DigestedReport;
}

/** Why a job failed as a whole. */
export interface DigestedFailureReason {
  readonly code: string;
  readonly reason: string;
  readonly advice: Advice;
}

/** Tasks that failed of the same. */
export interface FailureGroup {
  /** HTTP status, as in the report. */
  readonly status: number;
  readonly code: string;
  /** How many of the first failures are of this group: the job may have more. */
  readonly count: number;
  readonly example: { readonly bucket: string; readonly key: string; readonly versionId?: string; readonly message: string };
  readonly advice: Advice;
}

/** What an error means, and what to change. */
export interface Advice {
  readonly meaning: string;
  readonly remedy: string;
}

/** A completion report. */
export interface DigestedReport {
  readonly bucket: string;
  /** Of its manifest.json; none where there is no report. */
  readonly key?: string;
  /** The folder that it was copied to, as `<bucket>/<key>` in there. */
  readonly savedTo?: string;
}

/** Who made calls. */
export interface Caller {
  /**
   * `job`: a job; `handler`: what makes the jobs of this project's constructs; `function`: another function, or one of several
   * that share a role; `other`: whoever else has the role, or nobody.
   */
  readonly kind: 'job' | 'function' | 'handler' | 'other';
  /** The jobs' or the functions' names, or else the role. */
  readonly names: readonly string[];
  /** The role's ARN; `unsigned` or `unknown` for a call in no role's name. */
  readonly principal: string;
}

/** What somebody's calls changed in a bucket. */
export interface ObjectChange {
  readonly bucket: string;
  /** Such as `tags set`. */
  readonly change: string;
  /** How many calls did it: an object that two of them changed counts twice. */
  readonly calls: number;
  readonly by: Caller;
}

/** Calls that somebody's policies didn't allow. */
export interface DeniedCalls {
  readonly by: Caller;
  readonly action: string;
  /** An ARN; `*` stands for an object's key or a job's id. */
  readonly resource: string;
  readonly calls: number;
  readonly remedy: string;
  /** What to add to the CDK app, where that is all. */
  readonly code?: string;
}

/** Calls that the services would answer and the local run can't. */
export interface UnplayedCalls {
  readonly by: Caller;
  readonly action: string;
  /** As that of a denied call. */
  readonly resource: string;
  readonly calls: number;
  readonly remedy: string;
}

/** An open question that mattered. */
export interface DigestedUnknown {
  readonly name: string;
  readonly question: string;
  /** What was taken to be the case. */
  readonly choice: unknown;
}
