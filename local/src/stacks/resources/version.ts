import { isDeepStrictEqual } from 'node:util';
import type { FunctionDirectory } from '../function-directory';
import type { PhysicalResource, ResourceProvider } from '../resource-provider';

interface DeclaredVersion {
  readonly functionName: string;
  readonly description?: string;
}

/**
 * AWS::Lambda::Version: keeps a function as it is when the version is made. Every change makes another version. Unlike here,
 * Lambda refuses one of a function that hasn't changed since the last.
 */
export function versionProvider(functions: FunctionDirectory): ResourceProvider<DeclaredVersion> {
  const make = ({ functionName }: DeclaredVersion): PhysicalResource => {
    const functionArn = functions.arnOf(functionName);
    const version = functions.publish(functionArn);
    const arn = `${functionArn}:${version}`;
    return { physicalId: arn, attributes: { FunctionArn: arn, Version: version } };
  };
  return {
    read: (properties) => ({ functionName: properties.text('FunctionName'), description: properties.optionalText('Description') }),
    create: async (declared) => make(declared),
    update: async (declared, current) => isDeepStrictEqual(declared, current.declared) ? current : make(declared),
    delete: async ({ physicalId, attributes }) => {
      const version = String(attributes!.Version);
      functions.removeVersion(physicalId.slice(0, -version.length - 1), version);
    },
  };
}
