import type { Task } from '../manifest/manifest';

/** Tasks that are held at most, so that a million take no more memory than some thousands. */
const WINDOW = 4096;

/**
 * The tasks, each once, in an order that `random` decides: any order is possible of as many as are held; of more, each
 * comes fewer places than that before its own, or anywhere after.
 * @param window tasks that are held at most
 */
export async function* shuffled(tasks: AsyncGenerator<Task>, random: () => number, window = WINDOW): AsyncGenerator<Task> {
  const held: Task[] = [];
  const drawn = () => {
    const index = Math.floor(random() * held.length);
    const task = held[index];
    held[index] = held[held.length - 1];
    held.pop();
    return task;
  };
  for await (const task of tasks) {
    held.push(task);
    if (held.length === window) yield drawn();
  }
  while (held.length > 0) yield drawn();
}
