import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalCloud } from 's3-batch-operations-local';

/** What a function does for an event, before it says that all of it succeeded. */
const WORK = {
  nothing: '',
  hash: 'createHash("sha256").update(megabyte).digest("hex");',
};

export type Work = keyof typeof WORK;

function codeOf(work: Work): string {
  return `
    const { createHash } = require('node:crypto');
    const megabyte = Buffer.alloc(2 ** 20);
    exports.handler = async ({ invocationSchemaVersion, invocationId, tasks }) => {
      ${WORK[work]}
      const results = tasks.map(({ taskId }) => ({ taskId, resultCode: 'Succeeded', resultString: 'done' }));
      return { invocationSchemaVersion, invocationId, treatMissingKeysAs: 'PermanentFailure', results };
    };
  `;
}

const HANDLER = 'index.handler';

/** A folder with the function's code, and what it exports. */
export interface FunctionFolder {
  readonly codeFolder: string;
  readonly handler: string;
}

export function writeFunction(work: Work, folder: string): FunctionFolder {
  const codeFolder = join(folder, 'function');
  mkdirSync(codeFolder);
  writeFileSync(join(codeFolder, 'index.js'), codeOf(work));
  return { codeFolder, handler: HANDLER };
}

/** Deploys the function by a stack, as any app does. Returns its ARN. */
export async function deployFunction(cloud: LocalCloud, work: Work, folder: string): Promise<string> {
  const template = {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: {} },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { Runtime: 'nodejs22.x', Handler: HANDLER, Code: { ZipFile: codeOf(work) }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
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
