/**
 * What a careful user writes for the provider framework of the CDK: creates a job, cancels it, and says when it has ended. With the
 * client of Lambda's runtime. It is deployed nowhere; what counts is what it weighs.
 */
import { createHash } from 'node:crypto';
import { CreateJobCommand, DescribeJobCommand, S3ControlClient, UpdateJobStatusCommand } from '@aws-sdk/client-s3-control';

const client = new S3ControlClient({});
const TERMINAL = ['Complete', 'Failed', 'Cancelled'];

export async function onEvent(event) {
  switch (event.RequestType) {
    case 'Create':
      return { PhysicalResourceId: await createJob(event) };
    case 'Update':
      // under another id CloudFormation deletes the job before
      return { PhysicalResourceId: isSameJob(event) ? event.PhysicalResourceId : await createJob(event) };
    case 'Delete':
      await cancelJob(event);
  }
}

export async function isComplete(event) {
  const request = JSON.parse(event.ResourceProperties.Request);
  if (!isJobId(event.PhysicalResourceId)) {
    return { IsComplete: true };
  }
  const { Job } = await client.send(new DescribeJobCommand({ AccountId: request.AccountId, JobId: event.PhysicalResourceId }));
  if (!TERMINAL.includes(Job.Status)) {
    return { IsComplete: false };
  }
  const { NumberOfTasksFailed = 0, TotalNumberOfTasks = 0 } = Job.ProgressSummary ?? {};
  if (event.RequestType !== 'Delete' && (Job.Status !== 'Complete' || NumberOfTasksFailed > 0)) {
    const reasons = (Job.FailureReasons ?? []).map(({ FailureCode, FailureReason }) => `${FailureCode}: ${FailureReason}`);
    throw new Error([`job ${Job.JobId} is ${Job.Status}, ${NumberOfTasksFailed} of ${TotalNumberOfTasks} tasks failed`, ...reasons].join('; '));
  }
  return { IsComplete: true, Data: { JobId: Job.JobId, JobStatus: Job.Status } };
}

async function createJob({ RequestId, ResourceProperties }) {
  const request = JSON.parse(ResourceProperties.Request);
  // the framework may repeat the call
  const ClientRequestToken = createHash('sha256').update(RequestId).digest('hex');
  const { JobId } = await client.send(new CreateJobCommand({ ...request, ClientRequestToken }));
  return JobId;
}

async function cancelJob({ PhysicalResourceId, ResourceProperties }) {
  if (!isJobId(PhysicalResourceId)) {
    return;
  }
  const { AccountId } = JSON.parse(ResourceProperties.Request);
  try {
    await client.send(new UpdateJobStatusCommand({ AccountId, JobId: PhysicalResourceId, RequestedJobStatus: 'Cancelled' }));
  } catch (error) {
    if (error.name !== 'JobStatusException' && error.name !== 'NotFoundException') {
      throw error;
    }
  }
}

function isSameJob({ ResourceProperties, OldResourceProperties }) {
  const { Operation, Manifest, ManifestGenerator } = JSON.parse(ResourceProperties.Request);
  const old = JSON.parse(OldResourceProperties.Request);
  return JSON.stringify([Operation, Manifest, ManifestGenerator]) === JSON.stringify([old.Operation, old.Manifest, old.ManifestGenerator]);
}

/** The framework has ids of its own for what never was created. */
function isJobId(id) {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id);
}
