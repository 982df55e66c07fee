import type { Task, TaskPieces } from '../manifest/manifest';

/** Tasks that are held at most, so that a million take no more memory than some thousands. */
const WINDOW = 4096;

/**
 * The tasks, each once, in an order that `random` decides: any order is possible of as many as are held; of more, each
 * comes fewer places than that before its own, or anywhere after.
 * @param window tasks that are held at most
 */
export async function* shuffled(pieces: TaskPieces, random: () => number, window = WINDOW): TaskPieces {
  const held: Task[] = [];
  const drawn = () => {
    const index = Math.floor(random() * held.length);
    const task = held[index];
    held[index] = held[held.length - 1];
    held.pop();
    return task;
  };
  function* drawnFor(tasks: Iterable<Task>): Generator<Task> {
    for (const task of tasks) {
      held.push(task);
      if (held.length === window) yield drawn();
    }
  }
  for await (const tasks of pieces) yield drawnFor(tasks);
  yield Array.from({ length: held.length }, drawn);
}
