import { UnsupportedPolicyError } from './unsupported-policy';

/**
 * An IAM pattern as a regular expression: `*` is any text, `?` any one character, and `${*}`, `${?}`, `${$}` are the
 * characters themselves. IAM User Guide, "Policy elements: variables and tags".
 */
export function patternOf(text: string, flags = ''): RegExp {
  const source = text.replace(/\$\{([^}]*)\}|[*?]|[^*?$]+|\$/g, (part, name?: string) => {
    if (name !== undefined) return escaped(literalOf(name, text));
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return escaped(part);
  });
  return new RegExp(`^${source}$`, `su${flags}`);
}

function literalOf(name: string, text: string): string {
  if (name === '*' || name === '?' || name === '$') return name;
  throw new UnsupportedPolicyError(`the policy variable \`\${${name}}\` isn't evaluated here, found in: ${text}`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
