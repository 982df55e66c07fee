/** A task that failed although no call of S3 did, as the report's row has it. */
export class TaskFailure extends Error {
  readonly name = 'TaskFailure';

  /** @param isTemporary whether the task is worth doing again */
  constructor(readonly status: number, readonly code: string, message: string, readonly isTemporary = false) {
    super(message);
  }
}

/** A task that leaves out the version which its manifest declares, in the service's words. S3 User Guide (2023), "Troubleshooting". */
export function missingVersion(): TaskFailure {
  return new TaskFailure(400, 'InvalidRequest', 'Task failed due to missing VersionId');
}
