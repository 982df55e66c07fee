import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Job } from './job';
import { headerRowHint } from '../manifest/header-row';
import type { Task } from '../manifest/manifest';
import { TaskFailure } from '../operations/task-failure';
import type { TaskOutcome } from '../report/row';
import { S3Error } from '../store/s3-error';

/** Tasks between two reports of progress. */
const PROGRESS_INTERVAL = 100;

/** Tasks that must have run before a job can fail of them. S3 User Guide, "Job failure threshold". */
const THRESHOLD_TASKS = 1000;

/** How often a task that failed for the moment is done again: before the job completes, says S3, and not how often. */
const REDRIVES = 2;

/**
 * Does one task, and does it again when it failed for the moment, as long as `pause` resolves to true.
 * What S3 or the operation refuses is the task's failure; any other error is the engine's.
 */
export async function outcomeOf(task: Task, attempt: () => Promise<string>, pause: () => Promise<boolean>): Promise<TaskOutcome> {
  for (let redrives = 0; ; redrives++) {
    try {
      requireVersion(task);
      return { task, status: 'succeeded', httpStatusCode: 200, errorCode: '', message: await attempt() };
    } catch (error) {
      if (!(error instanceof S3Error || error instanceof TaskFailure)) throw error;
      const isLast = error instanceof S3Error || !error.isTemporary || redrives === REDRIVES;
      if (isLast || !await pause()) return failed(task, error);
    }
  }
}

/** Counts a task's outcome, tells of it now and then, and lets whoever polls the job have a turn. */
export async function count(job: Job, { status }: TaskOutcome, changed: (job: Job) => void): Promise<void> {
  if (status === 'succeeded') job.tasksSucceeded++;
  else job.tasksFailed++;
  if (job.tasksRun % PROGRESS_INTERVAL > 0) return;
  changed(job);
  await nextTurn();
}

/** Whether so many tasks have failed that the job does. */
export function isOverThreshold({ tasksRun, tasksFailed }: Job): boolean {
  return tasksRun >= THRESHOLD_TASKS && tasksFailed / tasksRun > 0.5;
}

/** Refuses a row that leaves out the version which its manifest declares, in the service's words. S3 User Guide, "Troubleshooting". */
function requireVersion({ versionId }: Task): void {
  if (versionId === '') throw new TaskFailure(400, 'InvalidRequest', 'Task failed due to missing VersionId');
}

function failed(task: Task, { status, code, message }: S3Error | TaskFailure): TaskOutcome {
  return { task, status: 'failed', httpStatusCode: status, errorCode: code, message: message + headerRowHint(task) };
}
