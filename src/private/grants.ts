import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { isOnBucket, type BucketPermission, type Permission } from './permission';

/**
 * Grants a role what a job's parts need, where the CDK puts such permissions: on the role's default policy, and on the
 * bucket's policy too for a bucket of another account.
 */
export function grantPermissions(role: iam.IRole, permissions: readonly Permission[]): void {
  for (const permission of permissions) {
    if (!isOnBucket(permission)) {
      grantInvocation(role, permission.invoked);
    } else if (permission.keyPattern === undefined) {
      grantOnBucket(role, permission);
    } else {
      s3.BucketGrants.fromBucket(permission.bucket).actionsOnObjectKeys(role, permission.keyPattern, ...permission.actions);
    }
  }
}

/**
 * Grants the handler what it needs for one job, in a policy of that job's. In the handler's own, every job of the stack
 * would depend on the buckets of every other, which is a circle as soon as such a bucket waits for a job.
 * @returns what holds the policy, if there is one
 */
export function grantToHandler(job: Construct, handlerRole: iam.IRole, permissions: readonly BucketPermission[]): iam.IRole[] {
  if (permissions.length === 0) {
    return [];
  }
  const role = iam.Role.fromRoleName(job, 'HandlerRole', handlerRole.roleName);
  grantPermissions(role, permissions);
  return [role];
}

/** The bucket alone, which the CDK's bucket grants offer only together with its objects. */
function grantOnBucket(grantee: iam.IRole, { bucket, actions }: BucketPermission): void {
  const request = { grantee, actions: [...actions], resourceArns: [bucket.bucketRef.bucketArn] };
  const resource = iam.ResourceWithPolicies.of(bucket);
  if (resource === undefined) {
    iam.Grant.addToPrincipal(request);
  } else {
    iam.Grant.addToPrincipalOrResource({ ...request, resource });
  }
}

/**
 * The ARN that the job names, and no other. `grantInvoke` would add all versions and aliases of an unqualified function,
 * none of which is invoked, and throws for an imported one of which it can't tell whether it is of the stack's account.
 */
function grantInvocation(grantee: iam.IRole, fn: lambda.IFunction): void {
  iam.Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [fn.functionArn] });
}
