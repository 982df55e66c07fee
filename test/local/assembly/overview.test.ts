import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { readAssemblyOverview } from '../../../local/src/assembly/overview';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter } from '../../../src';
import { writeFiles } from '../write-files';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'overview-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

function untag(scope: Construct, bucket: Bucket): void {
  new BatchJob(scope, 'Untag', {
    operation: BatchOperation.deleteObjectTagging(),
    manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where({ keyPrefix: 'a' }) }),
    report: CompletionReport.disabled(),
  });
}

/** @param pathMetadata what the CDK's command sets from the setting of that name */
function synthesize(pathMetadata: boolean): void {
  const app = new App({ outdir: directory, context: { 'aws:cdk:enable-path-metadata': pathMetadata } });
  const stack = new Stack(app, 'Demo');
  untag(stack, new Bucket(stack, 'Files', { bucketName: 'files' }));
  new CfnBucket(stack, 'Raw', { bucketName: `raw-${stack.account}` });
  new LambdaFunction(stack, 'Hash', { runtime: Runtime.PYTHON_3_13, handler: 'index.handler', code: Code.fromInline('x'), functionName: 'hash' });
  const nested = new NestedStack(stack, 'Inner', { parameters: { Name: 'deep' } });
  untag(nested, new Bucket(nested, 'Deep'));
  const deeper = new NestedStack(nested, 'Inmost');
  new Bucket(deeper, 'Deepest');
  const logs = new Stack(new Stage(app, 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } }), 'Logs');
  new Bucket(logs, 'Files', { bucketName: `logs-${logs.account}-${logs.region}` });
  app.synth();
}

const handler = { runtime: expect.stringMatching(/^nodejs/), name: undefined };

test('names stacks, buckets, jobs and functions by the paths of their constructs, those of nested stacks too', () => {
  synthesize(true);
  const prod = expect.stringMatching(/^assembly-Prod\/ProdLogs/);
  expect(readAssemblyOverview(directory)).toEqual({
    stacks: [
      { name: 'Demo', id: 'Demo', displayName: 'Demo' },
      { name: 'Prod-Logs', id: prod, displayName: 'Prod/Logs', account: '111122223333', region: 'eu-west-1' },
    ],
    buckets: [
      { stack: 'Demo', path: 'Demo/Files', name: 'files' },
      { stack: 'Demo', path: 'Demo/Raw', name: undefined },
      { stack: 'Demo', path: 'Demo/Inner/Deep', name: undefined },
      { stack: 'Demo', path: 'Demo/Inner/Inmost/Deepest', name: undefined },
      { stack: prod, path: 'Prod/Logs/Files', name: 'logs-111122223333-eu-west-1' },
    ],
    jobs: [
      { stack: 'Demo', path: 'Demo/Untag', logicalId: expect.stringMatching(/^Untag[0-9A-F]{8}$/) },
      { stack: 'Demo', path: 'Demo/Inner/Untag', logicalId: expect.stringMatching(/^Untag[0-9A-F]{8}$/) },
    ],
    functions: expect.arrayContaining([
      { stack: 'Demo', path: 'Demo/Hash', logicalId: expect.stringMatching(/^Hash[0-9A-F]{8}$/), name: 'hash', runtime: 'python3.13' },
      { stack: 'Demo', path: 'Demo/S3BatchJobHandler/Function', logicalId: expect.any(String), ...handler },
      { stack: 'Demo', path: 'Demo/Inner/S3BatchJobHandler/Function', logicalId: expect.any(String), ...handler },
    ]),
  });
});

test('names them by stack and logical id where the app was synthesized without paths', () => {
  synthesize(false);
  const { buckets, jobs } = readAssemblyOverview(directory);
  expect(buckets.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^Demo\/Files[0-9A-F]{8}$/),
    'Demo/Raw',
    expect.stringMatching(/^Demo\/Inner\w+\/Deep[0-9A-F]{8}$/),
    expect.stringMatching(/^Demo\/Inner\w+\/Inmost\w+\/Deepest[0-9A-F]{8}$/),
    expect.stringMatching(/^Prod\/Logs\/Files[0-9A-F]{8}$/),
  ]);
  expect(jobs[0]).toEqual({ stack: 'Demo', path: `Demo/${jobs[0].logicalId}`, logicalId: expect.stringMatching(/^Untag/) });
});

const NESTED = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/assets/inner.json', Parameters: { Name: { Ref: 'Name' } } } };

/** An assembly with one stack, and the template `inner.json` as an asset. */
function assembly(resources: object, inner: object = { Resources: {} }, Parameters: object = {}): void {
  writeFiles(directory, {
    'manifest.json': {
      artifacts: {
        'Demo': { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } },
        'Demo.assets': { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
      },
    },
    't.json': { Parameters, Resources: resources },
    'assets.json': { files: { inner: { source: { path: 'inner.json' }, destinations: { here: { bucketName: 'assets', objectKey: 'inner.json' } } } } },
    'inner.json': inner,
  });
}

test('knows names that come from parameters, as far as these are known', () => {
  const named = (name: object) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: name } });
  assembly(
    { Nested: NESTED, Own: named({ 'Fn::Sub': '${Name}-${AWS::StackName}' }), Other: named({ Ref: 'Unset' }), Linked: named({ Ref: 'Own' }) },
    { Parameters: { Name: { Type: 'String' } }, Resources: { Inner: named({ Ref: 'Name' }), Made: named({ 'Fn::Sub': '${AWS::StackName}' }) } },
    { Name: { Type: 'String', Default: 'files' }, Unset: { Type: 'String' } },
  );
  expect(readAssemblyOverview(directory).buckets).toEqual([
    { stack: 'Demo', path: 'Demo/Own', name: 'files-Demo' },
    { stack: 'Demo', path: 'Demo/Other', name: undefined },
    { stack: 'Demo', path: 'Demo/Linked', name: undefined },
    { stack: 'Demo', path: 'Demo/Nested/Inner', name: 'files' },
    { stack: 'Demo', path: 'Demo/Nested/Made', name: undefined },
  ]);
});

test('has no runtime for a container image', () => {
  assembly({ Image: { Type: 'AWS::Lambda::Function', Properties: { PackageType: 'Image' } } });
  expect(readAssemblyOverview(directory).functions).toEqual([{ stack: 'Demo', path: 'Demo/Image', logicalId: 'Image', name: undefined, runtime: undefined }]);
});

test('leaves a nested stack to the deployment whose template is somewhere else', () => {
  assembly({ Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/else/where.json' } }, Files: { Type: 'AWS::S3::Bucket' } });
  expect(readAssemblyOverview(directory).buckets).toEqual([{ stack: 'Demo', path: 'Demo/Files', name: undefined }]);
});

test('refuses a template that nests itself', () => {
  assembly({ Nested: NESTED }, { Resources: { Again: NESTED } });
  expect(() => readAssemblyOverview(directory)).toThrow(`${join(directory, 'inner.json')} can't be read as a part of a cloud assembly: the template nests itself, by the resource \`Again\``);
});

test('names the file of a nested stack that is broken', () => {
  assembly({ Nested: NESTED });
  writeFiles(directory, { 'inner.json': '{"Resources": {' });
  expect(() => readAssemblyOverview(directory)).toThrow(`${join(directory, 'inner.json')} can't be read as a part of a cloud assembly: `);
});
