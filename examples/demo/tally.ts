import type { ApiCall } from 's3-batch-operations-local';

/** What the demo's APIs were asked, counted. */
export interface Tally {
  /** Jobs that were created. */
  readonly jobs: number;
  /** Objects that the jobs tried to tag. */
  readonly tasks: number;
  readonly succeeded: number;
  readonly failed: number;
  /** CreateJob calls of each deployment. */
  readonly createJobCalls: readonly number[];
  /** Jobs that were cancelled. */
  readonly cancelled: number;
}

const TASK_ACTIONS = ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'];

/** Three deployments belong to the demo; one that it didn't come to made no calls. */
const DEPLOYMENTS = 3;

/** Counts calls as they stand in the APIs' own log: those of each deployment, and those of the deletion. */
export function tally(deployments: readonly (readonly ApiCall[])[], deletion: readonly ApiCall[]): Tally {
  const calls = [...deployments.flat(), ...deletion];
  const count = (actions: string[], isCounted: (call: ApiCall) => boolean = () => true) => (
    calls.filter((call) => actions.includes(call.action) && isCounted(call)).length
  );
  return {
    jobs: count(['s3:CreateJob'], succeeded),
    tasks: count(TASK_ACTIONS),
    succeeded: count(TASK_ACTIONS, succeeded),
    failed: count(TASK_ACTIONS, (call) => !succeeded(call)),
    createJobCalls: Array.from({ length: DEPLOYMENTS }, (_, index) => (
      (deployments[index] ?? []).filter(({ action }) => action === 's3:CreateJob').length
    )),
    cancelled: count(['s3:UpdateJobStatus'], succeeded),
  };
}

function succeeded({ status }: ApiCall): boolean {
  return status < 300;
}
