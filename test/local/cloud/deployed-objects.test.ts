import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { job, JOB_HANDLER, writeStacks } from './deployment-assembly';
import type { ResourceDeclaration, Template } from '../../../local/src/assembly/template';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import type { DeploymentOptions } from '../../../local/src/stacks/assembly-deployment';
import { writeFiles } from '../write-files';

let folder: string;
let assembly: string;
let objects: string;
let cloud: LocalCloud;
let events: CloudEvent[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'objects-'));
  assembly = join(folder, 'cdk.out');
  objects = join(folder, 'objects');
  events = [];
  cloud = await LocalCloud.start({ clockFactor: 200, onEvent: (event) => events.push(event) });
  writeFiles(objects, { 'a.txt': 'a', 'sub/b.txt': 'bee' });
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

/** The bucket `files`, whose construct is `Demo/Files`. */
const files = (properties: ResourceDeclaration['Properties'] = {}, more: Partial<ResourceDeclaration> = {}): ResourceDeclaration => ({
  Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files', ...properties }, Metadata: { 'aws:cdk:path': 'Demo/Files/Resource' }, ...more,
});

const VERSIONED = { VersioningConfiguration: { Status: 'Enabled' } };

/** Deploys the stack `Demo` with these resources, its `Demo/Files` filled with the objects. */
function deploy(resources: Template['Resources'] = { Files: files() }, options: Partial<DeploymentOptions> = { objects: [{ path: 'Demo/Files', source: objects }] }) {
  writeStacks(assembly, { Demo: { Resources: resources, Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } } });
  return cloud.deploy(assembly, undefined, options);
}

const warnings = () => events.flatMap((event) => event.kind === 'warning' ? event.message : []);

test('fills a bucket before anything that refers to it is made, and says so', async () => {
  writeStacks(assembly, {
    Demo: {
      Resources: { ...JOB_HANDLER, Files: files(), Job: job('Job', { Lists: { Ref: 'Files' } }) },
      Outputs: { Keys: { Value: { 'Fn::GetAtt': ['Job', 'Keys'] } } },
    },
  });
  const { status, outputs } = await cloud.deploy(assembly, undefined, { objects: [{ path: 'Demo/Files', source: objects }] });
  expect(status).toBe('CREATE_COMPLETE');
  expect(outputs.Keys).toBe('a.txt sub/b.txt');
  expect(events).toContainEqual(expect.objectContaining({ logicalId: 'Files', status: 'CREATE_COMPLETE', reason: `filled with 2 versions of objects of ${objects}` }));
}, 30_000);

test('fills a bucket of a nested stack whose name is made up', async () => {
  const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/assets/inner.json' } };
  writeFiles(assembly, {
    'manifest.json': {
      artifacts: {
        'Demo': { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } },
        'Demo.assets': { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
      },
    },
    't.json': { Resources: { One: nested, Two: nested }, Outputs: { Name: { Value: { 'Fn::GetAtt': ['Two', 'Outputs.Name'] } } } },
    'assets.json': { files: { inner: { source: { path: 'inner.json' }, destinations: { here: { bucketName: 'assets', objectKey: 'inner.json' } } } } },
    'inner.json': { Resources: { Files: { Type: 'AWS::S3::Bucket' } }, Outputs: { Name: { Value: { Ref: 'Files' } } } },
  });
  const { status, outputs } = await cloud.deploy(assembly, undefined, { objects: [{ path: 'Demo/Two/Files', source: objects }] });
  expect(status).toBe('CREATE_COMPLETE');
  expect(await cloud.listKeys(outputs.Name)).toEqual(['a.txt', 'sub/b.txt']);
});

