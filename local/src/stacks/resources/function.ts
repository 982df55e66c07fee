import type { FunctionCode } from '../../runner/invocation';
import type { FunctionDirectory, RunnableFunction } from '../function-directory';
import { type Later, later, type Properties } from '../properties';
import type { ResourceContext, ResourceProvider } from '../resource-provider';

interface DeclaredFunction {
  readonly name?: string;
  readonly runnable: Later<RunnableFunction>;
  readonly timeoutSeconds: Later<number>;
  readonly roleArn: Later<string>;
  readonly reservedConcurrency: Later<number | undefined>;
}

/** Lambda developer guide, "Configure Lambda function timeout". */
const DEFAULT_TIMEOUT_SECONDS = 3;

/** AWS::Lambda::Function: Node functions with their code in a folder of the assembly or in the template. Others are refused when they are to run here. */
export function functionProvider(functions: FunctionDirectory): ResourceProvider<DeclaredFunction> {
  const put = (name: string, { name: _given, ...declared }: DeclaredFunction, context: ResourceContext) => {
    const { environment, place, logicalId, constructPath, warn } = context;
    const arn = `arn:${environment.partition}:lambda:${environment.region}:${environment.account}:function:${name}`;
    functions.put({ ...declared, name, arn, logicalId, paths: [constructPath ?? [], `${place}/${logicalId}`].flat(), warn });
    return { physicalId: name, attributes: { Arn: arn } };
  };

  return {
    read: (properties) => ({
      name: properties.optionalText('FunctionName'),
      runnable: later(() => runnableFunction(properties)),
      timeoutSeconds: later(() => Number(properties.optionalText('Timeout') ?? DEFAULT_TIMEOUT_SECONDS)),
      roleArn: later(() => properties.text('Role')),
      reservedConcurrency: later(() => reservedConcurrencyIn(properties)),
    }),
    create: async (declared, context) => put(declared.name ?? context.newName(64), declared, context),
    update: async (declared, current, context) => {
      const name = declared.name === current.declared.name ? current.physicalId : declared.name ?? context.newName(64);
      return put(name, declared, context);
    },
    delete: async ({ attributes }) => functions.remove(String(attributes!.Arn)),
  };
}

function runnableFunction(properties: Properties): RunnableFunction {
  if (properties.optionalText('PackageType') === 'Image') throw new Error('it is a container image, and only functions of Node are');
  const runtime = properties.text('Runtime');
  if (!runtime.startsWith('nodejs')) throw new Error(`its runtime is ${runtime}, and only functions of Node are`);
  if (properties.list('Layers').length > 0) throw new Error('it has layers, and only functions without are');
  const placeholders: string[] = [];
  const variables = properties.within('Environment').within('Variables').allKnown(({ supplyAs, path, message }) => {
    placeholders.push(message);
    return `<unknown: ${supplyAs ?? path}>`;
  });
  return {
    code: codeIn(properties.within('Code')),
    handler: properties.text('Handler'),
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
    placeholders,
  };
}

function reservedConcurrencyIn(properties: Properties): number | undefined {
  const text = properties.optionalText('ReservedConcurrentExecutions');
  return text === undefined ? undefined : Number(text);
}

function codeIn(code: Properties): FunctionCode {
  const text = code.optionalText('ZipFile');
  return text === undefined ? { folder: code.assetFolder('S3Key') } : { text };
}
