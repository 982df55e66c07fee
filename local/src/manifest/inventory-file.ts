import { createHash, type Hash } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import { types } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { CsvColumns } from './csv-columns';
import { csvTasks } from './csv-tasks';
import type { TaskPieces } from './manifest';
import { invalidContent } from './manifest-error';
import type { JobContext } from '../operations/executor';

/** One of an inventory's data files. */
export interface InventoryFile {
  readonly key: string;
  /** In bytes, compressed. */
  readonly size: number;
  /** Of the compressed bytes, in hex. */
  readonly MD5checksum: string;
}

/** The rows of one of an inventory's data files as tasks; the last ones come before its MD5 is known. Fails with an `S3Error` or a `ManifestError`. */
export async function* inventoryFileTasks(file: InventoryFile, bucket: string, columns: CsvColumns, job: JobContext): TaskPieces {
  const name = `the inventory file ${file.key}`;
  const { body, size } = await job.store.getObject({ bucket, key: file.key });
  if (size !== file.size) {
    body.destroy();
    throw invalidContent(`The size of ${name} is ${size}, and manifest.json says ${file.size}`);
  }
  const md5 = createHash('md5');
  try {
    yield* csvTasks(unzipped(body, md5), columns, { name }, job.unknowns);
  } catch (error) {
    throw isZlibError(error) ? invalidContent(`Unzipping ${name} failed: ${error.message}`) : error;
  }
  const found = md5.digest('hex');
  if (found !== file.MD5checksum.toLowerCase()) throw invalidContent(`The MD5 of ${name} is ${found}, and manifest.json says ${file.MD5checksum}`);
}

function unzipped(body: Readable, md5: Hash): Readable {
  const gunzip = createGunzip();
  // what goes wrong comes out of the last stream
  return pipeline(body, async function* digested(pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      md5.update(piece);
      yield piece;
    }
  }, gunzip, () => undefined);
}

function isZlibError(error: unknown): error is Error {
  return types.isNativeError(error) && 'code' in error && String(error.code).startsWith('Z_');
}
