import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Dependable, type Construct, type IDependable } from 'constructs';
import { Grantee } from './grantee';
import { isPrecreated } from './job-role';
import { keyResource } from './key-resource';
import { isOnBucket, isOnFunction, isOnKey, type BucketPermission, type Permission } from './permission';
import { keyArnOf } from '../bucket/encryption-keys';
import { HandlerPolicies } from '../handler/handler-policies';

/**
 * Grants a role what a job's parts need, where the CDK puts such permissions: on the role's default policy, and on the
 * policies of buckets and keys too where these are of another account.
 * @returns whether the role took them: an imported one may be immutable, or of another account
 */
export function grantPermissions(role: iam.IRole, permissions: readonly Permission[]): boolean {
  const grantee = new Grantee(role, Stack.of(role), (statement) => role.grantPrincipal.addToPrincipalPolicy(statement));
  permissions.forEach((permission) => grantPermission(grantee, permission));
  return grantee.results.every((result) => isTaken(role, result));
}

function grantPermission(grantee: Grantee, permission: Permission): void {
  if (isOnBucket(permission)) {
    grantOnBucket(grantee, permission);
    return;
  }
  const statement = statementOf(permission, grantee.stack);
  if (isOnKey(permission) && typeof permission.key !== 'string') {
    permission.key.grant(grantee.onKey(permission.key, statement), ...permission.actions);
  } else {
    grantee.addToPrincipalPolicy(statement);
  }
}

/** An immutable role says that it took everything; but unlike the others that are imported, it has no policy. */
function isTaken(role: iam.IRole, { statementAdded, policyDependable }: iam.AddToPrincipalPolicyResult): boolean {
  const isOfTheApp = iam.Role.isRole(role) || role instanceof iam.LazyRole;
  const hasPolicy = () => role.node.findAll().some((child) => child instanceof iam.CfnPolicy);
  const isElsewhere = () => policyDependable !== undefined && Dependable.of(policyDependable).dependencyRoots.length > 0;
  return statementAdded && (isOfTheApp || hasPolicy() || isElsewhere());
}

/**
 * A permission as the statement of a policy: what a user has to allow a role that the CDK can't add to.
 * @param stack where the statement will stand; undefined: where each ARN can be had
 */
export function statementOf(permission: Permission, stack?: Stack): iam.PolicyStatement {
  if (isOnBucket(permission)) {
    const { bucket: { bucketRef: { bucketArn } }, keyPattern, actions } = permission;
    return allow(actions, keyPattern === undefined ? bucketArn : `${bucketArn}/${keyPattern}`);
  }
  if (isOnKey(permission)) {
    const { key, actions } = permission;
    return allow(actions, stack === undefined ? keyArnOf(key) : keyResource(key, stack));
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
 * @returns what of its own holds the permissions, for the job to depend on; not the policies of buckets, which may be of other
 * stacks and name the handler's role, so that these have to wait for the job's
 */
export function grantToHandler(job: Construct, handlerRole: iam.IRole, permissions: readonly Permission[]): IDependable[] {
  const grantee = new Grantee(handlerRole, Stack.of(job), (statement) => addToHandler(job, handlerRole, statement));
  permissions.forEach((permission) => grantPermission(grantee, permission));
  return grantee.results.flatMap(({ policyDependable }) => policyDependable ?? []);
}

function addToHandler(job: Construct, handlerRole: iam.IRole, statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
  return isPrecreated(handlerRole)
    ? handlerRole.addToPrincipalPolicy(statement)
    : { statementAdded: true, policyDependable: HandlerPolicies.of(job, handlerRole).add(statement, job) };
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
