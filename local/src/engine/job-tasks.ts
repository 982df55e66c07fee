import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Task } from '../manifest/manifest';
import type { TaskExecution } from '../operations';
import type { Job } from './job';
import type { TaskOutcome } from '../report/row';
import type { ObjectStore } from '../store/object-store';
import { S3Error } from '../store/s3-error';

/** Tasks between two reports of progress. */
const PROGRESS_INTERVAL = 100;

/** Tasks that must have run before a job can fail of them. S3 User Guide, "Job failure threshold". */
const THRESHOLD_TASKS = 1000;

/** Does one task in the role's name. What S3 refuses is the task's failure; any other error is the engine's. */
export async function outcomeOf(task: Task, execute: TaskExecution, store: ObjectStore): Promise<TaskOutcome> {
  try {
    const message = await execute(task, store);
    return { task, status: 'succeeded', httpStatusCode: 200, errorCode: '', message };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { task, status: 'failed', httpStatusCode: error.status, errorCode: error.code, message: error.message };
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
