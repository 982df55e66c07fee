import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Job } from './job';
import { thresholdExceeded } from './job-failure';
import { headerRowHint } from '../manifest/header-row';
import type { Task } from '../manifest/manifest';
import { TaskFailure } from '../operations/task-failure';
import type { TaskOutcome } from '../report/row';
import { S3Error } from '../store/s3-error';
import type { Choices } from '../unknowns';

/** Tasks between two reports of progress. */
const PROGRESS_INTERVAL = 100;

/** Tasks that must have run before a job can fail of them. S3 User Guide, "Job failure threshold". */
const THRESHOLD_TASKS = 1000;

/** How one task is done. */
export interface Attempts {
  readonly unknowns: Pick<Choices, 'redrives'>;
  /** One attempt; resolves to the message of the row. */
  attempt(): Promise<string>;
  /** Lets time pass before another one; resolves to whether it is still to be. */
  pause(): Promise<boolean>;
}

/**
 * Does one task, and does it again when it failed for the moment. What S3 or the operation refuses is the task's failure;
 * any other error is the engine's.
 */
export async function outcomeOf(task: Task, { attempt, pause, unknowns }: Attempts): Promise<TaskOutcome> {
  for (let redrives = 0; ; redrives++) {
    try {
      return { task, status: 'succeeded', httpStatusCode: 200, errorCode: '', message: await attempt() };
    } catch (error) {
      if (!(error instanceof S3Error || error instanceof TaskFailure) || isUnplayed(error)) throw error;
      const isLast = error instanceof S3Error || !error.isTemporary || redrives >= unknowns.redrives;
      if (isLast || !await pause()) return failed(task, error);
    }
  }
}

/** Counts a task's outcome, keeps when too many have failed, tells of it now and then, and lets whoever polls the job have a turn. */
export async function count(job: Job, { status }: TaskOutcome, changed: (job: Job) => void): Promise<void> {
  if (status === 'succeeded') job.tasksSucceeded++;
  else job.tasksFailed++;
  if (isOverThreshold(job)) job.thresholdFailure ??= thresholdExceeded(job.tasksFailed, job.tasksRun);
  if (job.tasksRun % PROGRESS_INTERVAL > 0) return;
  changed(job);
  await nextTurn();
}

function isOverThreshold({ tasksRun, tasksFailed }: Job): boolean {
  return tasksRun >= THRESHOLD_TASKS && tasksFailed / tasksRun > 0.5;
}

/** What S3 could do and this engine can't is no failure of the task's. */
function isUnplayed({ status, code }: S3Error | TaskFailure): boolean {
  return status === 501 && code === 'NotImplemented';
}

function failed(task: Task, { status, code, message }: S3Error | TaskFailure): TaskOutcome {
  return { task, status: 'failed', httpStatusCode: status, errorCode: code, message: message + headerRowHint(task) };
}
