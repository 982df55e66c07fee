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

/**
 * A report's row. HTTP status before error code: real reports have it so, `ReportSchema` in their manifest.json the
 * other way round.
 */
export function rowOf({ task, status, httpStatusCode, errorCode, message }: TaskOutcome): string[] {
  return [task.bucket, encodedKeyOf(task), task.versionId ?? '', status, String(httpStatusCode), errorCode, message];
}
