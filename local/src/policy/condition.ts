import { type ConditionValue, listOf, type OneOrMany, type Statement } from './document';
import { patternOf } from './pattern';
import { UnsupportedPolicyError } from './unsupported-policy';

/**
 * The condition keys that a call has, by name. A key with the value `undefined` is one the service knows and this call
 * doesn't carry; `aws:RequestTag/*` is so of all tags that aren't named. A key that isn't here at all is one the engine
 * doesn't know. A list is a key of several values.
 */
export type ConditionContext = { readonly [key: string]: string | readonly string[] | undefined };

type Comparison = (actual: string, expected: string) => boolean;

/** Each positive operator, and how one value of the call compares with one of the policy. IAM User Guide, "Condition operators". */
const COMPARISONS: { readonly [operator: string]: Comparison } = {
  StringEquals: (actual, expected) => actual === literal(expected),
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === literal(expected).toLowerCase(),
  StringLike: (actual, expected) => patternOf(expected).test(actual),
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  NumericEquals: numeric((actual, expected) => actual === expected),
  NumericLessThan: numeric((actual, expected) => actual < expected),
  NumericLessThanEquals: numeric((actual, expected) => actual <= expected),
  NumericGreaterThan: numeric((actual, expected) => actual > expected),
  NumericGreaterThanEquals: numeric((actual, expected) => actual >= expected),
};

/** Whether all conditions of a statement hold for a call; an operator or key that isn't known is an error that names it. */
export function conditionsHold(conditions: Statement['Condition'], context: ConditionContext): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => conditionHolds(operator, key, values, context)));
}

function conditionHolds(operator: string, key: string, expected: OneOrMany<ConditionValue>, context: ConditionContext): boolean {
  const { comparison, negated, ifExists, set } = operatorNamed(operator);
  const actual = valueOf(key, context);
  const holdsFor = (value: string) => listOf(expected).some((one) => comparison(value, String(one))) !== negated;
  if (set) return ofSet(set, actual === undefined ? [] : listOf(actual), holdsFor) || (ifExists && actual === undefined);
  // IAM: a positive operator fails on a key that the call doesn't carry, a negated one holds
  if (actual === undefined) return ifExists || negated;
  if (typeof actual !== 'string') throw new UnsupportedPolicyError(`the condition key \`${key}\` has several values, which \`${operator}\` isn't made for`);
  return holdsFor(actual);
}

/** IAM User Guide, "Set operators for multi-valued context keys". */
function ofSet(set: string, actual: readonly string[], holdsFor: (value: string) => boolean): boolean {
  return set === 'ForAllValues' ? actual.every(holdsFor) : actual.some(holdsFor);
}

function operatorNamed(name: string) {
  const [, set, base, ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(name)!;
  const positive = base.replace(/^(String|Arn)Not|^(Numeric)Not(?=Equals$)/, '$1$2');
  if (!Object.hasOwn(COMPARISONS, positive)) {
    throw new UnsupportedPolicyError(`the condition operator \`${name}\` isn't evaluated here`);
  }
  return { comparison: COMPARISONS[positive], negated: positive !== base, ifExists: ifExists !== undefined, set };
}

/** Names of condition keys are the same in any case. */
function valueOf(key: string, context: ConditionContext): ConditionContext[string] {
  const names = Object.keys(context);
  const known = names.find((name) => name.toLowerCase() === key.toLowerCase())
    ?? names.find((name) => name.endsWith('/*') && key.toLowerCase().startsWith(name.slice(0, -1).toLowerCase()));
  if (known === undefined) throw new UnsupportedPolicyError(`the condition key \`${key}\` isn't evaluated here`);
  return context[known];
}

/** What is no number is neither equal to one nor less nor greater. */
function numeric(compare: (actual: number, expected: number) => boolean): Comparison {
  const numberIn = (text: string) => text.trim() === '' ? NaN : Number(text);
  return (actual, expected) => compare(numberIn(actual), numberIn(expected));
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
