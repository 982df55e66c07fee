import { type Later, later, type NestedTemplate, type Properties } from '../properties';
import type { ResourceContext, ResourceProvider } from '../resource-provider';
import type { Stack } from '../stack';

interface DeclaredStack extends NestedTemplate {
  /** One that can't be known matters only if something reads it in there. */
  readonly parameters: { readonly [name: string]: Later<string> };
  readonly hasTimeout: boolean;
}

/** AWS::CloudFormation::Stack: a stack of its own, whose template is an asset of the assembly. */
export function nestedStackProvider(): ResourceProvider<DeclaredStack> {
  return {
    // what is in there may have to be told of an update, and only it knows what a rollback has to take back
    alwaysTold: true,
    read: (properties) => {
      const parameters = properties.within('Parameters');
      const given = parameters.names.filter((name) => isThere(parameters, name));
      return {
        ...properties.nestedTemplate('TemplateURL'),
        parameters: Object.fromEntries(given.map((name) => [name, later(() => parameters.text(name))])),
        hasTimeout: properties.has('TimeoutInMinutes'),
      };
    },
    create: async (declared, context) => {
      check(declared, context);
      return described(await context.nestedStacks.create(declared, context));
    },
    update: async (declared, { physicalId }, context) => {
      check(declared, context);
      return described(await context.nestedStacks.update(physicalId, declared, context.cancelled));
    },
    phases: {
      rollBack: async (_before, { physicalId }, { nestedStacks }) => described(await nestedStacks.rollBack(physicalId)),
      cleanUp: async ({ physicalId }, nestedStacks) => nestedStacks.cleanUp(physicalId),
    },
    delete: async ({ physicalId }, { nestedStacks }) => nestedStacks.delete(physicalId),
  };
}

/** Whether a parameter isn't left out by `AWS::NoValue`; one that can't be known is there. */
function isThere(parameters: Properties, name: string): boolean {
  const value = later(() => parameters.value(name));
  return 'problem' in value || value.value !== undefined;
}

function check({ template: { Parameters = {} }, parameters, hasTimeout }: DeclaredStack, { warn }: ResourceContext): void {
  const surplus = Object.keys(parameters).filter((name) => !Object.hasOwn(Parameters, name));
  if (surplus.length > 0) throw new Error(`Parameters: [${surplus.join(', ')}] do not exist in the template`);
  const missing = Object.keys(Parameters).filter((name) => Parameters[name].Default === undefined && !Object.hasOwn(parameters, name));
  if (missing.length > 0) throw new Error(`Parameters: [${missing.join(', ')}] must have values`);
  if (hasTimeout) warn('`TimeoutInMinutes` has no effect: the nested stack may take as long as it takes');
}

function described({ id, links: { outputs } }: Stack) {
  return { physicalId: id, attributes: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [`Outputs.${name}`, value])) };
}
