import type { ApiCall, JobDescriptor } from 's3-batch-operations-local';

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
 * @param deployments the calls of each deployment, and of whatever came before the next
 */
export function tally(deployments: readonly (readonly ApiCall[])[], deletion: readonly ApiCall[], jobs: readonly JobDescriptor[]): Tally {
  const calls = [...deployments.flat(), ...deletion];
  const progress = jobs.map(({ ProgressSummary }) => ProgressSummary);
  return {
    jobs: calls.filter((call) => call.action === 's3:CreateJob' && call.status === 200).length,
    tasks: calls.filter((call) => TASK_ACTIONS.includes(call.action) && call.principal.includes(JOB_ROLES)).length,
    succeeded: sum(progress.map(({ NumberOfTasksSucceeded }) => NumberOfTasksSucceeded)),
    failed: sum(progress.map(({ NumberOfTasksFailed }) => NumberOfTasksFailed)),
    createJobCalls: Array.from({ length: DEPLOYMENTS }, (_, index) => (
      (deployments[index] ?? []).filter(({ action }) => action === 's3:CreateJob').length
    )),
    cancelled: calls.filter((call) => call.action === 's3:UpdateJobStatus' && call.status === 200).length,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
