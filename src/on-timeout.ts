/** What it means for a deployment that its job hasn't ended in time. */
export enum OnTimeout {
  /** The deployment fails, and the job is cancelled. */
  FAIL = 'FAIL',

  /** The deployment goes on, and so does the job. */
  CONTINUE = 'CONTINUE',
}
