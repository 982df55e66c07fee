import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudEvent } from '../../../local/src/cloud/cloud-event';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { UNKNOWNS } from '../../../local/src/unknowns';
import { PROJECT, reportedRows, runFunctionJob } from '../function-assembly';

/** Hashes an object's bytes, and keeps the hash as a tag. */
const HASH = `
const { createHash } = require('node:crypto');
const { GetObjectCommand, PutObjectTaggingCommand, S3Client } = require('@aws-sdk/client-s3');
const s3 = new S3Client();

exports.handler = async ({ invocationSchemaVersion, invocationId, job, tasks: [{ taskId, s3Bucket, s3Key }] }) => {
  const { algorithm } = job.userArguments;
  const object = { Bucket: s3Bucket, Key: decodeURIComponent(s3Key) };
  const { Body } = await s3.send(new GetObjectCommand(object));
  const hash = createHash(algorithm).update(await Body.transformToByteArray()).digest('hex');
  await s3.send(new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key: algorithm, Value: hash }] } }));
  return { invocationSchemaVersion, invocationId, results: [{ taskId, resultCode: 'Succeeded', resultString: hash }] };
};`;

let folder: string;
let cloud: LocalCloud;
let events: CloudEvent[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'functions-'));
  events = [];
  cloud = await LocalCloud.start({ clockFactor: 200, projectFolder: PROJECT, onEvent: (event) => events.push(event) });
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The calls that the function made, in short. */
async function callsOfFunction(): Promise<string[]> {
  const calls = (await cloud.apiCalls()).filter(({ principal }) => principal.includes('FunctionRole'));
  return calls.map(({ action, resource, status, error }) => [action, resource, status, error ?? []].flat().join(' ')).sort();
}

test('a job\'s function reads each object\'s bytes and writes to it, in its own role\'s name', async () => {
  const keys = ['a.txt', 'b c.txt'];
  expect(await runFunctionJob(cloud, folder, keys, { code: HASH, actions: ['s3:GetObject', 's3:PutObjectTagging'] })).toMatchObject({ status: 'CREATE_COMPLETE' });

  expect(await reportedRows(cloud)).toEqual([
    `logs,a.txt,,succeeded,200,,${sha256('bytes of a.txt')}`,
    `logs,b%20c.txt,,succeeded,200,,${sha256('bytes of b c.txt')}`,
  ]);
  expect(await cloud.objectTags('logs', 'b c.txt')).toEqual({ sha256: sha256('bytes of b c.txt') });
  expect(await callsOfFunction()).toEqual([
    's3:GetObject arn:aws:s3:::logs/a.txt 200', 's3:GetObject arn:aws:s3:::logs/b c.txt 200',
    's3:PutObjectTagging arn:aws:s3:::logs/a.txt 200', 's3:PutObjectTagging arn:aws:s3:::logs/b c.txt 200',
  ]);
}, 30_000);

test('says which copy of the AWS SDK a function uses', async () => {
  await runFunctionJob(cloud, folder, ['a.txt', 'b.txt'], { code: HASH });
  expect(events.filter(({ kind }) => kind === 'lentPackage')).toEqual([
    { kind: 'lentPackage', functionName: expect.stringContaining('Starter'), packageName: '@aws-sdk/client-s3-control', folder: join(PROJECT, 'node_modules/@aws-sdk/client-s3-control') },
    { kind: 'lentPackage', functionName: expect.stringContaining('Function'), packageName: '@aws-sdk/client-s3', folder: join(PROJECT, 'node_modules/@aws-sdk/client-s3') },
  ]);
}, 30_000);

test('a function whose role lacks a permission fails its tasks', async () => {
  await runFunctionJob(cloud, folder, ['a.txt'], { code: HASH, actions: ['s3:GetObject'] });
  const [row] = await reportedRows(cloud);
  expect(row).toMatch(/^logs,a\.txt,,failed,200,PermanentFailure,"Lambda returned function error: \{""errorType"":""AccessDenied"",""errorMessage"":"".*s3:PutObjectTagging/);
  expect(await callsOfFunction()).toEqual(['s3:GetObject arn:aws:s3:::logs/a.txt 200', 's3:PutObjectTagging arn:aws:s3:::logs/a.txt 403 AccessDenied']);
  expect(await cloud.objectTags('logs', 'a.txt')).toEqual({});
}, 30_000);

test.each([
  ['throws', 'throw new RangeError("boom")', 'errorType"":""RangeError"",""errorMessage"":""boom'],
  ['ends its process', 'process.exit(7)', 'errorType"":""Runtime.ExitError"",""errorMessage"":""RequestId: [-0-9a-f]+ Error: Runtime exited with error: exit status 7'],
])('a function that %s fails its task, and no other', async (_how, broken, error) => {
  const code = `exports.handler = async ({ invocationSchemaVersion, invocationId, tasks: [{ taskId, s3Key }] }) => {
    if (s3Key === 'b') { ${broken}; }
    return { invocationSchemaVersion, invocationId, results: [{ taskId, resultCode: 'Succeeded', resultString: '' }] };
  };`;
  await runFunctionJob(cloud, folder, ['a', 'b', 'c'], { code });
  expect(await reportedRows(cloud)).toEqual([
    'logs,a,,succeeded,200,,', expect.stringMatching(`^logs,b,,failed,200,PermanentFailure,"Lambda returned function error: \\{""${error}`), 'logs,c,,succeeded,200,,',
  ]);
}, 30_000);

test('a function of another runtime fails the job, which says so', async () => {
  await runFunctionJob(cloud, folder, ['a'], { code: '', properties: { Runtime: 'python3.12', FunctionName: 'snake' } });
  expect(await cloud.jobs()).toMatchObject([{
    Status: 'Failed', FailureReasons: [{ FailureReason: expect.stringContaining('the function snake isn\'t run: its runtime is python3.12, and only functions of Node are; `lambdaEndpoints`') as string }],
  }]);
}, 30_000);

test('a job\'s function for which no concurrency is reserved runs not once, and its tasks say that it was throttled', async () => {
  const actions = ['s3:GetObject', 's3:PutObjectTagging'];
  expect(await runFunctionJob(cloud, folder, ['a.txt'], { code: HASH, actions, properties: { ReservedConcurrentExecutions: 0 } })).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await reportedRows(cloud)).toEqual(['logs,a.txt,,failed,429,TooManyRequestsException,Rate Exceeded.']);
  expect(await callsOfFunction()).toEqual([]);
}, 30_000);

test('what a job made of an open question is told, with what was taken to be the case', async () => {
  expect(await cloud.metUnknowns()).toEqual([]);
  await runFunctionJob(cloud, folder, ['a.txt'], { code: HASH, properties: { ReservedConcurrentExecutions: 0 } });
  const { question } = UNKNOWNS.throttledFunction;
  const met = await cloud.metUnknowns();
  expect(met).toContainEqual({ name: 'throttledFunction', question, choice: true });
  expect(met.map(({ name }) => name)).not.toContain('repeatedToken');
  // to tell of them is to look at none
  expect(await cloud.metUnknowns()).toEqual(met);
}, 30_000);
