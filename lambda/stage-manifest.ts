import { createHash } from 'node:crypto';
import { ServiceError } from './job-control';
import { ManifestError, type ManifestObject, type ManifestStore, type ManifestVersion } from './manifest-store';
import type { StagedLocation } from '../src/private/contract';
import { MULTIPART_SIZE } from '../src/private/limits';

type StagedRows = StagedLocation['$staged'];

/**
 * Writes the manifest of rows that came with the app: each with the bucket before it, which synth may not know. One that
 * is there already is written again, since nothing but its content would show that it is this one; another delivery of
 * the event writes the same bytes, and so the same ETag.
 * @throws ManifestError
 */
export async function stageManifest(rows: StagedRows, target: ManifestObject, store: ManifestStore): Promise<ManifestVersion> {
  const asset = { bucket: rows.AssetBucket, key: rows.AssetKey };
  try {
    return await store.write(target, inParts(withBucket(verified(store.read(asset), rows), rows.Bucket)));
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    throw new ManifestError(`writing the manifest s3://${target.bucket}/${target.key} from the asset s3://${asset.bucket}/${asset.key}: ${error}`, error);
  }
}

/** The rows as they come; at their end it throws unless they are the ones that synth saw. */
async function* verified(rows: AsyncIterable<Uint8Array>, { AssetBucket, AssetKey, Sha256 }: StagedRows): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const piece of rows) {
    hash.update(piece);
    yield piece;
  }
  const found = hash.digest('hex');
  if (found !== Sha256) {
    throw new ManifestError(`the asset s3://${AssetBucket}/${AssetKey} is not the one that was synthesized: its SHA-256 is ${found}, not ${Sha256}; `
      + 'publish the app\'s assets again');
  }
}

/** Every line behind the bucket's column. Lines end in a newline, the last one maybe without. */
async function* withBucket(rows: AsyncIterable<Uint8Array>, bucket: string): AsyncGenerator<Buffer> {
  let atLineStart = true;
  for await (const piece of rows) {
    // a character for each byte, so that a piece may end within a character of UTF-8
    const text = Buffer.from(piece).toString('latin1');
    if (text !== '') {
      yield Buffer.from(`${atLineStart ? `${bucket},` : ''}${text.replace(/\n(?!$)/g, () => `\n${bucket},`)}`, 'latin1');
      atLineStart = text.endsWith('\n');
    }
  }
}

/** The same bytes in parts of one size, whatever size they came in: so that the same manifest always has the same ETag. */
async function* inParts(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let collected: Buffer[] = [];
  let size = 0;
  let isFirst = true;
  for await (const piece of pieces) {
    collected.push(piece);
    size += piece.length;
    while (size >= MULTIPART_SIZE) {
      const all = Buffer.concat(collected);
      yield all.subarray(0, MULTIPART_SIZE);
      isFirst = false;
      // a copy, which doesn't keep the part in memory
      collected = [Buffer.from(all.subarray(MULTIPART_SIZE))];
      size -= MULTIPART_SIZE;
    }
  }
  // what nothing is left of is no part, unless it is all there is
  if (size > 0 || isFirst) {
    yield Buffer.concat(collected);
  }
}
