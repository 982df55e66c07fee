import type { Task } from '../manifest/manifest';

/** Tasks that are done at the same time. */
const IN_FLIGHT = 64;

/**
 * Does the tasks, several at a time and in no promised order, until none is left or `goOn` says no; what has begun is
 * finished. Fails with the first error that `execute` fails with.
 */
export async function runTasks(tasks: AsyncGenerator<Task>, execute: (task: Task) => Promise<void>, goOn: () => boolean): Promise<void> {
  const worker = async () => {
    // leaving the loop early, by an error too, ends the shared generator and so the other workers
    for await (const task of tasks) {
      if (!goOn()) return;
      await execute(task);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, worker));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
