import type { Task, TaskPieces } from '../manifest/manifest';

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
export async function runTasks(pieces: TaskPieces, { concurrency, execute, goOn }: TaskRun): Promise<void> {
  const line = new TaskLine(pieces);
  const worker = async () => {
    try {
      for (let task = await line.next(); task && goOn(); task = line.ready() ?? await line.next()) await execute(task);
    } finally {
      // one that ends early, by an error too, ends the others
      await line.close();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}

/** Tasks that several workers take one by one. */
class TaskLine {
  private tasks: Iterator<Task, undefined> = [][Symbol.iterator]();
  private arriving?: Promise<boolean>;
  private isClosed = false;

  constructor(private readonly pieces: TaskPieces) {}

  /** The next task, if it is at hand. */
  ready(): Task | undefined {
    return this.isClosed ? undefined : this.tasks.next().value;
  }

  /** The next task; undefined when there is none, or the line is closed. */
  async next(): Promise<Task | undefined> {
    let task = this.ready();
    while (!task && !this.isClosed && await this.moreArrive()) task = this.ready();
    return task;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.pieces.return(undefined);
  }

  /** Waits for the next piece, for all who want one. Returns whether there was one. */
  private moreArrive(): Promise<boolean> {
    this.arriving ??= this.pieces.next().then(({ value, done }) => {
      this.arriving = undefined;
      if (!done) this.tasks = (value as Iterable<Task>)[Symbol.iterator]() as Iterator<Task, undefined>;
      return !done;
    });
    return this.arriving;
  }
}
