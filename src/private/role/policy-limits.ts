import { CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { isJobRole } from './job-role';
import { IAM_POLICIES } from '../limits';
import { LEAST, policyLength } from './policy-length';

/** What IAM won't take of the policies that the app attaches to the jobs' roles and to the handler's. Final only once all aspects have been applied. */
export function policyProblems(jobRoles: readonly iam.IRole[], handlerRole: iam.IRole): string[] {
  return [
    ...jobRoles.flatMap((role) => rolePolicyProblems(role, wayOut(role))),
    ...rolePolicyProblems(handlerRole, 'move some of the stack\'s jobs to another stack'),
  ];
}

function wayOut(role: iam.IRole): string {
  if (isJobRole(role, role)) {
    return 'give the job fewer and shorter prefixes, or make several jobs of it';
  }
  return iam.Role.isRole(role)
    ? 'let fewer jobs share it, or leave `role` out, and each job gets a role of its own'
    : 'let fewer jobs share it, leave `role` out, and each job gets a role of its own, or import it with { mutable: false } and attach policies to it yourself';
}

function rolePolicyProblems(role: iam.IRole, advice: string): string[] {
  const { inline, managed, managedCount } = attachedTo(role);
  const total = inline.reduce((sum, policy) => sum + policy, 0);
  const longest = Math.max(0, ...managed);
  return [
    ...(total > IAM_POLICIES.inlineLength
      ? [`the inline policies of the role ${role.node.path} must come to at most ${IAM_POLICIES.inlineLength} characters; ${advice}, got: about ${total}`]
      : []),
    ...(longest > IAM_POLICIES.managedLength
      ? [`a managed policy of the role ${role.node.path} must have at most ${IAM_POLICIES.managedLength} characters; ${advice}, got: about ${longest}`]
      : []),
    ...(managedCount > IAM_POLICIES.managedCount
      ? [`the role ${role.node.path} must have at most ${IAM_POLICIES.managedCount} managed policies; ${advice}, got: ${managedCount}`]
      : []),
  ];
}

interface Attached {
  /** Lengths of the policies. */
  readonly inline: readonly number[];
  /** Lengths of those that can be seen. */
  readonly managed: readonly number[];
  readonly managedCount: number;
}

/** The policies that a role has of its stack; those that an imported one has elsewhere can't be seen. */
function attachedTo(role: iam.IRole): Attached {
  const stack = Stack.of(role);
  const resolved = (value: unknown): unknown => stack.resolve(value);
  const name = JSON.stringify(resolved(role.roleName));
  const listed = (value: unknown) => (resolved(value) ?? []) as unknown[];
  const ofRole = ({ roles }: iam.CfnPolicy | iam.CfnManagedPolicy) => listed(roles).some((item) => JSON.stringify(item) === name);
  const resources = stack.node.findAll().filter((child) => CfnResource.isCfnResource(child) && Stack.of(child) === stack);
  const inline = resources.filter((resource) => resource instanceof iam.CfnPolicy).filter(ofRole);
  const managed = resources.filter((resource) => resource instanceof iam.CfnManagedPolicy).filter(ofRole);
  const itself = role.node.defaultChild;
  const own = itself instanceof iam.CfnRole ? itself : undefined;
  const ownInline = listed(own?.policies) as { readonly policyDocument: unknown }[];
  const length = ({ policyDocument }: { readonly policyDocument: unknown }) => policyLength(resolved(policyDocument), LEAST);
  return {
    inline: [...inline, ...ownInline].map(length),
    managed: managed.map(length),
    managedCount: managed.length + listed(own?.managedPolicyArns).length,
  };
}
