import { CreateJobCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import type { LocalCloudOptions } from '../../../local/src/cloud/cloud';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';

const AccountId = '111122223333';
const RoleArn = `arn:aws:iam::${AccountId}:role/jobs`;
const allowAll = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

let cloud: LocalCloud;

afterEach(() => cloud.close());

/** A cloud with a job that tags `logs/a.txt` and waits for its confirmation. */
async function suspendedJob(options: LocalCloudOptions = {}): Promise<string> {
  cloud = await LocalCloud.start({ clockFactor: 200, ...options });
  const credentials = await cloud.putRole(RoleArn, [allowAll]);
  await cloud.putObject('logs', 'a.txt', 'x');
  const control = new S3ControlClient({ region: 'us-east-1', credentials, endpointProvider: () => ({ url: new URL(cloud.url) }) });
  const { JobId } = await control.send(new CreateJobCommand({
    AccountId, RoleArn, Priority: 1, ConfirmationRequired: true, Tags: [{ Key: 'team', Value: 'data' }],
    Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'checked', Value: 'yes' }] } },
    Report: { Enabled: false },
    ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false } },
  }));
  await cloud.idle();
  return JobId!;
}

test('confirms a job, whose tasks are delivered as the cloud was told', async () => {
  const jobId = await suspendedJob({ redeliver: 1, shuffleSeed: 7 });
  expect(await cloud.updateJobStatus(jobId, 'Ready')).toMatchObject({ JobId: jobId, Status: 'Ready' });
  await cloud.idle();
  expect(await cloud.objectTags('logs', 'a.txt')).toEqual({ checked: 'yes' });
  expect(await cloud.jobs()).toMatchObject([{ JobId: jobId, Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 1 } }]);
  expect(await cloud.jobDetails(jobId)).toEqual({ tags: { team: 'data' }, firstFailures: [], redelivered: 1 });
  expect(await cloud.callCounts()).toContainEqual(expect.objectContaining({ action: 's3:PutObjectTagging', count: 2 }));
});

test('cancels a job, for a reason', async () => {
  const jobId = await suspendedJob();
  expect(await cloud.updateJobStatus(jobId, 'Cancelled', 'interrupted')).toMatchObject({ Status: 'Cancelled', StatusUpdateReason: 'interrupted' });
  await expect(cloud.updateJobStatus(jobId, 'Ready')).rejects.toThrow('a job that is Cancelled can\'t be made Ready');
  expect(await cloud.objectTags('logs', 'a.txt')).toEqual({});
});

test('refuses what a job can\'t be asked for, and leaves it as it is', async () => {
  const jobId = await suspendedJob();
  await expect(cloud.updateJobStatus(jobId, 'Complete' as 'Ready')).rejects.toThrow('must be one of Cancelled, Ready, got: Complete');
  // service model, `JobStatusUpdateReason`
  await expect(cloud.updateJobStatus(jobId, 'Cancelled', 'x'.repeat(257))).rejects.toThrow('must have 1 to 256 characters, got 257');
  expect(await cloud.jobs()).toMatchObject([{ Status: 'Suspended' }]);
});

test('says of which job nothing is known', async () => {
  await suspendedJob();
  await expect(cloud.jobDetails('other-job')).rejects.toThrow('there is no job other-job');
  await expect(cloud.updateJobStatus('other-job', 'Cancelled')).rejects.toThrow('the job other-job does not exist');
});

test('is where it was told to be, and says so when something else is there', async () => {
  await suspendedJob();
  const port = Number(new URL(cloud.url).port);
  await expect(LocalCloud.start({ port })).rejects.toThrow(`\`port\` must be one that is free, got: ${port}`);
  await cloud.close();
  cloud = await LocalCloud.start({ port });
  expect(cloud.url).toBe(`http://127.0.0.1:${port}`);
});
