import { Stack, type CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { isJobRole } from './job-role';
import { IAM_POLICIES } from '../limits';
import { LEAST, lengthAtMost, policyLength } from './policy-length';
import { resourcesUnder } from '../waits';

/** What IAM won't take of the policies that the app attaches to the jobs' roles and to the handler's. Final only once all aspects have been applied. */
export function policyProblems(jobRoles: readonly iam.IRole[], handlerRole: iam.IRole): string[] {
  const roles = [...jobRoles.map((role) => ({ role, advice: wayOut(role) })), { role: handlerRole, advice: 'move some of the stack\'s jobs to another stack' }];
  const stacks = new Set(roles.map(({ role }) => Stack.of(role)));
  const policies = new Map([...stacks].map((stack) => [stack, policiesByRole(stack)]));
  return roles.flatMap(({ role, advice }) => rolePolicyProblems(role, attachedTo(role, policies.get(Stack.of(role))!), advice));
}

function wayOut(role: iam.IRole): string {
  if (isJobRole(role, role)) {
    return 'give the job fewer and shorter prefixes, or make several jobs of it';
  }
  return iam.Role.isRole(role)
    ? 'let fewer jobs share it, or leave `role` out, and each job gets a role of its own'
    : 'let fewer jobs share it, leave `role` out, and each job gets a role of its own, or import it with { mutable: false } and attach policies to it yourself';
}

function rolePolicyProblems(role: iam.IRole, attached: Attached, advice: string): string[] {
  const stack = Stack.of(role);
  const exactly: LengthOf = (document) => policyLength(stack.resolve(document), LEAST);
  return limitProblems(role, attached, advice, lengthAtMost).length > 0 ? limitProblems(role, attached, advice, exactly) : [];
}

type LengthOf = (document: unknown) => number;

function limitProblems(role: iam.IRole, { inline, managed, managedCount }: Attached, advice: string, lengthOf: LengthOf): string[] {
  const total = inline.map(lengthOf).reduce((sum, length) => sum + length, 0);
  const longest = Math.max(0, ...managed.map(lengthOf));
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
  /** Documents of the policies. */
  readonly inline: readonly unknown[];
  /** Documents of those that can be seen. */
  readonly managed: readonly unknown[];
  readonly managedCount: number;
}

type Policy = iam.CfnPolicy | iam.CfnManagedPolicy;

/** The policies of a stack, by what they call a role: looked for once for all of its roles. */
function policiesByRole(stack: Stack): Map<string, Policy[]> {
  const policies = resourcesUnder(stack).filter((resource) => isPolicy(resource)).filter((policy) => Stack.of(policy) === stack);
  const byRole = new Map<string, Policy[]>();
  for (const policy of policies) {
    for (const name of new Set(resolvedList(stack, policy.roles).map((role) => JSON.stringify(role)))) {
      const others = byRole.get(name);
      byRole.set(name, others ?? [policy]);
      others?.push(policy);
    }
  }
  return byRole;
}

function isPolicy(resource: CfnResource): resource is Policy {
  return resource instanceof iam.CfnPolicy || resource instanceof iam.CfnManagedPolicy;
}

/** The policies that a role has of its stack; those that an imported one has elsewhere can't be seen. */
function attachedTo(role: iam.IRole, policies: ReadonlyMap<string, Policy[]>): Attached {
  const stack = Stack.of(role);
  const documentOf = ({ policyDocument }: { readonly policyDocument: unknown }) => policyDocument;
  const ofRole = policies.get(JSON.stringify(stack.resolve(role.roleName))) ?? [];
  const managed = ofRole.filter((policy) => policy instanceof iam.CfnManagedPolicy);
  const itself = role.node.defaultChild;
  const own = itself instanceof iam.CfnRole ? itself : undefined;
  const ownInline = resolvedList(stack, own?.policies) as { readonly policyDocument: unknown }[];
  return {
    inline: [...ofRole.filter((policy) => policy instanceof iam.CfnPolicy), ...ownInline].map(documentOf),
    managed: managed.map(documentOf),
    managedCount: managed.length + resolvedList(stack, own?.managedPolicyArns).length,
  };
}

function resolvedList(stack: Stack, list: unknown): unknown[] {
  return stack.resolve(list) ?? [];
}
