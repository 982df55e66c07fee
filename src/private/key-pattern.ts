import { Token } from 'aws-cdk-lib';

/** How the CDK spells a value in a string that isn't known before deployment. */
const TOKEN = /(\$\{Token\[[^\]]*\]\})/;

/**
 * The start of object keys, for a policy's resource: what IAM would read as a wildcard or a variable stands for itself.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function literalKey(keyPrefix: string): string {
  return keyPrefix
    .split(TOKEN)
    .map((part) => (Token.isUnresolved(part) ? part : part.replace(/[*?$]/g, '$${$&}')))
    .join('');
}

/** Matches the keys that start with `keyPrefix`; every key, where there is none. */
export function keysStartingWith(keyPrefix = ''): string {
  return `${literalKey(keyPrefix)}*`;
}
