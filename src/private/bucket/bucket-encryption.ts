import { Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';

/** The resource that a bucket construct stands for; undefined for an imported bucket. */
export function resourceOfBucket(bucket: s3refs.IBucketRef): s3.CfnBucket | undefined {
  const resource = s3.CfnBucket.isCfnBucket(bucket) ? bucket : bucket.node.defaultChild;
  return s3.CfnBucket.isCfnBucket(resource) ? resource : undefined;
}

/** A value that a resource has, while the app is still being put together; undefined where it can't be told before that is done. */
export function resolvedEarly(resource: IConstruct, value: unknown): unknown {
  try {
    return Stack.of(resource).resolve(value);
  } catch {
    // what produces a lazy value may say that it is too early
    return undefined;
  }
}

/** Whether a bucket is seen to encrypt with a KMS key, AWS's own or another, what is uploaded without saying otherwise. */
export function encryptsWithKms(bucket: s3refs.IBucketRef): boolean {
  if ((bucket as Partial<s3.IBucket>).encryptionKey !== undefined) {
    return true;
  }
  const resource = resourceOfBucket(bucket);
  const encryption = resource && resolvedEarly(resource, resource.bucketEncryption);
  // spelled in more than one way, since an L1 takes the properties of the template too
  return JSON.stringify(encryption ?? {}).includes('"aws:kms');
}
