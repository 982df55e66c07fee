import { Token } from 'aws-cdk-lib';

/** How the CDK spells a value in a string that isn't known before deployment. */
const TOKEN = /(\$\{Token\[[^\]]*\]\})/;

/** What a policy document can't hold. IAM API reference, PutRolePolicy, `PolicyDocument`. */
const NOT_IN_POLICIES = /[^\u0009\u000A\u000D\u0020-\u00FF][\s\S]*/;

/** The parts of a text that synth knows, where some are known only at deployment. */
export function literalParts(text: string): string[] {
  return text.split(TOKEN).filter((part) => !Token.isUnresolved(part));
}

/** Whether IAM would read any part of an ARN that synth knows as a pattern, which stands for others too. */
export function isPattern(arn: string): boolean {
  return literalParts(arn).some((part) => /[*?]/.test(part));
}

/** Whether a policy can spell a prefix or a key. */
export function fitsPolicies(key: string | undefined): boolean {
  return key === undefined || !NOT_IN_POLICIES.test(key);
}

/**
 * The start of object keys, for a policy's resource: what IAM would read as a wildcard or a variable stands for itself,
 * and everything from the first character that a policy can't hold is any text.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function literalKey(keyPrefix: string): string {
  const spelled = keyPrefix
    .replace(NOT_IN_POLICIES, '')
    .split(TOKEN)
    .map((part) => (Token.isUnresolved(part) ? part : part.replace(/[*?$]/g, '$${$&}')))
    .join('');
  return fitsPolicies(keyPrefix) ? spelled : `${spelled}*`;
}

/** Matches the keys that start with `keyPrefix`; every key, where there is none. */
export function keysStartingWith(keyPrefix = ''): string {
  const start = literalKey(keyPrefix);
  return fitsPolicies(keyPrefix) ? `${start}*` : start;
}
