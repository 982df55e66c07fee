import { conditionHolds } from './conditions';
import { mappedValue } from './mappings';
import { parameterValue, type ParameterSources } from './parameters';
import type { Scope, StackOutput } from './resolve';
import type { Json, Template } from './template';
import { UnknownValueError } from './unresolved-error';

/** What a template and its parameters tell before anything is deployed; whatever else is asked for can't be known. */
export class DeclaredScope implements Scope {
  constructor(
    private readonly template: Template,
    private readonly parameters: { readonly [name: string]: ParameterSources['given'] },
    /** Those pseudo parameters that are known. */
    private readonly pseudoParameters: { readonly [name: string]: string | undefined },
  ) {}

  reference(name: string, path: string): Json | undefined {
    if (name === 'AWS::NoValue') return undefined;
    const { Parameters = {} } = this.template;
    if (Object.hasOwn(Parameters, name)) return parameterValue(name, Parameters[name], { given: this.parameters[name] }, path);
    return this.pseudoParameters[name] ?? notYet(path, name);
  }

  attribute(logicalId: string, attribute: string, path: string): Json {
    return notYet(path, `${logicalId}.${attribute}`);
  }

  condition(name: string, path: string): boolean {
    return conditionHolds(this.template.Conditions ?? {}, name, path, this);
  }

  mapped(argument: Json, path: string): Json | undefined {
    return mappedValue(this.template, argument, path, this);
  }

  imported(name: string, path: string): Json {
    return notYet(path, name);
  }

  stackOutput({ stackName, outputName }: StackOutput, path: string): Json {
    return notYet(path, `${stackName}.${outputName}`);
  }
}

function notYet(path: string, name: string): never {
  throw new UnknownValueError(path, `${name} isn't known before it is deployed`);
}
