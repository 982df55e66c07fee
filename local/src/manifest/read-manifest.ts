import { setImmediate as nextTurn } from 'node:timers/promises';
import { type BucketRule, bucketRuleOf } from './bucket-rule';
import { columnsOf } from './csv-columns';
import { csvTasks, MANIFEST_TEXT } from './csv-tasks';
import { inventoryIn, inventoryTasks } from './inventory';
import type { Manifest, TaskPieces } from './manifest';
import { invalidContent } from './manifest-error';
import { openManifest, refuseKmsKey } from './manifest-object';
import { TaskList } from './task-list';
import type { ManifestRequest, OperationName } from '../model/job-request';
import type { JobContext } from '../operations/executor';

/**
 * The manifest that somebody wrote, read in the role's name: once and to its end before the first task, as S3 does,
 * whatever becomes of its objects later. Fails with an `S3Error` or a `ManifestError`.
 */
export async function readManifest(request: ManifestRequest, operation: OperationName, job: JobContext): Promise<Manifest> {
  const tasks = request.Spec.Format === 'S3BatchOperations_CSV_20180820' ? csvRows(request, job) : inventoryRows(request, job);
  const list = await listed(tasks, bucketRuleOf(operation, job.unknowns));
  if (list.total === 0) throw invalidContent('The manifest has no rows');
  return list;
}

async function* csvRows({ Spec, Location }: ManifestRequest, { store, unknowns }: JobContext): TaskPieces {
  const columns = columnsOf(Spec.Fields);
  const object = await openManifest(store, Location);
  refuseKmsKey(object);
  yield* csvTasks(object.body, columns, MANIFEST_TEXT, unknowns);
}

async function* inventoryRows({ Location }: ManifestRequest, job: JobContext): TaskPieces {
  const { body } = await openManifest(job.store, Location);
  yield* inventoryTasks(inventoryIn(Buffer.concat(await body.toArray()).toString()), Location, job);
}

async function listed(pieces: TaskPieces, check: BucketRule): Promise<TaskList> {
  const list = new TaskList();
  for await (const tasks of pieces) {
    for (const task of tasks) {
      check(task);
      list.add(task);
    }
    // whatever else goes on wants a turn
    await nextTurn();
  }
  return list;
}
