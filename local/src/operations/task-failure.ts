/** A task that failed although no call of S3 did, as the report's row has it. */
export class TaskFailure extends Error {
  readonly name = 'TaskFailure';

  /** @param isTemporary whether the task is worth doing again */
  constructor(readonly status: number, readonly code: string, message: string, readonly isTemporary = false) {
    super(message);
  }
}
