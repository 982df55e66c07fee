import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalCloud } from '../../../../local/src/cloud/local-cloud';
import { digestOf } from '../../../../local/src/command/digest/digest';
import { printedDigest } from '../../../../local/src/command/digest/print-digest';
import { PROJECT, runFunctionJob } from '../../function-assembly';

const TAGGING = `
const { PutObjectTaggingCommand, S3Client } = require('@aws-sdk/client-s3');
const s3 = new S3Client();

exports.handler = async ({ tasks: [{ s3Bucket, s3Key }] }) => {
  await s3.send(new PutObjectTaggingCommand({ Bucket: s3Bucket, Key: s3Key, Tagging: { TagSet: [] } }));
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
