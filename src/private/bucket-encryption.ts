import { Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';

/** Whether a bucket is seen to encrypt with a KMS key, AWS's own or another, what is uploaded without saying otherwise. */
export function encryptsWithKms(bucket: s3refs.IBucketRef): boolean {
  if ((bucket as Partial<s3.IBucket>).encryptionKey !== undefined) {
    return true;
  }
  const resource = s3.CfnBucket.isCfnBucket(bucket) ? bucket : bucket.node.defaultChild;
  const encryption = s3.CfnBucket.isCfnBucket(resource) ? Stack.of(resource).resolve(resource.bucketEncryption) : undefined;
  // spelled in more than one way, since an L1 takes the properties of the template too
  return JSON.stringify(encryption ?? {}).includes('"aws:kms');
}
