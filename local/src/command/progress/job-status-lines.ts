import { grouped, shortId } from './job-progress';
import type { JobDescriptor } from '../../engine/job-descriptor';

/** The lines about jobs' states: one whenever a job is in another state than before. */
export class JobStatusLines {
  private readonly statuses = new Map<string, string>();

  /** The line that a job's news are worth; undefined where its state is as it was. */
  after(job: JobDescriptor): string | undefined {
    const before = this.statuses.get(job.JobId);
    this.statuses.set(job.JobId, job.Status);
    if (before === job.Status) return undefined;
    const operation = before === undefined ? ` (${Object.keys(job.Operation)[0]})` : '';
    return [`job ${shortId(job.JobId)}${operation}: ${job.Status}`, ...tasksOf(job), ...reasonsOf(job)].join(', ');
  }
}

function tasksOf({ ProgressSummary: tasks }: JobDescriptor): string[] {
  const { TotalNumberOfTasks: total, NumberOfTasksSucceeded: succeeded, NumberOfTasksFailed: failed } = tasks;
  if (total === 0) return [];
  return [`${grouped(succeeded + failed)} of ${grouped(total)} tasks done`, ...(failed > 0 ? [`${grouped(failed)} failed`] : [])];
}

function reasonsOf({ Status, FailureReasons, StatusUpdateReason }: JobDescriptor): string[] {
  switch (Status) {
    case 'Suspended': return ['waits to be confirmed'];
    case 'Failed': return FailureReasons.map(({ FailureCode, FailureReason }) => `${FailureCode}: ${FailureReason}`);
    case 'Cancelled': return StatusUpdateReason === undefined ? [] : [StatusUpdateReason];
    default: return [];
  }
}
