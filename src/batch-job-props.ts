import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Manifest } from './manifests/manifest';
import type { OnNoObjects } from './on-no-objects';
import type { Operation } from './operations/operation';
import type { Report } from './reports/report';
import type { RunOn } from './run-on';
import type { Wait } from './waits/wait';

/** Properties of a `BatchJob`. */
export interface BatchJobProps {
  /** What the job does to each object. */
  readonly operation: Operation;

  /** Which objects it works on. */
  readonly manifest: Manifest;

  /**
   * What it reports about its tasks. Required by `computeObjectChecksum`, whose results stand there.
   *
   * @default CompletionReport.disabled()
   */
  readonly report?: Report;

  /**
   * What S3 runs the job as: a role of the stack's account that trusts `batchoperations.s3.amazonaws.com`. It gets the same
   * permissions as a role of the job's own, where the CDK can add to it.
   *
   * @default - a new role
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
   */
  readonly role?: iam.IRole;

  /**
   * Which of an account's jobs in a Region S3 runs first: 0 to 2147483647, the higher the sooner. Changed on a live job.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * What the job is called in the console: 1 to 256 characters.
   *
   * @default - the construct's path, cut to 256 characters
   */
  readonly description?: string;

  /**
   * Whether the job stops before its first task until somebody confirms it. S3 fails a job unconfirmed for 30 days.
   *
   * @default false
   */
  readonly confirmationRequired?: boolean;

  /**
   * The most objects that the job may work on, from 1: before its first task, the deployment counts them, and cancels a
   * job of more. It waits for the count, so not with `WaitFor.created()`.
   *
   * @default - any number
   */
  readonly maxObjects?: number;

  /**
   * What it means that a generated manifest selects no object.
   *
   * With `WaitFor.created()` nobody waits to see it. With `eligibleForReplication`, an empty list is first asked for again
   * for ten minutes, which S3 takes to notice a new rule.
   *
   * @default OnNoObjects.FAIL
   */
  readonly onNoObjects?: OnNoObjects;

  /**
   * What makes a deployment run a job again. With `RunOn.RUN_ID` and no `runId` the job runs once.
   *
   * @default RunOn.CHANGE
   */
  readonly runOn?: RunOn;

  /**
   * Changed, it makes the next deployment run the same job again.
   *
   * @default - only what `runOn` says starts another run
   */
  readonly runId?: string;

  /**
   * What a deployment waits for.
   *
   * @default WaitFor.started()
   */
  readonly waitFor?: Wait;

  /**
   * What happens to a job that is still running when it is taken out of the stack: DESTROY cancels it; RETAIN leaves it
   * running, and with it its role and the role's policies, unless the deployment that made them fails. SNAPSHOT is refused.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}
