import type { TaskOutcome } from '../report/row';

/** How a task failed. */
export interface FailedTask {
  readonly bucket: string;
  /** As the object has it, not encoded. */
  readonly key: string;
  /** Only where the manifest names versions; empty where it should and doesn't. */
  readonly versionId?: string;
  /** HTTP status, as in the report. */
  readonly status: number;
  /** The error's code, as in the report. */
  readonly code: string;
  /** As in the report: of a function's task what the function says, however long. */
  readonly message: string;
}

/** The failure of an outcome that is one. */
export function failedTask({ task: { bucket, key, versionId }, httpStatusCode, errorCode, message }: TaskOutcome): FailedTask {
  return { bucket, key, ...(versionId !== undefined && { versionId }), status: httpStatusCode, code: errorCode, message };
}
