import type { FunctionDirectory, RunnableFunction } from '../function-directory';
import { type Later, later, type Properties } from '../properties';
import type { ResourceContext, ResourceProvider } from '../resource-provider';

interface DeclaredFunction {
  readonly name?: string;
  readonly runnable: Later<RunnableFunction>;
}

/** Lambda developer guide, "Configure Lambda function timeout". */
const DEFAULT_TIMEOUT_SECONDS = 3;

/** AWS::Lambda::Function: Node functions with their code in a folder of the assembly. Others are refused when they are to run. */
export function functionProvider(functions: FunctionDirectory): ResourceProvider<DeclaredFunction> {
  const put = (name: string, { runnable }: DeclaredFunction, { environment }: ResourceContext) => {
    const arn = `arn:${environment.partition}:lambda:${environment.region}:${environment.account}:function:${name}`;
    functions.put({ name, arn, runnable });
    return { physicalId: name, attributes: { Arn: arn } };
  };

  return {
    read: (properties) => ({
      name: properties.optionalText('FunctionName'),
      runnable: later(() => runnableFunction(properties)),
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
  const runtime = properties.text('Runtime');
  if (!runtime.startsWith('nodejs')) throw new Error(`functions of the runtime ${runtime} aren't run here, only those of Node`);
  if (properties.list('Layers').length > 0) throw new Error('functions with layers aren\'t run here');
  if (properties.within('Code').value('ZipFile') !== undefined) throw new Error('functions with their code in the template aren\'t run here');
  const variables = properties.within('Environment').within('Variables').all();
  return {
    codeFolder: properties.within('Code').assetFolder('S3Key'),
    handler: properties.text('Handler'),
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
    timeoutSeconds: Number(properties.optionalText('Timeout') ?? DEFAULT_TIMEOUT_SECONDS),
    roleArn: properties.text('Role'),
  };
}
