import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Permission } from './permission';

/**
 * Grants a job's role what its parts need, where the CDK puts such permissions: on the role's default policy, and on the
 * bucket's policy too for a bucket of another account.
 */
export function grantPermissions(role: iam.IRole, permissions: readonly Permission[]): iam.Grant[] {
  return permissions.map((permission) => (permission.keyPattern === undefined
    ? grantOnBucket(role, permission)
    : s3.BucketGrants.fromBucket(permission.bucket).actionsOnObjectKeys(role, permission.keyPattern, ...permission.actions)));
}

/** The bucket alone, which the CDK's bucket grants offer only together with its objects. */
function grantOnBucket(grantee: iam.IRole, { bucket, actions }: Permission): iam.Grant {
  const request = { grantee, actions: [...actions], resourceArns: [bucket.bucketRef.bucketArn] };
  const resource = iam.ResourceWithPolicies.of(bucket);
  return resource === undefined ? iam.Grant.addToPrincipal(request) : iam.Grant.addToPrincipalOrResource({ ...request, resource });
}
