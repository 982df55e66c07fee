import { Token } from 'aws-cdk-lib';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { SelectedObjects } from '../binding';
import { resourceOfBucket } from './bucket-encryption';
import { isDirectoryBucket } from './directory-bucket';

/**
 * Unless the objects are of one bucket, as far as synth can tell: there are operations that S3 does in one bucket alone.
 * @param operation name of the factory, as in `putObjectCopy`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-copy-object.html
 */
export function singleBucketProblems(operation: string, objects: readonly SelectedObjects[]): string[] {
  const buckets = new Set(objects.map(({ bucket }) => identityOf(bucket)).filter((identity) => identity !== undefined));
  return buckets.size <= 1
    ? []
    : [`\`manifest.scope\` must name a single bucket with ${operation}; make a job for each bucket, got: ${buckets.size} buckets`];
}

/** Whether two constructs are seen to stand for one bucket. */
export function isSameBucket(one: s3refs.IBucketRef, other: s3refs.IBucketRef): boolean {
  const identity = identityOf(one);
  return one?.bucketRef?.bucketArn === other.bucketRef.bucketArn || (identity !== undefined && identity === identityOf(other));
}

/** What tells a bucket from others, also where it is imported twice; undefined where only the deployment knows. */
function identityOf(bucket: s3refs.IBucketRef): string | undefined {
  // the CDK takes any directory bucket that it imports for one of the name `bucket`
  if (isDirectoryBucket(bucket)) {
    return bucket.bucketRef.bucketArn;
  }
  // a manifest with problems may have anything in place of a bucket
  const resource = Construct.isConstruct(bucket) ? resourceOfBucket(bucket) : undefined;
  const name = resource === undefined ? bucket?.bucketRef?.bucketName : resource.bucketName;
  return name === undefined || Token.isUnresolved(name) ? resource?.node.addr : name;
}
