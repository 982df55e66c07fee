import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { ImportedDirectoryBucket } from './private/bucket/directory-bucket';

/**
 * Directory buckets, which keep objects in one zone: S3 Express One Zone. Jobs copy their objects, copy objects to them, and
 * invoke functions for their objects; they do nothing else with them, and keep neither manifests nor reports there.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-Batch-Ops.html
 */
export class DirectoryBucket {
  /**
   * A directory bucket of the app or of any other: as the bucket of a job's objects, or as the target of a copy.
   *
   * @param bucketArn as in `arn:aws:s3express:eu-west-1:111122223333:bucket/base--euw1-az1--x-s3`, or known only at
   * deployment, as the `attrArn` of a `CfnDirectoryBucket` is
   */
  public static fromBucketArn(scope: Construct, id: string, bucketArn: string): s3refs.IBucketRef {
    return new ImportedDirectoryBucket(scope, id, bucketArn);
  }

  private constructor() {}
}
