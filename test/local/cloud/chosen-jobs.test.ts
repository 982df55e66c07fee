import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { job, JOB_HANDLER, writeStacks } from './deployment-assembly';
import type { Json, Template } from '../../../local/src/assembly/template';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { writeFiles } from '../write-files';

let folder: string;
let cloud: LocalCloud;
let events: CloudEvent[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  events = [];
  cloud = await LocalCloud.start({ clockFactor: 200, onEvent: (event) => events.push(event) });
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

const idOf = (logicalId: string): Json => ({ 'Fn::GetAtt': [logicalId, 'JobId'] });
const queue = (name: Json) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name } });
const warnings = () => events.flatMap((event) => event.kind === 'warning' ? event.message : []);

/** Writes the stack `Demo`: three jobs, the second of which needs the first, and what has to do with them. */
function writeDemo(more: Partial<Template> = {}): void {
  writeStacks(folder, {
    Demo: {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: {
        ...JOB_HANDLER,
        First: job('First'),
        Second: job('Second', { After: idOf('First') }),
        Third: job('Third', {}, { DependsOn: 'Second' }),
        Queue: queue(idOf('Third')),
        Files: { Type: 'AWS::S3::Bucket' },
      },
      Outputs: { First: { Value: idOf('First') }, Third: { Value: idOf('Third') } },
      ...more,
    },
  });
}

const logicalIds = ({ resources }: { resources: readonly { logicalId: string }[] }) => resources.map(({ logicalId }) => logicalId).sort();

test('plays a chosen job and what it needs, without the others and what depends on them', async () => {
  writeDemo();
  const result = await cloud.deploy(folder, undefined, { jobs: ['Demo/Second'] });
  expect(result).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { First: 'First' } });
  expect(logicalIds(result)).toEqual(['Files', 'First', 'Handler', 'Role', 'Second']);
  expect(result.outputs).not.toHaveProperty('Third');
  expect(warnings()).toEqual(['left out with the jobs that weren\'t chosen, as it depends on them: Demo/Queue, Demo.Outputs.Third']);
}, 30_000);

test('says nothing when only jobs are left out', async () => {
  writeStacks(folder, { Demo: { Resources: { ...JOB_HANDLER, First: job('First'), Second: job('Second') } } });
  expect(logicalIds(await cloud.deploy(folder, undefined, { jobs: ['Demo/First'] }))).toEqual(['First', 'Handler', 'Role']);
  expect(warnings()).toEqual([]);
}, 30_000);

test.each([
  ['a name of no job', ['Demo/Forth'], 'the stacks that are deployed have no job Demo/Forth; they have: Demo/First, Demo/Second, Demo/Third'],
  ['the path of something else', ['Demo/Files'], 'the stacks that are deployed have no job Demo/Files; they have: Demo/First, Demo/Second, Demo/Third'],
  ['no name', [], '`jobs` must name a job, got none; leave it out to play all jobs'],
])('refuses %s, before anything is deployed', async (_what, jobs, message) => {
  writeDemo();
  await expect(cloud.deployAll(folder, undefined, { jobs })).rejects.toThrow(message);
  await expect(cloud.deployAll(folder, ['Demo'], { jobs })).rejects.toThrow(message);
  expect(events).toEqual([]);
});

test('refuses objects for a bucket that is left out', async () => {
  writeDemo({ Resources: { ...JOB_HANDLER, First: job('First'), Second: job('Second'), Files: { Type: 'AWS::S3::Bucket', DependsOn: 'Second' } } });
  await expect(cloud.deploy(folder, undefined, { jobs: ['Demo/First'], objects: [{ path: 'Demo/Files', source: folder }] })).rejects.toThrow(
    'the stacks that are deployed have no bucket Demo/Files; they have: none',
  );
});

test('warns of a chosen job whose condition doesn\'t hold', async () => {
  writeDemo({ Resources: { ...JOB_HANDLER, First: job('First', {}, { Condition: 'Never' }) }, Outputs: {} });
  await cloud.deploy(folder, undefined, { jobs: ['Demo/First'] });
  expect(warnings()).toEqual(['the job Demo/First wasn\'t played: it has a condition that doesn\'t hold']);
});

