import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateJobCommand, DescribeJobCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';

const AccountId = '111122223333';
const RoleArn = `arn:aws:iam::${AccountId}:role/jobs`;
const allowAll = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

let cloud: LocalCloud;

beforeEach(async () => {
  cloud = await LocalCloud.start({ clockFactor: 200 });
});

afterEach(() => cloud.close());

test('a client that knows of no stack makes a job with a role and buckets of its own', async () => {
  const credentials = await cloud.putRole(RoleArn, [allowAll]);
  await cloud.createBucket('contracts', { versioned: true, objectLock: {} });
  await cloud.createBucket('reports');
  await cloud.putObject('contracts', 'a.pdf', 'signed');
  const control = new S3ControlClient({ region: 'us-east-1', credentials, endpointProvider: () => ({ url: new URL(cloud.url) }) });

  const { JobId } = await control.send(new CreateJobCommand({
    AccountId, RoleArn, Priority: 1, ConfirmationRequired: false,
    Operation: { S3PutObjectLegalHold: { LegalHold: { Status: 'ON' } } },
    Report: { Enabled: true, Bucket: 'arn:aws:s3:::reports', Format: 'Report_CSV_20180820', ReportScope: 'AllTasks' },
    ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::contracts', EnableManifestOutput: false } },
  }));
  await cloud.idle();

  expect((await control.send(new DescribeJobCommand({ AccountId, JobId }))).Job).toMatchObject({ Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 1 } });
  const s3 = new S3Client({ region: 'us-east-1', credentials, endpoint: cloud.url, forcePathStyle: true });
  expect(await s3.send(new HeadObjectCommand({ Bucket: 'contracts', Key: 'a.pdf' }))).toMatchObject({ ObjectLockLegalHoldStatus: 'ON' });
});

test('what a role may do changes with its policies, and its credentials stay', async () => {
  const before = await cloud.putRole(RoleArn, [allowAll]);
  await cloud.putObject('logs', 'a', 'x');
  // the client writes into what it is given
  const s3 = new S3Client({ region: 'us-east-1', credentials: { ...before }, endpoint: cloud.url, forcePathStyle: true });
  await s3.send(new HeadObjectCommand({ Bucket: 'logs', Key: 'a' }));

  expect(await cloud.putRole(RoleArn, [])).toEqual(before);
  await expect(s3.send(new HeadObjectCommand({ Bucket: 'logs', Key: 'a' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
});

test('credentials of a role that nobody made are refused', async () => {
  await expect(cloud.credentialsOf(RoleArn)).rejects.toThrow(`there is no role ${RoleArn}; a stack or \`putRole\` makes one`);
});
