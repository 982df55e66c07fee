import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OBJECT_WRITER } from './handler';
import type { Json, Template } from '../../../local/src/assembly/template';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { PROJECT } from '../function-assembly';
import { writeFiles } from '../write-files';

let folder: string;
let cloud: LocalCloud;
let warnings: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plain-'));
  warnings = [];
  cloud = await LocalCloud.start({
    clockFactor: 200, projectFolder: PROJECT, onEvent: (event) => { if (event.kind === 'warning') warnings.push(event.message); },
  });
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

const writes = (Resource: Json) => ({ Effect: 'Allow', Action: 's3:PutObject', Resource });

/** A template as one writes it by hand: a handler in the text, a topic and a bucket from elsewhere, and what to do with them. */
const TEMPLATE: Template = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] },
    Ami: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/aws/service/ami' },
  },
  Mappings: { Names: { 'us-east-1': { dev: 'plain-dev', prod: 'plain-prod' } } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  Resources: {
    Objects: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, { Ref: 'Stage' }] } } },
    Server: { Type: 'AWS::EC2::Instance', Properties: { ImageId: { Ref: 'Ami' }, AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } } },
    Topic: { Type: 'AWS::SNS::Topic', Condition: 'IsProd' },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [{
          PolicyName: 'writing',
          PolicyDocument: {
            Statement: [
              { Effect: 'Allow', Action: 'sns:Publish', Resource: { 'Fn::If': ['IsProd', { Ref: 'Topic' }, '*'] } },
              { 'Fn::If': ['IsProd', writes({ 'Fn::ImportValue': 'shared:BucketArn' }), writes({ 'Fn::Sub': '${Objects.Arn}/*' })] },
            ],
          },
        }],
      },
    },
    Writer: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 900, Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { ZipFile: OBJECT_WRITER },
        Environment: { Variables: { BUCKET: { Ref: 'Objects' } } },
      },
    },
    Object: {
      Type: 'AWS::CloudFormation::CustomResource',
      Properties: { ServiceToken: { 'Fn::GetAtt': 'Writer.Arn' }, Key: 'greeting', Body: { 'Fn::Base64': { 'Fn::Sub': 'hello ${Stage}' } } },
    },
  },
  Outputs: { Key: { Value: { Ref: 'Object' } } },
};

/** Writes an assembly of stacks with this template; each depends on the one before it. */
function assembly(template: Template, environments: { readonly [name: string]: string }): string {
  const names = Object.keys(environments);
  const artifacts = names.map((name, index) => [name, {
    type: 'aws:cloudformation:stack', environment: environments[name], dependencies: names.slice(index - 1, index), properties: { templateFile: 't.json' },
  }]);
  writeFiles(folder, { 'manifest.json': { version: '48.0.0', artifacts: Object.fromEntries(artifacts) }, 't.json': template });
  return folder;
}

const HERE = 'aws://111122223333/us-east-1';

test('what nothing reads that runs needn\'t be known', async () => {
  expect(await cloud.deploy(assembly(TEMPLATE, { Plain: HERE }))).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Key: 'greeting' } });
  expect(String(await cloud.readObject('plain-dev', 'greeting'))).toBe(Buffer.from('hello dev').toString('base64'));
  expect(warnings).toEqual([]);
});

test('what decides is refused with the way to supply it, and deploys with it', async () => {
  const resolve = { Stage: 'prod', Nonsense: 'x' };
  const refused = await cloud.deploy(assembly(TEMPLATE, { Plain: HERE }), undefined, { resolve });
  expect(refused).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/^Object: .*no stack that is deployed here exports `shared:BucketArn`; --resolve shared:BucketArn=value supplies it/) });

  expect(await cloud.deploy(folder, undefined, { resolve: { ...resolve, 'shared:BucketArn': 'arn:aws:s3:::plain-prod/*' } })).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await cloud.listKeys('plain-prod')).toEqual(['greeting']);
  expect(warnings).toEqual(['nothing needed the value that is given for Nonsense']);
});

