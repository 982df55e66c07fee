import { failedTask } from './failed-task';
import type { Job } from './job';
import type { RunSurroundings } from './job-context';
import { thresholdExceeded } from './job-failure';
import { headerRowHint } from '../manifest/header-row';
import type { Task } from '../manifest/manifest';
import { TaskFailure } from '../operations/task-failure';
import type { TaskOutcome } from '../report/row';
import { S3Error } from '../store/s3-error';
import type { Choices } from '../unknowns';

/** Tasks between two reports of progress, at most. */
const PROGRESS_INTERVAL = 100;
/** Milliseconds between two, by the clock, where tasks take longer than that. */
const PROGRESS_PAUSE = 1000;

/** Tasks that must have run before a job can fail of them. S3 User Guide, "Job failure threshold". */
const THRESHOLD_TASKS = 1000;

/** Failures that are kept for whoever asks what went wrong. */
const KEPT_FAILURES = 10;

/** How tasks are done. */
export interface Attempts {
  readonly unknowns: Pick<Choices, 'redrives'>;
  /** One attempt; resolves to the message of the row. */
  attempt(task: Task): Promise<string>;
  /** Lets time pass before another one; resolves to whether it is still to be. */
  pause(): Promise<boolean>;
}

/**
 * Does one task, and does it again when it failed for the moment. What S3 or the operation refuses is the task's failure;
 * any other error is the engine's.
 */
export function outcomeOf(task: Task, attempts: Attempts, redrives = 0): Promise<TaskOutcome> {
  return attempts.attempt(task).then(
    (message) => ({ task, status: 'succeeded', httpStatusCode: 200, errorCode: '', message }),
    (error: unknown) => outcomeAfter(error, task, attempts, redrives),
  );
}

async function outcomeAfter(error: unknown, task: Task, attempts: Attempts, redrives: number): Promise<TaskOutcome> {
  if (!(error instanceof S3Error || error instanceof TaskFailure) || isUnplayed(error)) throw error;
  const isLast = error instanceof S3Error || !error.isTemporary || redrives >= attempts.unknowns.redrives;
  return isLast || !await attempts.pause() ? failed(task, error) : outcomeOf(task, attempts, redrives + 1);
}

/** Counts a task's outcome, keeps when too many have failed, and tells of it now and then. Returns whether it did. */
export function count(job: Job, outcome: TaskOutcome, { clock, changed }: Pick<RunSurroundings, 'clock' | 'changed'>): boolean {
  if (outcome.status === 'succeeded') job.tasksSucceeded++;
  else countFailure(job, outcome);
  if (isOverThreshold(job)) job.thresholdFailure ??= thresholdExceeded(job.tasksFailed, job.tasksRun);
  const now = clock.now().getTime();
  if (job.tasksRun % PROGRESS_INTERVAL > 0 && now - job.progressToldAt < PROGRESS_PAUSE) return false;
  job.progressToldAt = now;
  changed(job);
  return true;
}

function countFailure(job: Job, outcome: TaskOutcome): void {
  job.tasksFailed++;
  if (job.firstFailures.length < KEPT_FAILURES) job.firstFailures.push(failedTask(outcome));
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
