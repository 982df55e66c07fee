import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Dependable, type Construct, type IDependable } from 'constructs';
import { isOnBucket, isOnFunction, isOnKey, type BucketPermission, type Permission } from './permission';
import { HandlerGrantee } from '../handler/handler-policies';

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

function grantPermission(grantee: iam.IGrantable, permission: Permission): Added {
  if (isOnBucket(permission)) {
    return added(grantOnBucket(grantee, permission));
  }
  if (isOnKey(permission) && typeof permission.key !== 'string') {
    return added(permission.key.grant(grantee, ...permission.actions));
  }
  const { statementAdded, policyDependable } = grantee.grantPrincipal.addToPrincipalPolicy(statementOf(permission));
  return { success: statementAdded, policy: policyDependable };
}

function added(grant: iam.Grant): Added {
  return { success: grant.success, policy: grant };
}

/**
 * An immutable role says that it took everything; but unlike the others that are imported, it has no policy. A grant may have
 * none to depend on either way: where the accounts may differ, it tells of the bucket's alone.
 */
function isTaken(role: iam.IRole, { success, policy }: Added): boolean {
  const isOfTheApp = iam.Role.isRole(role) || role instanceof iam.LazyRole;
  const hasPolicy = role.node.findAll().some((child) => child instanceof iam.CfnPolicy);
  return success && (isOfTheApp || hasPolicy || (policy !== undefined && Dependable.of(policy).dependencyRoots.length > 0));
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
 * Grants the handler what it needs for one job.
 * @returns what holds the permissions, for the job to depend on
 */
export function grantToHandler(job: Construct, handlerRole: iam.IRole, permissions: readonly Permission[]): IDependable[] {
  const grantee = new HandlerGrantee(job, handlerRole);
  return permissions.flatMap((permission) => grantPermission(grantee, permission).policy ?? []).concat(grantee.policies);
}

function grantOnBucket(grantee: iam.IGrantable, { bucket, actions, keyPattern }: BucketPermission): iam.Grant {
  if (keyPattern !== undefined) {
    return s3.BucketGrants.fromBucket(bucket).actionsOnObjectKeys(grantee, keyPattern, ...actions);
  }
  // the bucket alone, which the CDK's bucket grants offer only together with its objects
  const request = { grantee, actions: [...actions], resourceArns: [bucket.bucketRef.bucketArn] };
  const resource = iam.ResourceWithPolicies.of(bucket);
  return resource === undefined ? iam.Grant.addToPrincipal(request) : iam.Grant.addToPrincipalOrResource({ ...request, resource });
}
