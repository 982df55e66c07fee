import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Info, parse } from 'csv-parse';
import { inPlace } from './in-place';
import { type InventoryShape, placesIn, versionInRow } from './inventory-row';
import { readableFile } from './readable';
import type { InventorySettings } from './seed-options';
import { StagedVersions } from './staged-versions';
import { type Inventory, inventoryIn } from '../manifest/inventory';

type InventoryFile = Inventory['files'][number];

/**
 * The objects of an inventory: its manifest.json, and its data files, gzipped CSV, in the manifest's folder, in `data` in
 * it or in `data` beside it. S3 User Guide, "Amazon S3 Inventory list" and "Locating your inventory list".
 */
export async function stagedInventory(manifest: string, settings: InventorySettings): Promise<StagedVersions> {
  const staged = new StagedVersions(manifest, 'by date');
  const json = await readFile(manifest, 'utf8');
  const { files } = inPlace(manifest, () => inventoryIn(json));
  const { fileSchema, sourceBucket } = JSON.parse(json) as { readonly fileSchema: string; readonly sourceBucket?: unknown };
  const shape = { ...settings, source: manifest, sourceBucket, places: inPlace(manifest, () => placesIn(fileSchema)) };
  for (const file of files) await stageFile(staged, file, pathOf(file, manifest), shape);
  return staged;
}

function pathOf({ key }: InventoryFile, manifest: string): string {
  const name = basename(key);
  const folder = dirname(manifest);
  const paths = [join(folder, name), join(folder, 'data', name), join(folder, '..', 'data', name)];
  const path = paths.find(existsSync);
  if (path === undefined) throw new Error(`${manifest} names the data file ${key}, which isn't at ${paths.join(', ')}`);
  return path;
}

async function stageFile(staged: StagedVersions, { size, MD5checksum }: InventoryFile, path: string, shape: InventoryShape): Promise<void> {
  const found = await readableFile(path, `it is a data file of ${shape.source}; let this user read it`, () => `${path} is no file, and ${shape.source} names it`);
  if (found.size !== size) throw new Error(`${path} has ${found.size} bytes, and ${shape.source} says ${size}`);
  const md5 = createHash('md5');
  try {
    for await (const { info, record } of rowsIn(path, md5)) inPlace(`line ${info.lines}`, () => staged.add(versionInRow(record, shape)));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
  const digest = md5.digest('hex');
  if (digest !== MD5checksum.toLowerCase()) throw new Error(`the MD5 of ${path} is ${digest}, and ${shape.source} says ${MD5checksum}`);
}

function rowsIn(path: string, md5: Hash): AsyncIterable<{ readonly info: Info; readonly record: readonly string[] }> {
  // what goes wrong comes out of the last stream; leaving it closes all
  return pipeline(createReadStream(path), async function* digested(pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      md5.update(piece);
      yield piece;
    }
  }, createGunzip(), parse({ info: true, relax_column_count: true }), () => undefined);
}
