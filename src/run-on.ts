/** What makes a deployment run a job again. */
export enum RunOn {
  /** Another operation, another manifest or another `runId`. */
  CHANGE = 'CHANGE',

  /**
   * Another `runId` alone, also the first one; without any, the job runs once. A changed operation or manifest holds for the
   * next run, and is refused while the job runs.
   */
  RUN_ID = 'RUN_ID',
}
