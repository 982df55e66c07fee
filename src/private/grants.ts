import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Dependable, type Construct, type IDependable } from 'constructs';
import { isOnBucket, isOnFunction, isOnKey, type BucketPermission, type Permission } from './permission';

/**
 * Grants a role what a job's parts need, where the CDK puts such permissions: on the role's default policy, and on the
 * policies of buckets and keys too where these are of another account.
 * @returns whether the role took them: an imported one may be immutable, or of another account
 */
export function grantPermissions(role: iam.IRole, permissions: readonly Permission[]): boolean {
  return permissions.map((permission) => grantPermission(role, permission)).every((result) => isTaken(role, result));
}

/** What came of adding to a role. */
interface Added {
  readonly success: boolean;
  readonly policy?: IDependable;
}

function grantPermission(role: iam.IRole, permission: Permission): Added {
  if (isOnBucket(permission)) {
    return added(grantOnBucket(role, permission));
  }
  if (isOnKey(permission) && typeof permission.key !== 'string') {
    return added(permission.key.grant(role, ...permission.actions));
  }
  const { statementAdded, policyDependable } = role.grantPrincipal.addToPrincipalPolicy(statementOf(permission));
  return { success: statementAdded, policy: policyDependable };
}

function added(grant: iam.Grant): Added {
  return { success: grant.success, policy: grant };
}

/** An immutable role says that it took everything; but unlike the others that are imported, it has no policy to depend on. */
function isTaken(role: iam.IRole, { success, policy }: Added): boolean {
  const isOfTheApp = iam.Role.isRole(role) || role instanceof iam.LazyRole;
  return success && (isOfTheApp || (policy !== undefined && Dependable.of(policy).dependencyRoots.length > 0));
}

/** A permission as the statement of a policy: what a user has to allow a role that the CDK can't add to. */
export function statementOf(permission: Permission): iam.PolicyStatement {
  if (isOnBucket(permission)) {
    const { bucket: { bucketRef: { bucketArn } }, keyPattern, actions } = permission;
    return allow(actions, keyPattern === undefined ? bucketArn : `${bucketArn}/${keyPattern}`);
  }
  if (isOnKey(permission)) {
    return allow(permission.actions, typeof permission.key === 'string' ? permission.key : permission.key.keyArn);
  }
  // The ARN that the job names, and no other. `grantInvoke` would add all versions and aliases of an unqualified function,
  // none of which is invoked, and throws for an imported one of which it can't tell whether it is of the stack's account.
  return isOnFunction(permission) ? allow(['lambda:InvokeFunction'], permission.invoked.functionArn) : permission.statement.copy();
}

function allow(actions: readonly string[], resource: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: [...actions], resources: [resource] });
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

function grantOnBucket(grantee: iam.IRole, { bucket, actions, keyPattern }: BucketPermission): iam.Grant {
  if (keyPattern !== undefined) {
    return s3.BucketGrants.fromBucket(bucket).actionsOnObjectKeys(grantee, keyPattern, ...actions);
  }
  // the bucket alone, which the CDK's bucket grants offer only together with its objects
  const request = { grantee, actions: [...actions], resourceArns: [bucket.bucketRef.bucketArn] };
  const resource = iam.ResourceWithPolicies.of(bucket);
  return resource === undefined ? iam.Grant.addToPrincipal(request) : iam.Grant.addToPrincipalOrResource({ ...request, resource });
}
