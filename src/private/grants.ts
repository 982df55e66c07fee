import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { isOnBucket, type BucketPermission, type Permission } from './permission';

/**
 * Grants a role what a job's parts need, where the CDK puts such permissions: on the role's default policy, and on the
 * bucket's policy too for a bucket of another account.
 */
export function grantPermissions(role: iam.IRole, permissions: readonly Permission[]): iam.Grant[] {
  return permissions.map((permission) => {
    if (!isOnBucket(permission)) {
      return grantInvocation(role, permission.invoked);
    }
    return permission.keyPattern === undefined
      ? grantOnBucket(role, permission)
      : s3.BucketGrants.fromBucket(permission.bucket).actionsOnObjectKeys(role, permission.keyPattern, ...permission.actions);
  });
}

/**
 * Grants the handler what it needs for one job, in a policy of that job's. In the handler's own, every job of the stack
 * would depend on the buckets of every other, which is a circle as soon as such a bucket waits for a job.
 */
export function grantToHandler(job: Construct, handlerRole: iam.IRole, permissions: readonly BucketPermission[]): iam.Grant[] {
  return permissions.length === 0
    ? []
    : grantPermissions(iam.Role.fromRoleName(job, 'HandlerRole', handlerRole.roleName), permissions);
}

/** The bucket alone, which the CDK's bucket grants offer only together with its objects. */
function grantOnBucket(grantee: iam.IRole, { bucket, actions }: BucketPermission): iam.Grant {
  const request = { grantee, actions: [...actions], resourceArns: [bucket.bucketRef.bucketArn] };
  const resource = iam.ResourceWithPolicies.of(bucket);
  return resource === undefined ? iam.Grant.addToPrincipal(request) : iam.Grant.addToPrincipalOrResource({ ...request, resource });
}

/**
 * The ARN that the job names, and no other. `grantInvoke` would add all versions and aliases of an unqualified function,
 * none of which is invoked, and throws for an imported one of which it can't tell whether it is of the stack's account.
 */
function grantInvocation(grantee: iam.IRole, fn: lambda.IFunction): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [fn.functionArn] });
}
