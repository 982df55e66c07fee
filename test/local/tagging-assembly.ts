import { writeFiles } from './write-files';
import type { Json, Template } from '../../local/src/assembly/template';

/**
 * The handler of {@link writeTaggingAssembly}: starts a tagging job on Create, waits for it, and answers with its id. It
 * uses the SDK as the function of any stack would, and nothing of this project.
 */
const HANDLER = `
const { CreateJobCommand, DescribeJobCommand, S3ControlClient } = require(${JSON.stringify(require.resolve('@aws-sdk/client-s3-control'))});
const { CloudFormationClient, DescribeStacksCommand } = require(${JSON.stringify(require.resolve('@aws-sdk/client-cloudformation'))});
const { setTimeout: sleep } = require('node:timers/promises');

exports.handler = async ({ RequestType, ResponseURL, ResourceProperties, StackId, RequestId, LogicalResourceId, PhysicalResourceId }) => {
  const { Stacks: [{ StackStatus }] } = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName: StackId }));
  console.log(RequestType + ' in ' + StackStatus);
  const id = RequestType === 'Create' ? await run(ResourceProperties, StackId.split(':')[4]) : PhysicalResourceId;
  const answer = { Status: 'SUCCESS', StackId, RequestId, LogicalResourceId, PhysicalResourceId: id, Data: { JobId: id } };
  await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify(answer)) });
};

async function run({ RoleArn, Bucket }, AccountId) {
  const client = new S3ControlClient();
  const { JobId } = await client.send(new CreateJobCommand({
    AccountId, RoleArn, Priority: 10, ConfirmationRequired: false, ClientRequestToken: 'token',
    Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'retention', Value: 'short' }] } },
    Report: { Enabled: false },
    ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: Bucket, EnableManifestOutput: false } },
  }));
  for (;;) {
    const { Job } = await client.send(new DescribeJobCommand({ AccountId, JobId }));
    if (['Complete', 'Failed'].includes(Job.Status)) return JobId;
    await sleep(5000);
  }
}
`;

function role(...statements: Json[]) {
  return { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'all', PolicyDocument: { Statement: statements } }] } };
}

const allow = (Action: string | string[], Resource: Json) => ({ Effect: 'Allow', Action, Resource });

const TEMPLATE = {
  Resources: {
    JobRole: role(allow('s3:PutInventoryConfiguration', 'arn:aws:s3:::logs'), allow(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], 'arn:aws:s3:::logs/*')),
    HandlerRole: role(
      allow('s3:CreateJob', '*'), allow('s3:DescribeJob', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:${AWS::Region}:${AWS::AccountId}:job/*' }),
      allow('iam:PassRole', { 'Fn::GetAtt': ['JobRole', 'Arn'] }), allow('cloudformation:DescribeStacks', { Ref: 'AWS::StackId' }),
    ),
    Handler: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 900, Code: { S3Bucket: 'assets', S3Key: 'handler.zip' }, Role: { 'Fn::GetAtt': ['HandlerRole', 'Arn'] },
      },
    },
    Job: {
      Type: 'Custom::TaggingJob',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, RoleArn: { 'Fn::GetAtt': ['JobRole', 'Arn'] }, Bucket: 'arn:aws:s3:::logs' },
    },
  },
  Outputs: { JobId: { Value: { 'Fn::GetAtt': ['Job', 'JobId'] } } },
} satisfies Template;

/** Writes an assembly with one stack, `Tagging`, whose custom resource tags everything in the bucket `logs`. */
export function writeTaggingAssembly(directory: string): void {
  writeFiles(directory, {
    'manifest.json': {
      artifacts: {
        'Tagging': { type: 'aws:cloudformation:stack', properties: { templateFile: 'Tagging.template.json' } },
        'Tagging.assets': { type: 'cdk:asset-manifest', properties: { file: 'Tagging.assets.json' } },
      },
    },
    'Tagging.template.json': TEMPLATE,
    'Tagging.assets.json': {
      files: { handler: { source: { path: 'asset.handler', packaging: 'zip' }, destinations: { here: { bucketName: 'assets', objectKey: 'handler.zip' } } } },
    },
    'asset.handler/index.js': HANDLER,
  });
}
