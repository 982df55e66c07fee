import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { show } from '../checks';
import { rolePathUnknown, type Warning } from '../warnings';

/** Unless a role is absent, or may be of the account that the job is in: S3 takes no role of another. */
export function givenRoleProblems(role: unknown, job: IConstruct): string[] {
  if (role === undefined) {
    return [];
  }
  const { roleArn, env } = (role ?? {}) as Partial<iam.IRole>;
  if (roleArn === undefined) {
    return [`\`role\` must be a role; use Role.fromRoleArn for one that exists already, got: ${show(role)}`];
  }
  const { account } = Stack.of(job);
  const owner = env?.account ?? account;
  return !isLookedUpLater(roleArn) && Token.compareStrings(owner, account) === TokenComparison.DIFFERENT
    ? [`\`role\` must be of the account that the job is in, ${account}, for S3 takes no role of another, got: a role of ${owner}`]
    : [];
}

/** What `Role.fromLookup` gives until the CDK CLI has looked: a role of an account that nobody asked for. */
function isLookedUpLater(roleArn: string): boolean {
  return roleArn.endsWith(':role/DUMMY_ARN');
}

/** Warns of a role whose name the CDK can't tell from its path, if it will have to. */
export function rolePathWarnings(role: iam.IRole): Warning[] {
  const isImported = role.node.defaultChild === undefined;
  return isImported && Token.isUnresolved(role.roleArn) && isOneToken(role.roleArn) ? [rolePathUnknown(role.node.path)] : [];
}

/** An ARN that the CDK puts together itself has a path that it knows. */
function isOneToken(arn: string): boolean {
  return /^\$\{Token\[[^\]]*\]\}$/.test(arn);
}
