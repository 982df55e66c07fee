import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, ResourceDeclaration } from '../../../local/src/assembly/template';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { writeFiles } from '../write-files';

/** Answers as it is told, and makes no job. */
const HANDLER = `
exports.handler = async ({ ResponseURL, ResourceProperties: { Answer, JobStatus }, StackId, RequestId, LogicalResourceId, RequestType }) => {
  const Status = RequestType === 'Delete' ? 'SUCCESS' : Answer;
  const answer = { Status, Reason: 'told to', StackId, RequestId, LogicalResourceId, PhysicalResourceId: 'job-1', Data: { JobStatus } };
  await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify(answer)) });
};`;

const arnOf = (logicalId: string): Json => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const at = (path: string): Pick<ResourceDeclaration, 'Metadata'> => ({ Metadata: { 'aws:cdk:path': path } });
const ROLE: ResourceDeclaration = { Type: 'AWS::IAM::Role' };

function functionAs(role: Json, path: string, code = 'exports.handler = async () => undefined;'): ResourceDeclaration {
  return { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 60, Code: { ZipFile: code }, Role: role }, ...at(path) };
}

function job(path: string, wait: object, properties: { [name: string]: Json } = {}): ResourceDeclaration {
  const given = { Answer: 'SUCCESS', JobStatus: 'Complete', ...properties };
  return { Type: 'Custom::S3BatchJob', Properties: { ServiceToken: arnOf('Handler'), WaitFor: JSON.stringify(wait), ...given }, ...at(path) };
}

let folder: string;
let cloud: LocalCloud;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'record-'));
  cloud = await LocalCloud.start({ clockFactor: 200 });
});
afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Deploys a stack; its assembly is gone before anybody asks. */
async function deployed(resources: { readonly [logicalId: string]: ResourceDeclaration }) {
  writeFiles(folder, {
    'manifest.json': { artifacts: { Demo: { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } } } },
    't.json': { Resources: resources },
  });
  const result = await cloud.deploy(folder);
  rmSync(folder, { recursive: true });
  return result;
}

test('tells the functions of each role, however alike the names are', async () => {
  await deployed({
    HashFiles: functionAs(arnOf('HashFilesRole'), 'Demo/HashFiles/Resource'), HashFilesRole: ROLE,
    HashFilesAgain: functionAs(arnOf('HashFilesAgainRole'), 'Demo/HashFilesAgain/Resource'), HashFilesAgainRole: ROLE,
    Named: functionAs('arn:aws:iam::111122223333:role/given', 'Demo/Named/Resource'),
    Sharing: functionAs(arnOf('HashFilesRole'), 'Demo/Sharing/Resource'),
  });
  const { functions } = await cloud.deploymentRecord();
  const byRole = new Map<string, string[]>();
  for (const { roleArn, path } of functions) byRole.set(roleArn, [...byRole.get(roleArn) ?? [], path].sort());
  expect([...byRole.values()].sort()).toEqual([['Demo/HashFiles', 'Demo/Sharing'], ['Demo/HashFilesAgain'], ['Demo/Named']]);
  expect(byRole.get('arn:aws:iam::111122223333:role/given')).toEqual(['Demo/Named']);
});

test('still tells of what a rollback has removed', async () => {
  const { status, stackId } = await deployed({
    Handler: functionAs(arnOf('HandlerRole'), 'Demo/Handler/Resource', HANDLER), HandlerRole: ROLE,
    Job: job('Demo/Job/Resource', { until: 'completed' }, { Answer: 'FAILED' }),
  });
  expect(status).toBe('ROLLBACK_COMPLETE');
  const { functions, askedJobs } = await cloud.deploymentRecord();
  expect(functions).toEqual([{ path: 'Demo/Handler', arn: expect.stringContaining(':function:Demo-Handler-'), roleArn: expect.stringContaining(':role/Demo-HandlerRole-') }]);
  expect(askedJobs[0]).toEqual({
    requestId: expect.any(String), stackId, logicalId: 'Job', constructPath: 'Demo/Job', handlerArn: functions[0].arn, waitsForEnd: true,
  });
}, 30_000);

test('tells whether a stack waits for the end of its job', async () => {
  await deployed({
    Handler: functionAs(arnOf('HandlerRole'), 'Demo/Handler/Resource', HANDLER), HandlerRole: ROLE,
    Created: job('Demo/Created', { until: 'created' }),
    Started: job('Demo/Started', { until: 'started' }),
    Completed: job('Demo/Completed', { until: 'completed' }),
    Overdue: job('Demo/Overdue', { until: 'completed', onTimeout: 'CONTINUE' }, { JobStatus: 'Active' }),
    Other: { Type: 'Custom::Other', Properties: { ServiceToken: arnOf('Handler'), Answer: 'SUCCESS' } },
  });
  const { askedJobs } = await cloud.deploymentRecord();
  const waits = Object.fromEntries(askedJobs.map(({ logicalId, waitsForEnd }) => [logicalId, waitsForEnd]));
  expect(waits).toEqual({ Created: false, Started: false, Completed: true, Overdue: false });
}, 60_000);
