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
    return await store.write(target, inParts(verified(store.read(asset), rows), rows.Bucket));
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

/**
 * Every row behind the bucket, in parts of one size whatever size the rows came in, so that the same manifest always has
 * the same ETag. Each part lies where the one before it lay: what V8 had to collect would be outside its heap, where it
 * collects late.
 */
async function* inParts(rows: AsyncIterable<Uint8Array>, bucket: string): AsyncGenerator<Uint8Array> {
  const segmentsOf = behind(Buffer.from(`${bucket},`));
  const part = Buffer.allocUnsafe(MULTIPART_SIZE);
  let size = 0;
  let isFirst = true;
  for await (const piece of rows) {
    for (const segment of segmentsOf(piece)) {
      for (let taken = 0; taken < segment.length;) {
        const fitting = segment.copy(part, size, taken);
        taken += fitting;
        size += fitting;
        if (size === part.length) {
          yield part;
          size = 0;
          isFirst = false;
        }
      }
    }
  }
  // what nothing is left of is no part, unless it is all there is
  if (size > 0 || isFirst) {
    yield part.subarray(0, size);
  }
}

const NEWLINE = 0x0a;

/** Puts a column before every line of what comes piece by piece. Lines end in a newline, the last one maybe without. */
function behind(column: Buffer): (piece: Uint8Array) => Generator<Buffer> {
  let atLineStart = true;
  return function* ({ buffer, byteOffset, byteLength }) {
    const piece = Buffer.from(buffer, byteOffset, byteLength);
    for (let start = 0; start < piece.length;) {
      if (atLineStart) {
        yield column;
      }
      const newline = piece.indexOf(NEWLINE, start);
      const end = newline === -1 ? piece.length : newline + 1;
      yield piece.subarray(start, end);
      atLineStart = newline !== -1;
      start = end;
    }
  };
}
