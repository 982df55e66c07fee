import type { TracedJob } from './callers';
import { failureGroups } from './failure-groups';
import { missingBuckets } from './missing-buckets';
import { reportOf } from './report-place';
import type { DigestedCloud, DigestedJob, PlayedRun } from './run-digest';
import type { ApiCallCount } from '../../api-log';
import type { JobDescriptor } from '../../engine/job-descriptor';
import type { JobDetails } from '../../engine/job-details';
import { operationNameOf } from '../../operations';
import type { AskedJob } from '../../stacks/custom-resource/asked-jobs';
import { jobAdvice } from '../advice/failure-advice';

/** The tags by which the handler knows its jobs again. */
const TAGS = { stack: 'cdk-s3-batch-operations:stack', logicalId: 'cdk-s3-batch-operations:logical-id', request: 'cdk-s3-batch-operations:request' };

interface DetailedJob {
  readonly described: JobDescriptor;
  readonly details: JobDetails;
}

/** What else tells of jobs. */
export interface JobTraces {
  readonly asked: readonly AskedJob[];
  readonly calls: readonly ApiCallCount[];
}

/** The jobs of a run, oldest first. */
export async function tracedJobs(cloud: DigestedCloud, played: PlayedRun, traces: JobTraces): Promise<TracedJob[]> {
  const { reports = {}, savedReports = {} } = played;
  const jobs: DetailedJob[] = [];
  for (const described of await cloud.jobs()) jobs.push({ described, details: await cloud.jobDetails(described.JobId) });
  const traced: TracedJob[] = [];
  for (const job of jobs) {
    const { JobId } = job.described;
    const report = await reportOf(cloud, job.described, { key: reports[JobId], savedTo: savedReports[JobId] });
    traced.push({ described: job.described, digested: { ...digested(job, traces), retried: isRetried(job, jobs), ...(report && { report }) } });
  }
  return traced;
}

function digested({ described, details }: DetailedJob, { asked, calls }: JobTraces): Omit<DigestedJob, 'retried'> {
  const { tags, firstFailures, redelivered } = details;
  const { JobId, Description, Operation, Status, StatusUpdateReason, FailureReasons, ProgressSummary: tasks } = described;
  const missing = missingBuckets(calls, JobId);
  const reasons = FailureReasons.map(({ FailureCode: code, FailureReason: reason }) => ({ code, reason, advice: jobAdvice(code, reason, missing) }));
  return {
    id: JobId,
    ...origin(tags, asked),
    ...(Description !== undefined && { description: Description }),
    operation: operationNameOf(Operation),
    status: Status,
    ...(StatusUpdateReason !== undefined && { statusReason: StatusUpdateReason }),
    tasks: { total: tasks.TotalNumberOfTasks, succeeded: tasks.NumberOfTasksSucceeded, failed: tasks.NumberOfTasksFailed },
    failureReasons: reasons,
    firstFailures: failureGroups(firstFailures, missing),
    redelivered,
  };
}

/** Which resource of which stack a job was made for. */
function origin(tags: JobDetails['tags'], asked: readonly AskedJob[]): Pick<DigestedJob, 'name' | 'stack' | 'logicalId' | 'awaited'> {
  const stack = tags[TAGS.stack]?.split('/')[1];
  const logicalId = tags[TAGS.logicalId];
  if (stack === undefined || logicalId === undefined) return {};
  const [requestId] = requestIn(tags);
  const origins = asked.filter((candidate) => candidate.stackId === tags[TAGS.stack] && candidate.logicalId === logicalId);
  const event = origins.find((candidate) => candidate.requestId === requestId);
  return { name: origins.at(-1)?.constructPath ?? logicalId, stack, logicalId, ...(event && { awaited: event.waitsForEnd }) };
}

/** Whether the handler made a later job for the same event. */
function isRetried(job: DetailedJob, jobs: readonly DetailedJob[]): boolean {
  const [request, attempt] = requestIn(job.details.tags);
  return request !== undefined && jobs.some((other) => {
    const [otherRequest, otherAttempt] = requestIn(other.details.tags);
    return otherRequest === request && Number(otherAttempt) > Number(attempt);
  });
}

/** The id of the event that a job was made for, and which of its jobs it is. */
function requestIn(tags: JobDetails['tags']): string[] {
  return tags[TAGS.request]?.split('/') ?? [];
}
