import { ArnFormat, PhysicalName, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';

/** What S3 assumes a job's role as, in every partition. */
export const BATCH_OPERATIONS = 'batchoperations.s3.amazonaws.com';

/**
 * A role for one job. It has no conditions on who assumes it: whether S3 says on whose behalf it does isn't documented.
 * It gets a name only where an account or a Region away needs to name it.
 */
export function createJobRole(scope: Construct): iam.Role {
  return new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal(BATCH_OPERATIONS),
    path: `/${rolePath(scope)}/`,
    roleName: PhysicalName.GENERATE_IF_NEEDED,
  });
}

/**
 * Whether {@link jobRolesArn} of `scope` matches a role: one that {@link createJobRole} made in the same stack, unless
 * `Role.customizeRoles` put another in its place.
 */
export function isJobRole(role: iam.IRole, scope: IConstruct): boolean {
  const resource = role.node.defaultChild;
  return resource instanceof iam.CfnRole && typeof resource.path === 'string' && resource.path === `/${rolePath(scope)}/`;
}

/** Whether `Role.customizeRoles` takes a role to exist already: what it may do is then reported, and no policy made. */
export function isPrecreated(role: iam.IRole): boolean {
  return role.node.children.some(({ node }) => node.id.startsWith('PrecreatedRole'));
}

/** All roles that {@link createJobRole} makes in the stack of `scope`, as one pattern: naming each would make a circle of jobs. */
export function jobRolesArn(scope: Construct): string {
  return Stack.of(scope).formatArn({
    service: 'iam', region: '', resource: 'role', resourceName: `${rolePath(scope)}/*`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

/** Named after the outermost stack: a nested one has no name before its deployment, which a role's name may have to contain. */
function rolePath(scope: IConstruct): string {
  let stack = Stack.of(scope);
  while (stack.nestedStackParent !== undefined) {
    stack = stack.nestedStackParent;
  }
  return `cdk-s3-batch-operations/${stack.stackName}`;
}
