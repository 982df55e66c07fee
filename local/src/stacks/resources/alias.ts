import type { FunctionDirectory } from '../function-directory';
import type { PhysicalResource, ResourceContext, ResourceProvider } from '../resource-provider';

interface DeclaredAlias {
  readonly name: string;
  readonly functionName: string;
  readonly version: string;
  readonly isWeighted: boolean;
}

/** AWS::Lambda::Alias: another name for a version. All invocations go to it: weights for others are warned of. */
export function aliasProvider(functions: FunctionDirectory): ResourceProvider<DeclaredAlias> {
  const put = ({ name, functionName, version, isWeighted }: DeclaredAlias, { warn }: ResourceContext): PhysicalResource => {
    const functionArn = functions.arnOf(functionName);
    functions.putAlias(functionArn, name, version);
    if (isWeighted) warn(`weights aren't played: every invocation of the alias ${name} goes to the version ${version}`);
    const arn = `${functionArn}:${name}`;
    return { physicalId: arn, attributes: { AliasArn: arn } };
  };
  return {
    read: (properties) => ({
      name: properties.text('Name'),
      functionName: properties.text('FunctionName'),
      version: properties.text('FunctionVersion'),
      isWeighted: properties.within('RoutingConfig').list('AdditionalVersionWeights').length > 0,
    }),
    create: async (declared, context) => put(declared, context),
    // another name or function is another ARN, and so a replacement
    update: async (declared, _current, context) => put(declared, context),
    delete: async ({ physicalId, declared: { name } }) => functions.removeAlias(physicalId.slice(0, -name.length - 1), name),
  };
}
