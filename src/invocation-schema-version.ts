/** Which event the function of a `lambdaInvoke` job gets. */
export enum InvocationSchemaVersion {
  /** A task names the ARN of its bucket, `s3BucketArn`. */
  V1_0 = '1.0',

  /** A task names its bucket, `s3Bucket`, and the job has its user arguments. */
  V2_0 = '2.0',
}