test('keeps versions as the stack says', async () => {
  writeFiles(folder, { 'objects.jsonl': '{"key": "a.txt"}\n{"key": "a.txt", "isDeleteMarker": true}\n' });
  const options = { objects: [{ path: 'Demo/Files', source: objects, options: { metadata: join(folder, 'objects.jsonl') } }] };
  expect(await deploy({ Files: files() }, options)).toMatchObject({
    status: 'ROLLBACK_COMPLETE', reason: `Files: it can't be filled with ${objects}: ${objects} names versions, and the bucket \`files\` has none`,
  });
  expect(await deploy({ Files: files(VERSIONED) }, options)).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await cloud.listKeys('files')).toEqual(['sub/b.txt']);
});

test.each<[string, NonNullable<DeploymentOptions['objects']>, string]>([
  ['a path of no bucket', [{ path: 'Demo/Flies', source: '.' }], 'the stacks that are deployed have no bucket Demo/Flies; they have: Demo/Files, Demo/Other'],
  ['the path of something else', [{ path: 'Demo/Queue', source: '.' }], 'the stacks that are deployed have no bucket Demo/Queue; they have: Demo/Files, Demo/Other'],
  ['a source that isn\'t there', [{ path: 'Demo/Files', source: '/none/of/these' }], 'the objects of Demo/Files: /none/of/these isn\'t there; give a folder'],
  ['a choice of versions', [{ path: 'Demo/Files', source: '.', options: { versioned: false } }], '`versioned` is for buckets that no stack makes, and Demo/Files keeps versions if its stack says so; leave it out'],
  ['two sources of a bucket', [{ path: 'Demo/Files', source: '/one' }, { path: 'Demo/Files/Resource', source: '/two' }], 'the objects of Demo/Files must have one source, got: /one and /two'],
])('refuses %s, before anything is deployed', async (_what, given, message) => {
  const resources = { Files: files(), Other: { Type: 'AWS::S3::Bucket' }, Queue: { Type: 'AWS::SQS::Queue' } };
  await expect(deploy(resources, { objects: [{ path: 'Demo/Other', source: objects }, ...given] })).rejects.toThrow(message);
  expect(events).toEqual([]);
});

test('refuses a bucket of a stack that isn\'t chosen', async () => {
  writeStacks(assembly, { Demo: { Resources: { Files: files() } }, Other: { Resources: { Logs: { Type: 'AWS::S3::Bucket' } } } });
  await expect(cloud.deployAll(assembly, ['Demo'], { objects: [{ path: 'Other/Logs', source: objects }] })).rejects.toThrow(
    'the stacks that are deployed have no bucket Other/Logs; they have: Demo/Files',
  );
});

test('fills only what a deployment makes, be it an update that makes it', async () => {
  await deploy();
  await deploy({ Files: files({ Tags: [] }, { DeletionPolicy: 'Retain' }), Other: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'other' } } }, {
    objects: [{ path: 'Demo/Files', source: join(folder, 'cdk.out') }, { path: 'Demo/Other', source: join(objects, 'sub') }],
  });
  expect(await cloud.listKeys('files')).toEqual(['a.txt', 'sub/b.txt']);
  expect(await cloud.listKeys('other')).toEqual(['b.txt']);
  expect(warnings()).toEqual([]);
});

test('fills a bucket again that was deleted in between', async () => {
  writeFiles(folder, { 'empty/.keep': '' });
  await deploy({ Files: files() }, { objects: [{ path: 'Demo/Files', source: join(folder, 'empty'), options: { exclude: ['.keep'] } }] });
  expect(await cloud.destroy('Demo')).toMatchObject({ status: 'DELETE_COMPLETE' });
  await deploy();
  expect(await cloud.listKeys('files')).toEqual(['a.txt', 'sub/b.txt']);
});

test('warns of objects for a bucket that wasn\'t made', async () => {
  await deploy({ Files: files({}, { Condition: 'Never' }) });
  expect(warnings()).toEqual([`nothing was filled with ${objects}: the bucket Demo/Files has a condition that doesn't hold`]);
});

test('refuses to fill a bucket that was filled by its name before', async () => {
  await cloud.seed('files', objects);
  const { reason } = await deploy();
  expect(reason).toContain('`files` has been filled already; its objects must have one source');
});
