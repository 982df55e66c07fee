import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { resourceOfBucket } from './bucket-encryption';
import { isInReach, referencesIn } from '../references';

/**
 * Refuses buckets that a job, or the policies of a role of the app that it is given, can't name, because another account or Region
 * makes them without saying what they will be called.
 */
export function bucketReachProblems(job: IConstruct, role: iam.IRole | undefined, buckets: readonly s3refs.IBucketRef[]): string[] {
  const stacks = [job, ...(iam.Role.isRole(role) ? [role] : [])].map((construct) => Stack.of(construct));
  return [...new Set(buckets)].filter((bucket) => stacks.some((stack) => !canName(stack, bucket))).map(({ node }) => (
    `the bucket ${node.path} must have a name that is known here, for no reference crosses accounts or Regions; give it a \`bucketName\`, and an L1 `
    + 'bucket to Bucket.fromBucketName by that name, got: a name known at deployment'
  ));
}

function canName(stack: Stack, bucket: s3refs.IBucketRef): boolean {
  const { bucketRef: { bucketArn } } = bucket;
  try {
    if (resourceOfBucket(bucket) !== undefined && Stack.of(bucket) === stack) {
      return true;
    }
    const isNear = referencesIn(bucketArn, stack).every((target) => isInReach(target, stack));
    // the CDK puts the name of a bucket that has one in the place of a reference that goes too far
    return isNear || !/"Fn::GetAtt"|"Ref":"(?!AWS::)/.test(JSON.stringify(stack.resolve(bucketArn)));
  } catch {
    // and says so where there is none
    return false;
  }
}
