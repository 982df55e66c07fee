import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeFiles } from './write-files';
import type { Json, ResourceDeclaration } from '../../local/src/assembly/template';
import type { Cloud } from '../../local/src/cloud/cloud';

/** This project, whose SDK the functions use. */
export const PROJECT = join(__dirname, '..', '..');

/** Starts a job on Create, waits for its end, and answers with its id. */
const STARTER = `
const { CreateJobCommand, DescribeJobCommand, S3ControlClient } = require('@aws-sdk/client-s3-control');
const { setTimeout: sleep } = require('node:timers/promises');

exports.handler = async ({ RequestType, ResponseURL, ResourceProperties, StackId, RequestId, LogicalResourceId, PhysicalResourceId }) => {
  const id = RequestType === 'Create' ? await run(ResourceProperties, StackId.split(':')[4]) : PhysicalResourceId;
  const answer = { Status: 'SUCCESS', StackId, RequestId, LogicalResourceId, PhysicalResourceId: id, Data: {} };
  await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify(answer)) });
};

async function run({ RoleArn, FunctionArn, ETag }, AccountId) {
  const client = new S3ControlClient();
  const { JobId } = await client.send(new CreateJobCommand({
    AccountId, RoleArn, Priority: 10, ConfirmationRequired: false, ClientRequestToken: 'token',
    Operation: { LambdaInvoke: { FunctionArn, InvocationSchemaVersion: '2.0', UserArguments: { algorithm: 'sha256' } } },
    Manifest: {
      Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] },
      Location: { ObjectArn: 'arn:aws:s3:::manifests/m.csv', ETag },
    },
    Report: { Enabled: true, Bucket: 'arn:aws:s3:::reports', Format: 'Report_CSV_20180820', Prefix: 'r', ReportScope: 'AllTasks' },
  }));
  for (;;) {
    const { Job } = await client.send(new DescribeJobCommand({ AccountId, JobId }));
    if (['Complete', 'Failed'].includes(Job.Status)) return JobId;
    await sleep(5000);
  }
}
`;

const allow = (Action: string | string[], Resource: Json) => ({ Effect: 'Allow', Action, Resource });

function role(...statements: Json[]) {
  return { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'all', PolicyDocument: { Statement: statements } }] } };
}

function functionOf(roleId: string, code: string, properties: ResourceDeclaration['Properties'] = {}) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 900, Code: { ZipFile: code }, Role: { 'Fn::GetAtt': [roleId, 'Arn'] }, ...properties },
  };
}

/** A function that a job invokes. */
export interface JobFunction {
  /** The text of `index.js`. */
  readonly code: string;
  /** Its files, which the assembly then has in a folder instead of the code. */
  readonly files?: { readonly [path: string]: unknown };
  /** The text before the code of the custom resource's handler. Default: none. */
  readonly beforeHandler?: string;
  /** What its role may do with the objects of `logs`. Default: nothing. */
  readonly actions?: string[];
  readonly properties?: ResourceDeclaration['Properties'];
}

/**
 * Puts a stack's assembly into a folder, whose custom resource runs a job on Create: it invokes the function, through an
 * alias, for each of these objects of `logs`, which are made; and deploys it.
 */
export async function runFunctionJob(cloud: Cloud, folder: string, keys: readonly string[], { code, files = {}, beforeHandler = '', actions, properties }: JobFunction) {
  for (const key of keys) await cloud.putObject('logs', key, `bytes of ${key}`);
  const csv = keys.map((key) => `logs,${encodeURIComponent(key)}\n`).join('');
  await cloud.putObject('manifests', 'm.csv', csv);
  await cloud.putObject('reports', 'placeholder', '');
  const alias = { Ref: 'Alias' };
  const inFolder: ResourceDeclaration['Properties'] = Object.keys(files).length > 0 ? { Code: { S3Key: 'function.zip' } } : {};
  writeFiles(folder, {
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`asset.function/${path}`, text])),
    'assets.json': {
      files: { function: { source: { path: 'asset.function', packaging: 'zip' }, destinations: { here: { bucketName: 'assets', objectKey: 'function.zip' } } } },
    },
    'manifest.json': {
      artifacts: {
        'Functions': { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' }, dependencies: ['Functions.assets'] },
        'Functions.assets': { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
      },
    },
    't.json': {
      Resources: {
        FunctionRole: actions ? role(allow(actions, 'arn:aws:s3:::logs/*')) : role(),
        Function: functionOf('FunctionRole', code, { ...inFolder, ...properties }),
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
        Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Function' }, FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] }, Name: 'live' } },
        Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: alias, Action: 'lambda:InvokeFunction', Principal: 'batchoperations.s3.amazonaws.com' } },
        JobRole: role(
          allow('lambda:InvokeFunction', alias), allow(['s3:GetObject', 's3:GetObjectVersion'], 'arn:aws:s3:::manifests/m.csv'),
          allow('s3:PutObject', 'arn:aws:s3:::reports/*'),
        ),
        StarterRole: role(allow(['s3:CreateJob', 's3:DescribeJob'], '*'), allow('iam:PassRole', { 'Fn::GetAtt': ['JobRole', 'Arn'] })),
        Starter: functionOf('StarterRole', beforeHandler + STARTER),
        Job: {
          Type: 'Custom::Job',
          Properties: {
            ServiceToken: { 'Fn::GetAtt': ['Starter', 'Arn'] }, RoleArn: { 'Fn::GetAtt': ['JobRole', 'Arn'] }, FunctionArn: alias,
            ETag: createHash('md5').update(csv).digest('hex'),
          },
        },
      },
    },
  });
  return cloud.deploy(folder);
}

/** The rows of the report of the only job, sorted. */
export async function reportedRows(cloud: Cloud): Promise<string[]> {
  const results = (await cloud.listKeys('reports')).filter((key) => key.endsWith('.csv'));
  const files = await Promise.all(results.map((key) => cloud.readObject('reports', key)));
  return files.join('').trimEnd().split('\n').sort();
}
