import type { Json, ResourceDeclaration, Template } from '../../../local/src/assembly/template';
import { writeFiles } from '../write-files';

/** Answers each event; a job's id is its logical id, and its attributes are what the bucket `Lists` names has in it. */
const HANDLER = `
const { ListObjectsV2Command, S3Client } = require(${JSON.stringify(require.resolve('@aws-sdk/client-s3'))});
exports.handler = async ({ RequestType, ResponseURL, ResourceProperties: { Lists }, StackId, RequestId, LogicalResourceId }) => {
  const { Contents = [] } = Lists && RequestType === 'Create' ? await new S3Client().send(new ListObjectsV2Command({ Bucket: Lists })) : {};
  const Data = { JobId: LogicalResourceId, Keys: Contents.map(({ Key }) => Key).join(' ') };
  const answer = { Status: 'SUCCESS', StackId, RequestId, LogicalResourceId, PhysicalResourceId: LogicalResourceId, Data };
  await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify(answer)) });
};
`;

/** What the jobs of a stack are made by: a function that answers, and starts nothing. */
export const JOB_HANDLER: Template['Resources'] = {
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyName: 'all', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }] } }] },
  },
  Handler: {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 900, Code: { ZipFile: HANDLER }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
  },
};

/** A job, by the construct's path `Demo/<name>`, which {@link JOB_HANDLER} makes. */
export function job(name: string, properties: { readonly [name: string]: Json } = {}, more: Partial<ResourceDeclaration> = {}): ResourceDeclaration {
  return {
    Type: 'Custom::S3BatchJob',
    Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ...properties },
    Metadata: { 'aws:cdk:path': `Demo/${name}/Resource` },
    ...more,
  };
}

/** Puts an assembly with these stacks into a folder. */
export function writeStacks(folder: string, stacks: { readonly [name: string]: Template & { readonly dependencies?: readonly string[] } }): void {
  const artifacts = Object.entries(stacks).map(([name, { dependencies = [] }]) =>
    [name, { type: 'aws:cloudformation:stack', dependencies, properties: { templateFile: `${name}.json` } }]);
  writeFiles(folder, {
    'manifest.json': { artifacts: Object.fromEntries(artifacts) },
    ...Object.fromEntries(Object.entries(stacks).map(([name, template]) => [`${name}.json`, template])),
  });
}
