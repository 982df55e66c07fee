import type { Task } from '../manifest/manifest';
import type { ObjectStore } from '../store/object-store';

/** One operation: what it does to one object, with nothing but the calls that the job's role may make. */
export interface Executor<Options> {
  /** Resolves to the message of the report's row; fails with an `S3Error` that becomes a failed row. */
  execute(task: Task, options: Options, store: ObjectStore): Promise<string>;
}

/** Message of a task that has nothing to tell; recorded of replication reports, assumed for the other operations. */
export const SUCCESS = 'success';
