import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isOnBucket, type Permission } from './permission';
import { functionOfAnotherAccount, type Warning } from './warnings';

/** Warns of functions that are known to be of another account than the job: a role's permission alone doesn't reach there. */
export function functionAccountWarnings(job: IConstruct, permissions: readonly Permission[]): Warning[] {
  const { account } = Stack.of(job);
  return permissions.flatMap((permission) => {
    if (isOnBucket(permission)) {
      return [];
    }
    const { node, env } = permission.invoked;
    return Token.compareStrings(env.account, account) === TokenComparison.DIFFERENT ? [functionOfAnotherAccount(node.path, env.account)] : [];
  });
}
