import type { FunctionInvoker } from '../engine/function-invoker';
import type { Task } from '../manifest/manifest';
import type { ObjectStore } from '../store/object-store';

/** One operation: what it does to one object, with nothing but the calls that the job's role may make. */
export interface Executor<Options> {
  /** Tasks that are done at the same time. */
  readonly concurrency: number;
  /** Resolves to the message of the report's row; fails with an `S3Error` or a `TaskFailure` that becomes a failed row. */
  execute(task: Task, options: Options, job: JobContext): Promise<string>;
}

/** A job as its tasks see it: the services, as its role may use them. */
export interface JobContext {
  readonly jobId: string;
  readonly store: ObjectStore;
  readonly functions: FunctionInvoker;
  /** Makes the ids of invocations and of their tasks. */
  readonly newInvocationId: () => string;
}

/** How many objects S3 is asked about at the same time. */
export const S3_CONCURRENCY = 64;

/** Message of a task that has nothing to tell; recorded of replication reports, assumed for the other operations. */
export const SUCCESS = 'success';
