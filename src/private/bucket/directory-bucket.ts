import { Arn, ArnFormat, Resource, Token } from 'aws-cdk-lib';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import type { SelectedObjects } from '../binding';
import { bucketProblems, show } from '../checks';
import { DIRECTORY_BUCKET_ARN } from '../limits';
import { refuse } from '../problems';

/** How the name of a directory bucket ends, and no other may. S3 User Guide, "Directory bucket naming rules". */
const SUFFIX = '--x-s3';

/**
 * Refuses buckets that are seen to be directory buckets: S3 Batch Operations copies their objects and invokes functions for
 * them, and nothing else.
 *
 * @param operation the factory of the operation, such as `putObjectTagging`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-Batch-Ops.html
 */
export function generalPurposeProblems(operation: string, objects: readonly SelectedObjects[]): string[] {
  return objects
    .filter(({ bucket }) => isDirectoryBucket(bucket))
    .map(({ bucket }) => (
      `\`manifest\` must name no objects in directory buckets, which take only putObjectCopy and lambdaInvoke, not ${operation}, `
      + `got: ${show(bucket.bucketRef.bucketArn.split(/[:/]/).at(-1))}`
    ));
}

/**
 * Unless `value` is a bucket that S3 keeps the files of jobs in: there are none of them in directory buckets.
 *
 * @param why what S3 doesn't do there, as in `S3 writes no report to a directory bucket`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html
 */
export function jobFileBucketProblems(path: string, value: s3refs.IBucketRef | undefined, why: string): string[] {
  return isDirectoryBucket(value)
    ? [`\`${path}\` must be a general purpose bucket, since ${why}, got: ${show(value?.bucketRef.bucketArn)}`]
    : bucketProblems(path, value);
}

/** Whether a bucket is seen to be one; by its ARN, for the CDK takes the name of one that is imported by its ARN for `bucket`. */
export function isDirectoryBucket(bucket: s3refs.IBucketRef | undefined): boolean {
  const arn: unknown = bucket?.bucketRef?.bucketArn;
  return bucket instanceof ImportedDirectoryBucket || (typeof arn === 'string' && arn.endsWith(SUFFIX));
}

/** A directory bucket, in the place of any other. */
export class ImportedDirectoryBucket extends Resource implements s3refs.IBucketRef {
  public readonly bucketRef: s3refs.BucketReference;

  constructor(scope: Construct, id: string, bucketArn: string) {
    const isKnown = typeof bucketArn === 'string' && DIRECTORY_BUCKET_ARN.test(bucketArn);
    const isArn = isKnown || Token.isUnresolved(bucketArn);
    super(scope, id, isArn ? { environmentFromArn: bucketArn } : {});
    refuse(this, isArn ? [] : [
      `\`bucketArn\` must be the ARN of a directory bucket, as in arn:aws:s3express:eu-west-1:111122223333:bucket/base--euw1-az1--x-s3, got: ${show(bucketArn)}`,
    ]);
    this.bucketRef = { bucketArn, bucketName: Arn.split(bucketArn, ArnFormat.SLASH_RESOURCE_NAME).resourceName! };
  }
}
