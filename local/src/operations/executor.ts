import type { TaskFailure } from './task-failure';
import type { FunctionInvoker } from '../engine/function-invoker';
import type { Task } from '../manifest/manifest';
import type { Authority } from '../store/authority';
import type { ObjectStore } from '../store/object-store';
import type { StoredObjects } from '../store/stored-objects';
import type { Choices } from '../unknowns';

/** One operation: what it does to one object, with nothing but the calls that the job's role may make. */
export interface Executor<Options> {
  /** Tasks that are done at the same time. */
  readonly concurrency: number | ((unknowns: Choices) => number);
  /** Resolves to the message of the report's row; fails with an `S3Error` or a `TaskFailure` that becomes a failed row. */
  execute(task: Task, options: Options, job: JobContext): Promise<string>;
  /**
   * Looks at a bucket before the first of its objects is worked on; fails with a `JobFailure` where S3 wouldn't begin.
   * Default: nothing is looked at.
   */
  checkBucket?(bucket: string, options: Options, job: JobContext): Promise<void>;
  /** What becomes of a task that leaves out the version which its manifest declares. Default: what S3 says of most operations. */
  missingVersion?(): TaskFailure;
}

/** A job as its tasks see it: the services, as its role may use them. */
export interface JobContext {
  readonly jobId: string;
  readonly environment: JobEnvironment;
  readonly store: ObjectStore;
  readonly functions: FunctionInvoker;
  /**
   * Asks the role's policies for something that S3 does in its name without a call of its API, and records it.
   * Fails with S3's `AccessDenied`.
   */
  readonly require: (action: string, resource: string) => void;
  /** S3 itself, which no policy limits: for what it does beyond the calls of the role. */
  readonly service: ObjectStore;
  /** What S3 does with the objects it stores that no call of its API does. */
  readonly stored: StoredObjects;
  /** What another role may do, such as that of a bucket's replication; undefined where there is no such role. */
  readonly authorityOf: (roleArn: string) => Authority | undefined;
  /** Where the service's documentation leaves something open. */
  readonly unknowns: Choices;
  readonly now: () => Date;
  /** Makes the ids of invocations and of their tasks. */
  readonly newInvocationId: () => string;
}

/** Where a job runs. */
export interface JobEnvironment {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** How many objects S3 is asked about at the same time. */
export const S3_CONCURRENCY = 64;

/** Message of a task that has nothing to tell; recorded of replication reports, assumed for the other operations. */
export const SUCCESS = 'success';
