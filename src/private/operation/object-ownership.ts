import { Stack } from 'aws-cdk-lib';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { CannedAccessControlList } from '../../canned-access-control-list';
import type { SelectedObjects } from '../binding';
import { resourceOfBucket } from '../bucket/bucket-encryption';
import { aclsDisabled, type Warning } from '../warnings';

/**
 * Warns of buckets of the app that are seen to enforce their owner's ownership, as new ones do by default: S3 takes no list
 * for their objects but one that gives their owner full control.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function ownershipWarnings(objects: readonly SelectedObjects[], canned: CannedAccessControlList | undefined): Warning[] {
  if (canned === CannedAccessControlList.BUCKET_OWNER_FULL_CONTROL) {
    return [];
  }
  const buckets = [...new Set(objects.map(({ bucket }) => bucket))];
  return buckets.filter(enforcesOwner).map((bucket) => aclsDisabled(bucket.node.path));
}

function enforcesOwner(bucket: s3refs.IBucketRef): boolean {
  const resource = resourceOfBucket(bucket);
  if (resource === undefined) {
    return false;
  }
  const controls: unknown = Stack.of(resource).resolve(resource.ownershipControls);
  // spelled in more than one way, since an L1 takes the properties of the template too
  return controls === undefined || JSON.stringify(controls).includes('"BucketOwnerEnforced"');
}
