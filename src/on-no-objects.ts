/** What it means that a generated manifest selects no object. S3 itself fails such a job. */
export enum OnNoObjects {
  /** The deployment fails. */
  FAIL = 'FAIL',

  /** The deployment succeeds with nothing done. */
  SUCCEED = 'SUCCEED',
}
