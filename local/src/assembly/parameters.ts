import type { Json, ParameterDeclaration } from './template';
import { UnresolvedError } from './unresolved-error';

/**
 * The value of a parameter: what the assembly sets it to, or its default.
 * Those whose value CloudFormation looks up (`AWS::SSM::Parameter::Value<…>`) can't be known, and are refused.
 */
export function parameterValue(name: string, declaration: ParameterDeclaration, given: string | undefined, path: string): Json {
  if (declaration.Type.startsWith('AWS::SSM::')) {
    throw new UnresolvedError(path, `the value of the parameter \`${name}\` stands in Systems Manager, which isn't played here`);
  }
  const value = given ?? declaration.Default;
  if (value === undefined) throw new UnresolvedError(path, `the parameter \`${name}\` has no default`);
  const isList = declaration.Type === 'CommaDelimitedList' || declaration.Type.startsWith('List<');
  return isList ? String(value).split(',').map((item) => item.trim()) : String(value);
}
