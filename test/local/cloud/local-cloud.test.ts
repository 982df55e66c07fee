import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalCloudOptions } from '../../../local/src/cloud/cloud';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { writeTaggingAssembly } from '../tagging-assembly';
import { writeFiles } from '../write-files';

let folder: string;
let cloud: LocalCloud;
let events: CloudEvent[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloud-'));
  events = [];
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

async function start(options: LocalCloudOptions = {}): Promise<void> {
  cloud = await LocalCloud.start({ clockFactor: 200, onEvent: (event) => events.push(event), ...options });
}

test('deploys a stack whose handler runs a job on what was seeded, and removes it', async () => {
  await start();
  writeFiles(folder, { 'objects/a.txt': 'a', 'objects/sub/b.txt': 'bee', 'objects/.git/c': '' });
  writeTaggingAssembly(join(folder, 'cdk.out'));
  expect(await cloud.seed('logs', join(folder, 'objects'), { exclude: ['.git'] })).toBe(2);

  const { status, outputs: { JobId }, resources } = await cloud.deploy(join(folder, 'cdk.out'));
  expect(status).toBe('CREATE_COMPLETE');
  expect(resources).toContainEqual({ logicalId: 'Job', type: 'Custom::TaggingJob', physicalId: JobId });
  expect(await cloud.listKeys('logs')).toEqual(['a.txt', 'sub/b.txt']);
  expect(await cloud.listKeys('logs', 'sub/')).toEqual(['sub/b.txt']);
  expect(await cloud.objectTags('logs', 'sub/b.txt')).toEqual({ retention: 'short' });
  expect(String(await cloud.readObject('logs', 'sub/b.txt'))).toBe('bee');
  expect(await cloud.jobs()).toMatchObject([{ JobId, Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 2 } }]);

  expect(await cloud.deploy(join(folder, 'cdk.out'))).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { JobId } });
  expect(await cloud.destroy('Tagging')).toMatchObject({ status: 'DELETE_COMPLETE', resources: [] });
  await cloud.idle();
  expect(await cloud.jobs()).toHaveLength(1);

  const told = (kind: CloudEvent['kind']) => events.filter((event) => event.kind === kind);
  expect(told('log')).toMatchObject([{ line: 'Create in CREATE_IN_PROGRESS' }, { line: 'Update in UPDATE_IN_PROGRESS' }, { line: 'Delete in DELETE_IN_PROGRESS' }]);
  expect(told('job').at(-1)).toMatchObject({ job: { JobId, Status: 'Complete' } });
  expect(told('resource')).toContainEqual(expect.objectContaining({ logicalId: 'Job', status: 'CREATE_COMPLETE' }));
  expect(told('failedAttempt')).toEqual([]);
}, 30_000);

test('records whose call did what', async () => {
  await start();
  writeFiles(folder, { 'objects/a.txt': 'a' });
  writeTaggingAssembly(join(folder, 'cdk.out'));
  await cloud.seed('logs', join(folder, 'objects'));
  await cloud.deploy(join(folder, 'cdk.out'));

  const calls = (await cloud.apiCalls()).map(({ principal, action, status }) => `${principal.replace(/.*-(\w+Role)-\w+$/, '$1')} ${action} ${status}`);
  expect(new Set(calls)).toEqual(new Set([
    'HandlerRole cloudformation:DescribeStacks 200', 'HandlerRole s3:CreateJob 200', 'HandlerRole s3:DescribeJob 200',
    'JobRole s3:PutInventoryConfiguration 200', 'JobRole s3:PutObjectTagging 200',
  ]));
}, 30_000);

test('counts the calls of each kind', async () => {
  await start();
  writeFiles(folder, { 'objects/a.txt': 'a', 'objects/b.txt': 'b' });
  writeTaggingAssembly(join(folder, 'cdk.out'));
  await cloud.seed('logs', join(folder, 'objects'));
  await cloud.deploy(join(folder, 'cdk.out'));
  expect(await cloud.callCounts()).toContainEqual(expect.objectContaining({ action: 's3:PutObjectTagging', resource: 'arn:aws:s3:::logs/*', status: 200, count: 2 }));
}, 30_000);

test('is in the account and the Region that it is told', async () => {
  await start({ account: '444455556666', region: 'eu-west-1' });
  writeFiles(folder, {
    'manifest.json': { artifacts: { Where: { type: 'aws:cloudformation:stack', environment: 'aws://444455556666/eu-west-1', properties: { templateFile: 't.json' } } } },
    't.json': { Resources: {}, Outputs: { Where: { Value: { 'Fn::Sub': '${AWS::AccountId}/${AWS::Region}' } } } },
  });
  expect(await cloud.deploy(folder)).toMatchObject({ stackId: expect.stringMatching('^arn:aws:cloudformation:eu-west-1:444455556666:stack/Where/'), outputs: { Where: '444455556666/eu-west-1' } });
});

test('repeats a handler whose call was lost', async () => {
  let lost = 0;
  await start({ fault: ({ path }) => path.endsWith('/jobs') && lost++ < 3 ? 'loseRequest' : undefined });
  writeFiles(folder, { 'objects/a.txt': 'a' });
  writeTaggingAssembly(join(folder, 'cdk.out'));
  await cloud.seed('logs', join(folder, 'objects'));

  expect(await cloud.deploy(join(folder, 'cdk.out'))).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(events.filter(({ kind }) => kind === 'failedAttempt')).toMatchObject([{ attempt: 1 }]);
  expect(await cloud.jobs()).toHaveLength(1);
}, 30_000);

test('deploys one stack of several by its name', async () => {
  await start();
  const stack = (id: string) => ({ [id]: { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } } });
  writeFiles(folder, { 'manifest.json': { artifacts: { ...stack('One'), ...stack('Two') } }, 't.json': { Resources: {} } });

  await expect(cloud.deploy(folder)).rejects.toThrow(`the assembly ${folder} must have one stack, or one must be named; it has: One, Two`);
  await expect(cloud.deploy(folder, 'Three')).rejects.toThrow(`the assembly ${folder} has no stack Three; it has: One, Two`);
  expect(await cloud.deploy(folder, 'Two')).toMatchObject({ status: 'CREATE_COMPLETE' });
});
