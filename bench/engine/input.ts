import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** The bucket of the objects. */
export const BUCKET = 'logs';
/** How many there are: rows go round them. */
export const OBJECTS = 100_000;
const ROWS_AT_ONCE = 10_000;

/** What a job is to work on, as files. */
export interface Input {
  /** Names the objects, as `aws s3api list-objects-v2` prints them. */
  readonly listing: string;
  /** A folder with the manifest alone. */
  readonly manifests: string;
  /** Its name there. */
  readonly manifest: string;
}

export function keyOf(object: number): string {
  return `2026/11/21/host ${object % 8}/${String(object).padStart(6, '0')}.log`;
}

/** Writes a manifest of so many rows to a folder, and the list of their objects. */
export async function writeInput(folder: string, rows: number): Promise<Input> {
  const input = { listing: join(folder, 'objects.json'), manifests: join(folder, 'manifests'), manifest: 'rows.csv' };
  const listed = Array.from({ length: Math.min(rows, OBJECTS) }, (_, object) => ({ Key: keyOf(object), Size: 1000, LastModified: '2026-11-21T00:00:00Z' }));
  writeFileSync(input.listing, JSON.stringify({ Contents: listed }));
  mkdirSync(input.manifests);
  await writeRows(join(input.manifests, input.manifest), rows);
  return input;
}

async function writeRows(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    const texts = Array.from({ length: Math.min(ROWS_AT_ONCE, rows - start) }, (_, index) => rowOf((start + index) % OBJECTS));
    if (!file.write(texts.join(''))) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

function rowOf(object: number): string {
  return `${BUCKET},${keyOf(object).split('/').map(encodeURIComponent).join('/')}\n`;
}
