import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Dependable, type IConstruct, type IDependable } from 'constructs';

/**
 * What of a bucket construct a job depends on: not its notifications, for they often name a function that wants to know of
 * the job, which would close a circle.
 */
const PARTS = ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Custom::S3AutoDeleteObjects'];

/**
 * The resources of the stack that make up some buckets, for a job to depend on: it shall not run before a bucket's policy
 * is in place, nor still be writing its report while the bucket is emptied. Looked for when the template is written,
 * because a bucket's policy often comes after the job.
 */
export function bucketResources(stack: Stack, buckets: readonly s3refs.IBucketRef[]): IDependable {
  const dependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots(): IConstruct[] {
      const parts = buckets.flatMap((bucket) => resourcesUnder(bucket)).filter(({ cfnResourceType }) => PARTS.includes(cfnResourceType));
      return [...new Set([...parts, ...policiesOf(stack, buckets)])].filter((resource) => Stack.of(resource) === stack);
    },
  });
  return dependable;
}

/** Policies of the buckets, wherever in the stack they were made: an L1 bucket's or an imported one's isn't part of it. */
function policiesOf(stack: Stack, buckets: readonly s3refs.IBucketRef[]): CfnResource[] {
  const nameOf = (bucket: string) => JSON.stringify(stack.resolve(bucket));
  const names = buckets.map(({ bucketRef }) => nameOf(bucketRef.bucketName));
  return resourcesUnder(stack).filter((resource) => resource instanceof CfnBucketPolicy && names.includes(nameOf(resource.bucket)));
}

function resourcesUnder(construct: IConstruct): CfnResource[] {
  return construct.node.findAll().filter((child) => CfnResource.isCfnResource(child));
}
