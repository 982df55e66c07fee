import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import type { ManifestStore } from '../../lambda/manifest-store';
import { stageManifest } from '../../lambda/stage-manifest';

/** S3, as far as it reads the rows of an asset and takes what is made of them, which goes nowhere. */
function storeOf(file: string): Pick<ManifestStore, 'read' | 'write'> {
  return {
    read: () => createReadStream(file),
    write: async (_object, parts) => {
      await used(parts);
      return { etag: '' };
    },
  };
}

/** What the handler does with rows that come with the app: each gets its bucket, and the whole is checked against the hash that synth saw. */
export async function stageRows(file: string, sha256: string): Promise<void> {
  const rows = { AssetBucket: 'assets', AssetKey: 'rows', Sha256: sha256, Bucket: 'logs', ObjectArn: 'arn:aws:s3:::staging/rows.csv' };
  await stageManifest(rows, { bucket: 'staging', key: 'rows.csv' }, storeOf(file) as ManifestStore);
}

/** The same by a library on either side, and nothing checked. */
export async function rewriteRows(file: string): Promise<void> {
  async function* withBucket(rows: AsyncIterable<readonly string[]>) {
    for await (const row of rows) yield ['logs', ...row];
  }
  await pipeline(createReadStream(file), parse(), withBucket, stringify(), used);
}

async function used(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const _piece of pieces);
}
