import { Token, TokenComparison } from 'aws-cdk-lib';

/** Whether two accounts, or two Regions, are known to differ: what only the deployment knows may be the same. */
export function areKnownToDiffer(one: string, other: string): boolean {
  return Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}
