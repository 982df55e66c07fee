import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalCloud } from '../../../../local/src/cloud/local-cloud';
import { digestOf } from '../../../../local/src/command/digest/digest';
import { printedDigest } from '../../../../local/src/command/digest/print-digest';
import { PROJECT, reportedRows, runFunctionJob } from '../../function-assembly';

const TAGGING = `
const { PutObjectTaggingCommand, S3Client } = require('@aws-sdk/client-s3');
const s3 = new S3Client();

exports.handler = async ({ tasks: [{ s3Bucket, s3Key }] }) => {
  await s3.send(new PutObjectTaggingCommand({ Bucket: s3Bucket, Key: s3Key, Tagging: { TagSet: [] } }));
};`;

/** Puts an object in parts and another in one, begins a third, asks for one that isn't there, and for what isn't played. */
const MANY_CALLS = `
const s3 = require('@aws-sdk/client-s3');
const client = new s3.S3Client();

exports.handler = async ({ invocationSchemaVersion, invocationId, tasks: [{ taskId, s3Bucket: Bucket, s3Key }] }) => {
  const object = { Bucket, Key: 'copies/' + s3Key };
  const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand(object));
  const { ETag } = await client.send(new s3.UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: 'part' }));
  await client.send(new s3.CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] } }));
  await client.send(new s3.CreateMultipartUploadCommand(object));
  await client.send(new s3.PutObjectCommand({ ...object, Key: 'whole/' + s3Key, Body: 'whole' }));
  await client.send(new s3.GetObjectCommand({ ...object, Key: 'missing' })).catch(() => undefined);
  const target = { method: 'POST', headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem', 'authorization': 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/dynamodb/aws4_request' } };
  const refusal = await fetch(process.env.AWS_ENDPOINT_URL, target);
  return { invocationSchemaVersion, invocationId, treatMissingKeysAs: 'PermanentFailure', results: [{ taskId, resultCode: 'Succeeded', resultString: refusal.status + ' ' + await refusal.text() }] };
};`;

let folder: string;
let cloud: LocalCloud;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'played-digest-'));
  cloud = await LocalCloud.start({ clockFactor: 200, projectFolder: PROJECT });
});
afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

test('a run tells which permission a job\'s function lacks, and what grants it', async () => {
  const result = await runFunctionJob(cloud, folder, ['a.txt', 'b.txt'], { code: TAGGING, actions: ['s3:GetObject'] });
  const digest = await digestOf(cloud, {
    deployments: [{ assembly: folder, results: [result], createJobCalls: 1 }], deleted: [], interrupted: false, clockFactor: 200, shown: [],
  });

  expect(digest.denied).toEqual([expect.objectContaining({
    by: { kind: 'function', names: ['Functions/Function'], principal: expect.stringContaining('FunctionRole') },
    action: 's3:PutObjectTagging',
    resource: 'arn:aws:s3:::logs/*',
    calls: 2,
  })]);
  expect(digest.jobs).toEqual([expect.objectContaining({
    operation: 'LambdaInvoke',
    status: 'Complete',
    tasks: { total: 2, succeeded: 0, failed: 2 },
    firstFailures: [expect.objectContaining({ count: 2, code: 'PermanentFailure', advice: expect.objectContaining({ meaning: expect.stringContaining('its role may not') }) })],
    report: { bucket: 'reports', key: expect.stringMatching(/^r\/job-.*\/manifest\.json$/) },
  })]);
  expect(digest.changed).toEqual([]);
  expect(printedDigest(digest)).toContain('  s3:PutObjectTagging, 2 calls by the function Functions/Function\n');
}, 30_000);

test('a run tells what a function changed, what it was refused, and what can\'t be played', async () => {
  const result = await runFunctionJob(cloud, folder, ['a.txt', 'b.txt'], { code: MANY_CALLS, actions: ['s3:PutObject', 's3:GetObject'] });
  // nothing is read from there any more
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  const digest = await digestOf(cloud, {
    deployments: [{ assembly: folder, results: [result], createJobCalls: 1 }], deleted: [], interrupted: false, clockFactor: 200, shown: [],
  });

  const by = { kind: 'function', names: ['Functions/Function'], principal: expect.stringContaining('FunctionRole') };
  expect(digest.changed).toEqual([{ bucket: 'logs', change: 'objects written', calls: 4, by }]);
  expect(digest.denied).toEqual([{ by, action: 's3:GetObject', resource: 'arn:aws:s3:::logs/*', calls: 2, remedy: expect.stringMatching(/^s3:\/\/logs\/missing, to name the first, isn't there/) }]);
  expect(digest.unplayed).toEqual([expect.objectContaining({ by, action: 'dynamodb:PutItem', calls: 2 })]);
  expect(digest).toMatchObject({ outcome: 'failed', failedBecause: ['something was called that can\'t be played here'] });
  expect(await reportedRows(cloud)).toContainEqual(expect.stringContaining('501 {""__type"":""NotImplemented""'));
}, 30_000);