test('a value that a parameter doesn\'t allow is refused by path', async () => {
  expect(await cloud.deploy(assembly({ Parameters: TEMPLATE.Parameters, Resources: { Objects: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Stage' } } } } }, { Plain: HERE }), 'Plain', { resolve: { 'Plain/Stage': 'test' } }))
    .toMatchObject({ reason: 'Objects: Resources.Objects.Properties.BucketName: the parameter `Stage` must be one of dev, prod, got: test' });
});

test('stacks are deployed in their order, and the one that fails is the last', async () => {
  const results = await cloud.deployAll(assembly({ Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'taken' } } } }, { One: HERE, Two: HERE, Three: HERE }));
  expect(results).toMatchObject([{ stackName: 'One', status: 'CREATE_COMPLETE' }, { stackName: 'Two', status: 'ROLLBACK_COMPLETE', reason: 'Bucket: there is a bucket `taken` already' }]);
  expect(results).toHaveLength(2);
});

test('a stack for another Region is left out when only others ask for it, and refused when it is chosen, before anything is begun', async () => {
  const elsewhere = 'aws://111122223333/eu-west-1';
  await expect(cloud.deployAll(assembly({ Resources: {} }, { App: HERE, Certificates: elsewhere })))
    .rejects.toThrow('the stack Certificates is for the account 111122223333 and the Region eu-west-1, and this is 111122223333 in us-east-1');
  await expect(cloud.destroy('App')).rejects.toThrow('there is no stack App');
  expect(await cloud.deployAll(assembly({ Resources: {} }, { Certificates: elsewhere, App: HERE }), ['App'])).toMatchObject([{ stackName: 'App', status: 'CREATE_COMPLETE' }]);
});

test('names that several stacks have, or none, are refused', async () => {
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json', stackName: 'Same' } };
  writeFiles(folder, { 'manifest.json': { artifacts: { A: stack, B: stack } }, 't.json': { Resources: {} } });
  await expect(cloud.deployAll(folder, ['Same'])).rejects.toThrow(`the assembly ${folder} has several stacks Same; name one by its id: A, B`);
  await expect(cloud.deployAll(folder, ['C'])).rejects.toThrow(`the assembly ${folder} has no stack C; it has: Same, Same`);
  expect(await cloud.deployAll(folder, ['B'])).toMatchObject([{ stackName: 'Same' }]);
});

test('a stack without resources is left out, as the CDK writes one that has none', async () => {
  const outdir = assembly(TEMPLATE, { Plain: HERE, Empty: HERE });
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
  manifest.artifacts.Empty.properties.templateFile = 'empty.json';
  writeFiles(outdir, { 'manifest.json': manifest, 'empty.json': { Outputs: { Nothing: { Value: 'none' } } } });
  expect(await cloud.deployAll(outdir)).toMatchObject([{ stackName: 'Plain', status: 'CREATE_COMPLETE' }]);
  expect(warnings).toEqual(['the stack has no resources, and so isn\'t deployed, as by the CDK\'s command']);
  await expect(cloud.deploy(outdir, 'Empty')).rejects.toThrow('the stack Empty has no resources, and CloudFormation makes none without');
});

test('what has no effect of a template is told', async () => {
  await cloud.deploy(assembly({
    Resources: {}, Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'], Rules: { CheckBootstrapVersion: {}, OnlyProd: {} },
  }, { Plain: HERE }));
  expect(warnings).toEqual(['the transform "AWS::Serverless-2016-10-31" isn\'t applied: the template is played as it is written', 'the rule OnlyProd isn\'t evaluated']);
});

test('a file that the assembly has lost is named before anything is begun', async () => {
  const files = { rows: { source: { path: 'rows.csv', packaging: 'file' }, destinations: { here: { bucketName: 'assets', objectKey: 'rows.csv' } } } };
  writeFiles(folder, {
    'manifest.json': { artifacts: { 'App': { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } }, 'App.assets': { type: 'cdk:asset-manifest', properties: { file: 'a.json' } } } },
    't.json': { Resources: {} },
    'a.json': { files },
  });
  await expect(cloud.deploy(folder)).rejects.toThrow(`${join(folder, 'rows.csv')} can't be read as a part of a cloud assembly: ENOENT`);
  await expect(cloud.destroy('App')).rejects.toThrow('there is no stack App');
});
