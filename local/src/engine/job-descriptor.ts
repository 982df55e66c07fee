import type { GeneratedManifestDescriptor } from '../manifest/manifest';
import type { JobRequest, OperationName } from '../model/job-request';
import { operationNameOf } from '../operations';
import type { Job } from './job';
import type { FailureReason } from './job-failure';
import type { JobStatus } from './job-status';

/** How many tasks there are and how they ended. */
export interface ProgressSummary {
  readonly TotalNumberOfTasks: number;
  readonly NumberOfTasksSucceeded: number;
  readonly NumberOfTasksFailed: number;
  readonly Timers: { readonly ElapsedTimeInActiveSeconds: number };
}

/** A job as ListJobs has it. */
export interface JobListDescriptor {
  readonly JobId: string;
  readonly Description?: string;
  readonly Operation: OperationName;
  readonly Priority: number;
  readonly Status: JobStatus;
  readonly CreationTime: Date;
  readonly TerminationDate?: Date;
  readonly ProgressSummary: ProgressSummary;
}

/** A job as DescribeJob has it: its request, less token and tags, and what has become of it. */
export interface JobDescriptor extends JobRequest {
  readonly JobId: string;
  readonly JobArn: string;
  readonly Status: JobStatus;
  readonly CreationTime: Date;
  readonly TerminationDate?: Date;
  readonly ProgressSummary: ProgressSummary;
  readonly FailureReasons: readonly FailureReason[];
  readonly StatusUpdateReason?: string;
  readonly SuspendedDate?: Date;
  readonly SuspendedCause?: 'AWAITING_CONFIRMATION';
  /** Only where the generated manifest was written. */
  readonly GeneratedManifestDescriptor?: GeneratedManifestDescriptor;
}

/** A job as DescribeJob shows it at a moment. */
export function describe(job: Job, now: Date): JobDescriptor {
  const { ClientRequestToken: _token, Tags: _tags, ...request } = job.request;
  return {
    JobId: job.id,
    JobArn: job.arn,
    Status: job.status,
    CreationTime: job.creationTime,
    TerminationDate: job.terminationDate,
    ProgressSummary: progressOf(job, now),
    FailureReasons: job.failureReasons,
    StatusUpdateReason: job.statusUpdateReason,
    SuspendedDate: job.suspendedDate,
    SuspendedCause: job.suspendedDate && 'AWAITING_CONFIRMATION',
    GeneratedManifestDescriptor: job.generatedManifest,
    // after the others: before them, V8 takes a hundred times as long
    ...request,
    Priority: job.priority,
  };
}

/** A job as ListJobs shows it at a moment. */
export function summarize(job: Job, now: Date): JobListDescriptor {
  return {
    JobId: job.id,
    Description: job.request.Description,
    Operation: operationNameOf(job.request.Operation),
    Priority: job.priority,
    Status: job.status,
    CreationTime: job.creationTime,
    TerminationDate: job.terminationDate,
    ProgressSummary: progressOf(job, now),
  };
}

function progressOf(job: Job, now: Date): ProgressSummary {
  return {
    TotalNumberOfTasks: job.totalTasks,
    NumberOfTasksSucceeded: job.tasksSucceeded,
    NumberOfTasksFailed: job.tasksFailed,
    Timers: { ElapsedTimeInActiveSeconds: job.activeSeconds(now) },
  };
}
