import type { Task } from '../manifest/manifest';

/** How tasks are gone through. */
export interface TaskRun {
  /** Tasks that are done at the same time. */
  readonly concurrency: number;
  execute(task: Task): Promise<void>;
  /** Whether another task may begin. */
  goOn(): boolean;
}

/**
 * Does the tasks, several at a time and in no promised order, until none is left or `goOn` says no; what has begun is
 * finished. Fails with the first error that `execute` fails with.
 */
export async function runTasks(tasks: AsyncGenerator<Task>, { concurrency, execute, goOn }: TaskRun): Promise<void> {
  const worker = async () => {
    // leaving the loop early, by an error too, ends the shared generator and so the other workers
    for await (const task of tasks) {
      if (!goOn()) return;
      await execute(task);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
