import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalCloud } from 's3-batch-operations-local';

/** A function that succeeds with whatever it is invoked for. */
const CODE = `
exports.handler = async ({ invocationSchemaVersion, invocationId, tasks }) => ({
  invocationSchemaVersion, invocationId, treatMissingKeysAs: 'PermanentFailure',
  results: tasks.map(({ taskId }) => ({ taskId, resultCode: 'Succeeded', resultString: 'done' })),
});
`;
const HANDLER = 'index.handler';

/** A folder with the function's code, and what it exports. */
export interface FunctionFolder {
  readonly codeFolder: string;
  readonly handler: string;
}

export function writeFunction(folder: string): FunctionFolder {
  const codeFolder = join(folder, 'function');
  mkdirSync(codeFolder);
  writeFileSync(join(codeFolder, 'index.js'), CODE);
  return { codeFolder, handler: HANDLER };
}

/** Deploys the function by a stack, as any app does. Returns its ARN. */
export async function deployFunction(cloud: LocalCloud, folder: string): Promise<string> {
  const template = {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: {} },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { Runtime: 'nodejs22.x', Handler: HANDLER, Code: { ZipFile: CODE }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
      },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Function', 'Arn'] } } },
  };
  const assembly = join(folder, 'assembly');
  mkdirSync(assembly);
  writeFileSync(join(assembly, 'template.json'), JSON.stringify(template));
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({
    artifacts: { Functions: { type: 'aws:cloudformation:stack', properties: { templateFile: 'template.json' } } },
  }));
  const { outputs } = await cloud.deploy(assembly);
  return outputs.Arn;
}
