import { brokenConstraint } from './parameter-constraints';
import type { Json, ParameterDeclaration } from './template';
import { UnknownValueError, UnresolvedError } from './unresolved-error';

/** What a parameter's value can come from, by precedence: what is supplied here, what is given, its default. */
export interface ParameterSources {
  /** For what can't be known here. */
  readonly supplied?: string;
  /** By the assembly, or the stack around a nested one, for which a value can be out of reach. */
  readonly given?: { readonly value: string } | { readonly problem: string };
}

/**
 * The value of a parameter. Of one that CloudFormation looks up (`AWS::SSM::Parameter::Value<…>`) only the name is given,
 * so that its value has to be supplied.
 */
export function parameterValue(name: string, declaration: ParameterDeclaration, sources: ParameterSources, path: string): Json {
  const value = sources.supplied ?? (isLookedUp(declaration) ? lookedUp(name, path) : givenValue(name, declaration, sources, path));
  const items = isList(declaration) ? value.split(',').map((item) => item.trim()) : [value];
  for (const item of items) {
    const problem = brokenConstraint(declaration, item);
    if (problem !== undefined) throw new UnresolvedError(path, `the parameter \`${name}\` ${problem}, got: ${item}`);
  }
  return isList(declaration) ? items : value;
}

function isLookedUp({ Type }: ParameterDeclaration): boolean {
  return Type.startsWith('AWS::SSM::Parameter::Value<');
}

function isList({ Type }: ParameterDeclaration): boolean {
  return /^(AWS::SSM::Parameter::Value<)?(CommaDelimitedList|List<)/.test(Type);
}

function lookedUp(name: string, path: string): never {
  throw new UnknownValueError(path, `the value of the parameter \`${name}\` stands in Systems Manager, which isn't played here`, name);
}

function givenValue(name: string, { Default }: ParameterDeclaration, { given }: ParameterSources, path: string): string {
  if (given && 'problem' in given) throw new UnknownValueError(path, given.problem);
  const value = given?.value ?? Default;
  if (value === undefined) throw new UnknownValueError(path, `the parameter \`${name}\` has no value and no default`, name);
  return String(value);
}
