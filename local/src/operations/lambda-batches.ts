import type { Task } from '../manifest/manifest';

/** A task that waits for its turn, and what is told of its end. */
interface Waiting {
  readonly task: Task;
  readonly resolve: (message: string) => void;
  readonly reject: (error: unknown) => void;
}

/** Done tasks in their order: each the message of its row, or what it failed with. */
export type BatchResults = readonly PromiseSettledResult<string>[];

/** Gathers tasks that begin at about the same time, to be done together, so many at most. */
export class LambdaBatches {
  private waiting: Waiting[] = [];

  /** @param invoke does the tasks of one batch */
  constructor(private readonly size: number, private readonly invoke: (tasks: readonly Task[]) => Promise<BatchResults>) {}

  /** Resolves to the message of the task's row. */
  add(task: Task): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject });
      if (this.waiting.length === this.size) void this.flush();
      // the tasks that are to begin now have until then to come
      else if (this.waiting.length === 1) setImmediate(() => void this.flush());
    });
  }

  private async flush(): Promise<void> {
    const batch = this.waiting.splice(0);
    if (batch.length === 0) return;
    try {
      const results = await this.invoke(batch.map(({ task }) => task));
      results.forEach((result, index) => {
        if (result.status === 'fulfilled') batch[index].resolve(result.value);
        else batch[index].reject(result.reason);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
