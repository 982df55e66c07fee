import type { FakeService } from './fakes';
import type { HttpAnswer, HttpRequest } from './http-cloud';
import type { JobDescription, JobStatus, NewJob } from '../../lambda/job-control';
import { parseXml, renderXml, type XmlContent, type XmlNode } from '../../local/src/http/xml';
import { createJobRequest, putJobTaggingRequest } from '../../local/src/model/create-job';
import { decode } from '../../local/src/model/decode';
import type { StructureShape } from '../../local/src/model/shape';
import type { Tag } from '../../src/private/contract';

/** Jobs in a page of a list: few, so that lists have pages. */
const PAGE = 2;

/** S3 Control's wire format before a fake service: facts of the API reference, and of what the SDK was seen to send and read. */
export async function answerS3Control(request: HttpRequest, service: FakeService): Promise<HttpAnswer> {
  const [, , , jobId, part = ''] = request.path.split('/');
  switch (`${request.method} ${jobId === undefined ? 'jobs' : 'job'} ${part}`.trim()) {
    case 'POST jobs': return xml('CreateJobResult', { JobId: await service.createJob(newJob(request.body)) });
    case 'GET jobs': return jobsListed(request.query, service);
    case 'GET job': return xml('DescribeJobResult', { Job: described(await service.describeJob(jobId)) });
    case 'POST job status': return statusUpdated(jobId, request.query, service);
    case 'POST job priority':
      await service.updatePriority(jobId, Number(request.query.get('priority')));
      return xml('UpdateJobPriorityResult', { JobId: jobId, Priority: request.query.get('priority')! });
    case 'GET job tagging': return xml('GetJobTaggingResult', { Tags: { member: (await service.tagsOf(jobId)).map(({ ...tag }) => tag) } });
    case 'PUT job tagging':
      await service.replaceTags(jobId, (bodyOf(request.body, putJobTaggingRequest) as { Tags: Tag[] }).Tags);
      return { status: 200 };
    default: return { status: 501 };
  }
}

function xml(root: string, content: XmlContent): HttpAnswer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: renderXml(root, content) };
}

/** Read by the service's model, which has nothing to do with the code that wrote it. */
function bodyOf(body: string, shape: StructureShape): object {
  const root: XmlNode = parseXml(body);
  const { value, violations } = decode(root, shape);
  if (violations.length > 0) {
    throw new Error(`the model has no such request: ${violations.join('; ')}`);
  }
  return value as object;
}

function newJob(body: string): NewJob {
  const { ClientRequestToken, Tags = [], ...request } = bodyOf(body, createJobRequest) as NewJob['request'] & { ClientRequestToken: string; Tags?: Tag[] };
  return { request, tags: Tags, token: ClientRequestToken };
}

async function jobsListed(query: URLSearchParams, service: FakeService): Promise<HttpAnswer> {
  const statuses = query.getAll('jobStatuses') as JobStatus[];
  const from = Number(query.get('nextToken') ?? 0);
  const jobs: { [element: string]: XmlContent }[] = [];
  for await (const { jobId, operation, createdAt } of service.listJobs(statuses.length > 0 ? statuses : undefined)) {
    jobs.push({ JobId: jobId, Operation: operation, CreationTime: createdAt.toISOString() });
  }
  return xml('ListJobsResult', {
    ...(from + PAGE < jobs.length ? { NextToken: String(from + PAGE) } : {}),
    Jobs: { member: jobs.slice(from, from + PAGE) },
  });
}

async function statusUpdated(jobId: string, query: URLSearchParams, service: FakeService): Promise<HttpAnswer> {
  const Status = query.get('requestedJobStatus')!;
  await (Status === 'Ready' ? service.confirmJob(jobId) : service.cancelJob(jobId));
  return xml('UpdateJobStatusResult', { JobId: jobId, Status });
}

function described(job: JobDescription): XmlContent {
  const { Enabled, ...report } = job.report;
  return {
    JobId: job.jobId,
    JobArn: job.jobArn,
    Status: job.status,
    CreationTime: job.createdAt.toISOString(),
    RoleArn: job.roleArn,
    Priority: String(job.priority),
    ConfirmationRequired: String(job.confirmationRequired),
    Report: { Enabled: String(Enabled), ...report as { [name: string]: string } },
    ProgressSummary: {
      TotalNumberOfTasks: String(job.totalTasks),
      NumberOfTasksSucceeded: String(job.succeededTasks),
      NumberOfTasksFailed: String(job.failedTasks),
    },
    FailureReasons: { member: job.failureReasons.map(({ code, reason }) => ({ FailureCode: code, FailureReason: reason })) },
  };
}
