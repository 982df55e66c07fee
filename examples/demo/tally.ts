import type { ApiCallCount, JobDescriptor } from 's3-batch-operations-local';

/** What the demo's APIs were asked, counted. */
export interface Tally {
  /** Jobs that were created. */
  readonly jobs: number;
  /** Calls that the jobs made for their objects. */
  readonly tasks: number;
  readonly succeeded: number;
  readonly failed: number;
  /** CreateJob calls of each deployment. */
  readonly createJobCalls: readonly number[];
  /** Jobs that were cancelled. */
  readonly cancelled: number;
}

/** Three deployments belong to the demo; one that it didn't come to made no calls. */
const DEPLOYMENTS = 3;
/** What a job does for an object, one call a task. */
const TASK_ACTIONS = ['s3:PutObjectTagging', 's3:PutObjectVersionTagging', 'lambda:InvokeFunction'];
/** The path of the roles that jobs run as: a function's own calls are no tasks. */
const JOB_ROLES = ':role/cdk-s3-batch-operations/';

/**
 * Counts what the APIs' own log and DescribeJob say.
 * @param calls all of them: a log of single calls keeps the last ones only
 * @param createJobCalls of each deployment that there was
 */
export function tally(calls: readonly ApiCallCount[], createJobCalls: readonly number[], jobs: readonly JobDescriptor[]): Tally {
  const progress = jobs.map(({ ProgressSummary }) => ProgressSummary);
  return {
    jobs: countOf(calls, ({ action, status }) => action === 's3:CreateJob' && status === 200),
    tasks: countOf(calls, ({ action, principal }) => TASK_ACTIONS.includes(action) && principal.includes(JOB_ROLES)),
    succeeded: sum(progress.map(({ NumberOfTasksSucceeded }) => NumberOfTasksSucceeded)),
    failed: sum(progress.map(({ NumberOfTasksFailed }) => NumberOfTasksFailed)),
    createJobCalls: Array.from({ length: DEPLOYMENTS }, (_, index) => createJobCalls[index] ?? 0),
    cancelled: countOf(calls, ({ action, status }) => action === 's3:UpdateJobStatus' && status === 200),
  };
}

/** How many of the calls are of a kind. */
export function countOf(calls: readonly ApiCallCount[], isMeant: (call: ApiCallCount) => boolean): number {
  return sum(calls.filter(isMeant).map(({ count }) => count));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
