import { type ConditionValue, listOf, type OneOrMany, type Statement } from './document';
import { patternOf } from './pattern';
import { UnsupportedPolicyError } from './unsupported-policy';

/**
 * The condition keys that a call has, by name. A key with the value `undefined` is one the service knows and this call
 * doesn't carry; a key that isn't here at all is one the engine doesn't know.
 */
export type ConditionContext = { readonly [key: string]: string | undefined };

type Comparison = (actual: string, expected: string) => boolean;

/** Each positive operator, and how one value of the call compares with one of the policy. IAM User Guide, "Condition operators". */
const COMPARISONS: { readonly [operator: string]: Comparison } = {
  StringEquals: (actual, expected) => actual === literal(expected),
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === literal(expected).toLowerCase(),
  StringLike: (actual, expected) => patternOf(expected).test(actual),
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
};

/** Whether all conditions of a statement hold for a call; an operator or key that isn't known is an error that names it. */
export function conditionsHold(conditions: Statement['Condition'], context: ConditionContext): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => conditionHolds(operator, key, values, context)));
}

function conditionHolds(operator: string, key: string, expected: OneOrMany<ConditionValue>, context: ConditionContext): boolean {
  const { comparison, negated, ifExists } = operatorNamed(operator);
  const actual = valueOf(key, context);
  // IAM: a positive operator fails on a key that the call doesn't carry, a negated one holds
  if (actual === undefined) return ifExists || negated;
  return listOf(expected).some((value) => comparison(actual, String(value))) !== negated;
}

function operatorNamed(name: string) {
  const [, base, ifExists] = /^(.*?)(IfExists)?$/.exec(name)!;
  const positive = base.replace(/^(String|Arn)Not/, '$1');
  if (!Object.hasOwn(COMPARISONS, positive)) {
    throw new UnsupportedPolicyError(`the condition operator \`${name}\` isn't evaluated here`);
  }
  return { comparison: COMPARISONS[positive], negated: positive !== base, ifExists: ifExists !== undefined };
}

/** Names of condition keys are the same in any case. */
function valueOf(key: string, context: ConditionContext): string | undefined {
  const known = Object.keys(context).find((name) => name.toLowerCase() === key.toLowerCase());
  if (known === undefined) throw new UnsupportedPolicyError(`the condition key \`${key}\` isn't evaluated here`);
  return context[known];
}

/** Each of an ARN's six parts is compared for itself, so that a wildcard stays within its part. */
function arnMatches(actual: string, expected: string): boolean {
  const actualParts = arnParts(actual);
  const expectedParts = arnParts(expected);
  return actualParts.length === expectedParts.length
    && expectedParts.every((part, index) => patternOf(part).test(actualParts[index]));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Text that is compared as it stands: of a pattern's features only the escapes apply, and wildcards are themselves. */
function literal(text: string): string {
  return text.replace(/\$\{([^}]*)\}/g, (variable, name: string) => {
    if (['*', '?', '$'].includes(name)) return name;
    throw new UnsupportedPolicyError(`the policy variable \`${variable}\` isn't evaluated here`);
  });
}
