import type { RunDigest } from 's3-batch-operations-local';

/** What happened in the demo, counted. */
export interface Tally {
  readonly jobs: number;
  readonly tasks: number;
  readonly succeeded: number;
  readonly failed: number;
  /** CreateJob calls of each deployment. */
  readonly createJobCalls: readonly number[];
  readonly cancelled: number;
}

/** Jobs that go through all files; one more restores the archive. */
const JOBS_OF_FILES = 6;
const ARCHIVED = 3;
/** Three deployments belong to the demo; one that it didn't come to made no calls. */
const DEPLOYMENTS = 3;

/** Counts what the digest says. */
export function tally({ jobs, deployments }: RunDigest): Tally {
  const sum = (count: (job: RunDigest['jobs'][number]) => number) => jobs.reduce((total, job) => total + count(job), 0);
  return {
    jobs: jobs.length,
    tasks: sum(({ tasks }) => tasks.succeeded + tasks.failed),
    succeeded: sum(({ tasks }) => tasks.succeeded),
    failed: sum(({ tasks }) => tasks.failed),
    createJobCalls: Array.from({ length: DEPLOYMENTS }, (_, index) => deployments[index]?.createJobCalls ?? 0),
    cancelled: jobs.filter(({ status }) => status === 'Cancelled').length,
  };
}

/** What isn't as it should be. */
export function surprisesIn({ outcome }: RunDigest, counted: Tally, files: number): string[] {
  const tasks = JOBS_OF_FILES * files + ARCHIVED;
  const expected = {
    outcome: 'succeeded',
    ...{ jobs: JOBS_OF_FILES + 2, tasks, succeeded: tasks, failed: 0, createJobCalls: [JOBS_OF_FILES + 1, 0, 1], cancelled: 1 } satisfies Tally,
  };
  const found: { [what: string]: unknown } = { outcome, ...counted };
  return Object.entries(expected)
    .filter(([what, value]) => JSON.stringify(found[what]) !== JSON.stringify(value))
    .map(([what, value]) => `${what}: expected ${JSON.stringify(value)}, found ${JSON.stringify(found[what])}`);
}
