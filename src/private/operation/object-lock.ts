import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { SelectedObjects } from '../binding';
import { resourceOfBucket } from '../bucket/bucket-encryption';
import { generalPurposeProblems } from '../bucket/directory-bucket';
import { singleBucketProblems } from '../bucket/single-bucket';
import { keysStartingWith } from '../key-pattern';
import type { BucketPermission } from '../role/permission';
import { objectLockNotSeen, type Warning } from '../warnings';

/**
 * Unless S3 can lock the objects in one job.
 *
 * @param operation the factory of the operation, such as `putObjectLegalHold`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-retention-date.html
 */
export function objectLockProblems(operation: string, objects: readonly SelectedObjects[]): string[] {
  return [...generalPurposeProblems(operation, objects), ...singleBucketProblems(operation, objects)];
}

/** To see that the objects' bucket has Object Lock, and to do what locks them. Versions too: IAM has no other actions for them. */
export function objectLockPermissions(objects: readonly SelectedObjects[], actions: readonly string[]): BucketPermission[] {
  return [
    ...objects.slice(0, 1).map(({ bucket }) => ({ bucket, actions: ['s3:GetBucketObjectLockConfiguration'] })),
    ...objects.map(({ bucket, keyPrefix }) => ({ bucket, actions, keyPattern: keysStartingWith(keyPrefix) })),
  ];
}

/** Warns where the objects' bucket is of the app, and seen not to have Object Lock. */
export function objectLockWarnings(objects: readonly SelectedObjects[]): Warning[] {
  return objects.slice(0, 1).filter(({ bucket }) => lacksObjectLock(bucket)).map(({ bucket }) => objectLockNotSeen(bucket.node.path));
}

/** Object Lock that only the deployment knows of may be there. */
function lacksObjectLock(bucket: s3refs.IBucketRef): boolean {
  const resource = resourceOfBucket(bucket);
  return resource !== undefined && (resource.objectLockEnabled ?? false) === false && resource.objectLockConfiguration === undefined;
}
