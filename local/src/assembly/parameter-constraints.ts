import type { ParameterDeclaration } from './template';

/** What a value must be like, as far as a declaration says so; undefined when it says nothing. */
type Rule = (declaration: ParameterDeclaration) => { readonly must: string; readonly holds: (value: string) => boolean } | undefined;

/** CloudFormation User Guide, "CloudFormation template Parameters syntax". */
const RULES: readonly Rule[] = [
  ({ Type }) => Type === 'Number' ? { must: 'must be a number', holds: (value) => value.trim() !== '' && !Number.isNaN(Number(value)) } : undefined,
  ({ AllowedValues: values }) => values && { must: `must be one of ${values.join(', ')}`, holds: (value) => values.map(String).includes(value) },
  ({ AllowedPattern: pattern }) => pattern === undefined ? undefined : {
    must: `must match the pattern ${pattern}`, holds: (value) => new RegExp(`^(?:${pattern})$`).test(value),
  },
  ({ MinLength: min }) => min === undefined ? undefined : { must: `must have at least ${min} characters`, holds: ({ length }) => length >= Number(min) },
  ({ MaxLength: max }) => max === undefined ? undefined : { must: `must have at most ${max} characters`, holds: ({ length }) => length <= Number(max) },
  ({ MinValue: min }) => min === undefined ? undefined : { must: `must be at least ${min}`, holds: (value) => Number(value) >= Number(min) },
  ({ MaxValue: max }) => max === undefined ? undefined : { must: `must be at most ${max}`, holds: (value) => Number(value) <= Number(max) },
];

/** What a parameter's value, or an item of its list, must be and isn't; undefined when it is all that its declaration wants. */
export function brokenConstraint(declaration: ParameterDeclaration, value: string): string | undefined {
  return RULES.flatMap((rule) => rule(declaration) ?? []).find(({ holds }) => !holds(value))?.must;
}
