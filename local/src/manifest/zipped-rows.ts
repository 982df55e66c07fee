import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import { encodedKeyOf, type Task } from './manifest';
import type { TaskList } from './task-list';
import { SpilledBytes } from '../spilled-bytes';

/** Tasks as an inventory's data file has them, bucket, key and version; and the MD5 of its bytes. */
export async function zippedRows(list: TaskList): Promise<{ body: SpilledBytes; md5: string }> {
  const body = new SpilledBytes();
  const hash = createHash('md5');
  await pipeline(Readable.from(csvOf(list)), createGzip(), async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      hash.update(piece);
      body.append(piece);
    }
  });
  return { body, md5: hash.digest('hex') };
}

async function* csvOf(list: TaskList): AsyncGenerator<string> {
  for await (const tasks of list.tasks()) yield stringify(Array.from(tasks, rowOf), { quoted: true });
}

function rowOf(task: Task): string[] {
  return [task.bucket, encodedKeyOf(task), ...(task.versionId === undefined ? [] : [task.versionId])];
}
