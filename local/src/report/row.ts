import { encodedKeyOf, type Task } from '../manifest/manifest';

/** How a task ended, as the report words it. */
export type TaskStatus = 'succeeded' | 'failed';

/** How one task ended. */
export interface TaskOutcome {
  readonly task: Task;
  readonly status: TaskStatus;
  readonly httpStatusCode: number;
  /** Empty for a success. */
  readonly errorCode: string;
  readonly message: string;
}

/** A version that its manifest declares and leaves out. Recorded of a replication report, assumed for the other operations. */
const LEFT_OUT = '\\N';

/**
 * A report's row. HTTP status before error code: real reports have it so, `ReportSchema` in their manifest.json the
 * other way round.
 */
export function rowOf({ task, status, httpStatusCode, errorCode, message }: TaskOutcome): string[] {
  const version = task.versionId === '' ? LEFT_OUT : task.versionId ?? '';
  return [task.bucket, encodedKeyOf(task), version, status, String(httpStatusCode), errorCode, message];
}
