import {
  CreateJobCommand, DescribeJobCommand, GetJobTaggingCommand, paginateListJobs, PutJobTaggingCommand, S3ControlClient,
  UpdateJobPriorityCommand, UpdateJobStatusCommand, type JobDescriptor, type S3ControlClientConfig,
} from '@aws-sdk/client-s3-control';
import { createJobBody } from './create-job-body';
import { ServiceError, type JobControl, type JobDescription, type JobStatus, type NewJob } from './job-control';
import { call } from './sdk-errors';
import { HTTP_LIMITS } from './sdk-http-limits';

/** {@link JobControl} by the AWS SDK, for one account. */
export function sdkJobControl(accountId: string, config: S3ControlClientConfig = {}): JobControl {
  const client = new S3ControlClient({ requestHandler: HTTP_LIMITS, maxAttempts: 6, ...config });
  // no retry by the SDK: it can't look whether the first try came through
  const creating = new S3ControlClient({ requestHandler: HTTP_LIMITS, ...config, maxAttempts: 1 });
  const job = (jobId: string) => ({ AccountId: accountId, JobId: jobId });

  return {
    createJob: (newJob) => call(async () => answered((await creating.send(createJobCommand(accountId, newJob))).JobId, 'JobId')),
    describeJob: (jobId) => call(async () => description(answered((await client.send(new DescribeJobCommand(job(jobId)))).Job, 'Job'))),
    listJobs: (statuses) => listJobs(client, accountId, statuses),
    cancelJob: (jobId, why) => call(async () => {
      await client.send(new UpdateJobStatusCommand({ ...job(jobId), RequestedJobStatus: 'Cancelled', StatusUpdateReason: why }));
    }),
    confirmJob: (jobId) => call(async () => {
      await client.send(new UpdateJobStatusCommand({ ...job(jobId), RequestedJobStatus: 'Ready' }));
    }),
    updatePriority: (jobId, priority) => call(async () => {
      await client.send(new UpdateJobPriorityCommand({ ...job(jobId), Priority: priority }));
    }),
    tagsOf: (jobId) => call(async () => {
      const { Tags } = await client.send(new GetJobTaggingCommand(job(jobId)));
      return (Tags ?? []).map(({ Key, Value }) => ({ Key: Key ?? '', Value: Value ?? '' }));
    }),
    replaceTags: (jobId, tags) => call(async () => {
      await client.send(new PutJobTaggingCommand({ ...job(jobId), Tags: tags }));
    }),
  };
}

/** The SDK signs and sends; the body is ours, because the SDK's serialiser drops what it doesn't know. */
function createJobCommand(accountId: string, newJob: NewJob): CreateJobCommand {
  const { RoleArn, Priority } = newJob.request;
  const command = new CreateJobCommand({
    AccountId: accountId, ClientRequestToken: newJob.token, Operation: {}, Report: { Enabled: false }, Priority, RoleArn,
  });
  // ahead of the middleware that counts the body's bytes
  command.middlewareStack.add((next) => (args) => {
    (args.request as { body: string }).body = createJobBody(newJob);
    return next(args);
  }, { step: 'build', priority: 'high', name: 'ownCreateJobBody' });
  return command;
}

async function* listJobs(client: S3ControlClient, accountId: string, statuses?: readonly JobStatus[]): ReturnType<JobControl['listJobs']> {
  const pages = paginateListJobs({ client, pageSize: 1000 }, { AccountId: accountId, JobStatuses: statuses && [...statuses] });
  for (;;) {
    const page = await call(() => pages.next());
    if (page.done) {
      return;
    }
    for (const { JobId, Operation, CreationTime } of page.value.Jobs ?? []) {
      yield { jobId: JobId ?? '', operation: Operation ?? '', createdAt: CreationTime ?? new Date(0) };
    }
  }
}

/** A member that no answer lacks: without it, there might as well have been none. */
function answered<T>(member: T | undefined, name: string): T {
  if (member === undefined) {
    throw new ServiceError('IncompleteAnswer', `the answer of S3 has no ${name}`);
  }
  return member;
}

function description(job: JobDescriptor): JobDescription {
  const { Enabled = false, ...report } = job.Report ?? {};
  return {
    jobId: job.JobId ?? '',
    jobArn: job.JobArn ?? '',
    status: answered(job.Status, 'Status'),
    createdAt: answered(job.CreationTime, 'CreationTime'),
    roleArn: job.RoleArn ?? '',
    priority: job.Priority ?? 0,
    confirmationRequired: job.ConfirmationRequired ?? false,
    report: { Enabled, ...report },
    totalTasks: job.ProgressSummary?.TotalNumberOfTasks ?? 0,
    succeededTasks: job.ProgressSummary?.NumberOfTasksSucceeded ?? 0,
    failedTasks: job.ProgressSummary?.NumberOfTasksFailed ?? 0,
    failureReasons: (job.FailureReasons ?? []).map(({ FailureCode, FailureReason }) => ({ code: FailureCode ?? '', reason: FailureReason ?? '' })),
  };
}
