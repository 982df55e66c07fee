import { createHash } from 'node:crypto';
import { seededRandom } from './seeded-random';
import { shuffled } from './shuffled-tasks';
import type { Task, TaskPieces } from '../manifest/manifest';

/** In what ways the delivery of tasks is to be harsher than it need be. */
export interface DeliveryOptions {
  /**
   * Whole number from 0 to 2³² − 1 that decides in which order each job's tasks begin; S3 promises none. S3 User Guide,
   * "Tracking job status and completion reports". Default: the manifest's order.
   */
  readonly shuffleSeed?: number;
  /**
   * Share of the tasks, from 0 to 1, that are attempted again after they have succeeded, as if the answer had been lost.
   * `shuffleSeed` decides which, or 0 where there is none. Nobody promises that a task is attempted once: Lambda says that a
   * function must bear the same event more than once, how often depends on who invokes it, and S3 doesn't say. Lambda
   * Developer Guide, "Understanding retry behavior in Lambda"; Lambda API reference, "Invoke". Default: 0.
   */
  readonly redeliver?: number;
}

/** How a job's tasks are handed out. */
export interface Delivery {
  /** The tasks in the order in which they are to begin. */
  inOrder(tasks: TaskPieces): TaskPieces;
  /** Whether a task that succeeded is to be attempted again. */
  isRedelivered(task: Task): boolean;
}

/** Each job's tasks begin in an order of their own, which doesn't depend on other jobs. */
export function deliveryOf({ shuffleSeed, redeliver = 0 }: DeliveryOptions): Delivery {
  return {
    inOrder: (tasks) => shuffleSeed === undefined ? tasks : shuffled(tasks, seededRandom(shuffleSeed)),
    isRedelivered: (task) => redeliver > 0 && fractionOf(task, shuffleSeed ?? 0) < redeliver,
  };
}

/**
 * A number from 0 up to 1 that a seed and an object's name decide, and nothing else: whatever the order, and whichever
 * objects there are beside it, the same ones are chosen.
 */
function fractionOf({ bucket, key, versionId }: Task, seed: number): number {
  const name = JSON.stringify([seed, bucket, key, versionId ?? null]);
  return createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32;
}