test('deploys only the stacks with chosen jobs and those that they depend on', async () => {
  writeStacks(folder, {
    Data: { Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } } }, Outputs: { Files: { Value: { Ref: 'Files' }, Export: { Name: 'files' } } } },
    Demo: { Resources: { ...JOB_HANDLER, First: job('First', { Bucket: { 'Fn::ImportValue': 'files' } }) }, dependencies: ['Data'] },
    Rest: { Resources: { ...JOB_HANDLER, Job: job('Other') } },
  });
  expect((await cloud.deployAll(folder, undefined, { jobs: ['Demo/First'] })).map(({ stackName }) => stackName)).toEqual(['Data', 'Demo']);
  await expect(cloud.deployAll(folder, ['Rest'], { jobs: ['Demo/First'] })).rejects.toThrow('the stacks that are deployed have no job Demo/First; they have: Demo/Other');
}, 30_000);

test('plays a nested stack without what it would be given of a job that is left out', async () => {
  writeFiles(folder, {
    'manifest.json': {
      artifacts: {
        'Demo': { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } },
        'Demo.assets': { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
      },
    },
    't.json': {
      Resources: {
        ...JOB_HANDLER,
        First: job('First', { Queue: { 'Fn::GetAtt': ['Nested', 'Outputs.Queue'] } }),
        Second: job('Second'),
        Nested: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: 'https://s3.amazonaws.com/assets/inner.json', Parameters: { Handler: { 'Fn::GetAtt': ['Handler', 'Arn'] }, Id: idOf('Second') } },
        },
      },
    },
    'assets.json': { files: { inner: { source: { path: 'inner.json' }, destinations: { here: { bucketName: 'assets', objectKey: 'inner.json' } } } } },
    'inner.json': {
      Parameters: { Handler: { Type: 'String' }, Id: { Type: 'String' } },
      Resources: { Job: job('Nested/Job', { ServiceToken: { Ref: 'Handler' } }), Reads: queue({ Ref: 'Id' }), Files: { Type: 'AWS::S3::Bucket' } },
      Outputs: { Queue: { Value: { Ref: 'Files' } }, Id: { Value: idOf('Job') } },
    },
  });
  expect(await cloud.deploy(folder, undefined, { jobs: ['Demo/First'] })).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(events.flatMap((event) => event.kind === 'resource' && event.status === 'CREATE_COMPLETE' ? event.logicalId : []).sort()).toEqual(
    ['Files', 'First', 'Handler', 'Nested', 'Role'],
  );
  expect(warnings()).toEqual(['left out with the jobs that weren\'t chosen, as it depends on them: Demo/Nested/Reads, Demo/Nested.Outputs.Id']);
  await expect(cloud.deploy(folder, undefined, { jobs: ['Demo/Nested/Job'] })).rejects.toThrow('would delete what is there from an earlier one: Demo/First;');
}, 30_000);

test('refuses to leave out what an earlier deployment has made, which stays as it is', async () => {
  writeDemo();
  await cloud.deploy(folder);
  events.length = 0;
  await expect(cloud.deploy(folder, undefined, { jobs: ['Demo/Second'] })).rejects.toThrow(
    'only Demo/Second of the jobs would be left, and the deployment would delete what is there from an earlier one: Demo/Third, Demo/Queue; choose those jobs too, or leave the choice of jobs out',
  );
  expect(events).toEqual([]);
  expect(await cloud.deploy(folder, undefined, { jobs: ['Demo/Second', 'Demo/Third'] })).toMatchObject({ status: 'UPDATE_COMPLETE' });
}, 30_000);

test('makes what was left out once it isn\'t any more', async () => {
  writeDemo();
  await cloud.deploy(folder, undefined, { jobs: ['Demo/First'] });
  expect(logicalIds(await cloud.deploy(folder, undefined, { jobs: ['Demo/First'] }))).not.toContain('Second');
  expect(logicalIds(await cloud.deploy(folder))).toEqual(['Files', 'First', 'Handler', 'Queue', 'Role', 'Second', 'Third']);
}, 30_000);
