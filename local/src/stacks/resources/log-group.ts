import type { ResourceContext, ResourceProvider } from '../resource-provider';

interface DeclaredLogGroup {
  readonly name?: string;
}

/** AWS::Logs::LogGroup: a name and an ARN. What functions write is told to whoever listens, and not kept. */
export function logGroupProvider(): ResourceProvider<DeclaredLogGroup> {
  const make = async ({ name: given }: DeclaredLogGroup, { environment, newName }: ResourceContext) => {
    const { partition, region, account } = environment;
    const name = given ?? newName(512);
    return { physicalId: name, attributes: { Arn: `arn:${partition}:logs:${region}:${account}:log-group:${name}:*` } };
  };
  return {
    read: (properties) => ({ name: properties.optionalText('LogGroupName') }),
    create: make,
    update: async (declared, current, context) => declared.name === current.declared.name ? current : make(declared, context),
    delete: async () => undefined,
  };
}
