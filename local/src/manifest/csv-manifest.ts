import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { columnsOf } from './csv-columns';
import { csvTasks } from './csv-tasks';
import type { Manifest, Task } from './manifest';
import { invalidContent, otherETag } from './manifest-error';
import type { ManifestRequest } from '../model/job-request';
import type { ObjectStore } from '../store/object-store';
import { objectOfArn } from '../store/resource-arn';

/** Rows that are counted between two turns of whatever else goes on. */
const ROWS_IN_A_TURN = 10_000;

/**
 * A CSV manifest, read as the store's caller may read it: once to check and count its rows, and again, row by row, for
 * the tasks, so that its length costs no memory. Fails with an `S3Error` or a `ManifestError`.
 */
export async function readCsvManifest(store: ObjectStore, { Spec, Location }: ManifestRequest): Promise<Manifest> {
  const columns = columnsOf(Spec.Fields);
  const total = await countOf(csvTasks(await open(store, Location), columns));
  if (total === 0) throw invalidContent('The manifest has no rows');
  return {
    total,
    async* tasks() { yield* csvTasks(await open(store, Location), columns); },
  };
}

async function open(store: ObjectStore, { ObjectArn, ETag, ObjectVersionId }: ManifestRequest['Location']): Promise<Readable> {
  const { etag, body } = await store.getObject({ ...objectOfArn(ObjectArn), versionId: ObjectVersionId });
  if (etag === ETag) return body;
  body.destroy();
  throw otherETag(etag, ETag);
}

async function countOf(tasks: AsyncGenerator<Task>): Promise<number> {
  let count = 0;
  for await (const _task of tasks) {
    if (++count % ROWS_IN_A_TURN === 0) await nextTurn();
  }
  return count;
}
