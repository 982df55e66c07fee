import type { TracedJob } from './callers';
import type { ConstructNames } from './construct-names';
import { failureGroups } from './failure-groups';
import { reportOf } from './report-place';
import type { DigestedCloud, DigestedJob, PlayedRun } from './run-digest';
import type { JobDescriptor } from '../../engine/job-descriptor';
import type { JobDetails } from '../../engine/job-details';
import { operationNameOf } from '../../operations';
import { jobAdvice } from '../advice/failure-advice';

/** The tags by which the handler knows its jobs again. */
const TAGS = { stack: 'cdk-s3-batch-operations:stack', logicalId: 'cdk-s3-batch-operations:logical-id', request: 'cdk-s3-batch-operations:request' };

interface DetailedJob {
  readonly described: JobDescriptor;
  readonly details: JobDetails;
}

/** The jobs of a run, oldest first. */
export async function tracedJobs(cloud: DigestedCloud, { savedReports = {} }: PlayedRun, names: ConstructNames): Promise<TracedJob[]> {
  const jobs: DetailedJob[] = [];
  for (const described of await cloud.jobs()) jobs.push({ described, details: await cloud.jobDetails(described.JobId) });
  const traced: TracedJob[] = [];
  for (const job of jobs) {
    const report = await reportOf(cloud, job.described, savedReports[job.described.JobId]);
    traced.push({ described: job.described, digested: { ...digested(job, names), retried: isRetried(job, jobs), ...(report && { report }) } });
  }
  return traced;
}

function digested({ described, details: { tags, firstFailures, redelivered } }: DetailedJob, names: ConstructNames): Omit<DigestedJob, 'retried'> {
  const { JobId, Description, Operation, Status, StatusUpdateReason, FailureReasons, ProgressSummary: tasks } = described;
  return {
    id: JobId,
    ...origin(tags, names),
    ...(Description !== undefined && { description: Description }),
    operation: operationNameOf(Operation),
    status: Status,
    ...(StatusUpdateReason !== undefined && { statusReason: StatusUpdateReason }),
    tasks: { total: tasks.TotalNumberOfTasks, succeeded: tasks.NumberOfTasksSucceeded, failed: tasks.NumberOfTasksFailed },
    failureReasons: FailureReasons.map(({ FailureCode: code, FailureReason: reason }) => ({ code, reason, advice: jobAdvice(code, reason) })),
    firstFailures: failureGroups(firstFailures),
    redelivered,
  };
}

/** Which resource of which stack a job was made for. */
function origin(tags: JobDetails['tags'], names: ConstructNames): Pick<DigestedJob, 'name' | 'stack' | 'logicalId'> {
  const stack = tags[TAGS.stack]?.split('/')[1];
  const logicalId = tags[TAGS.logicalId];
  return stack === undefined || logicalId === undefined ? {} : { name: names.pathOf(stack, logicalId) ?? logicalId, stack, logicalId };
}

/** Whether the handler made a later job for the same event. */
function isRetried(job: DetailedJob, jobs: readonly DetailedJob[]): boolean {
  const [request, attempt] = requestOf(job);
  return request !== undefined && jobs.some((other) => {
    const [otherRequest, otherAttempt] = requestOf(other);
    return otherRequest === request && Number(otherAttempt) > Number(attempt);
  });
}

function requestOf({ details: { tags } }: DetailedJob): string[] {
  return tags[TAGS.request]?.split('/') ?? [];
}
