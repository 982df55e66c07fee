import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { contextOf, type RunSurroundings } from '../../../local/src/engine/job-context';
import type { Manifest, Task } from '../../../local/src/manifest/manifest';
import type { ManifestRequest } from '../../../local/src/model/job-request';
import type { Statement } from '../../../local/src/policy/document';
import type { MemoryStore } from '../../../local/src/store/memory-store';
import { type Choices, choose } from '../../../local/src/unknowns';
import { FakeClock } from '../fake-clock';
import { ACCOUNT, surroundings } from '../surroundings';

export const ANYTHING: Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

/** An account with the buckets `logs` and `reports`, and `job-1` of a role that may do what is given. */
export function preparing({ statements = ANYTHING, unknowns = {} as Partial<Choices> } = {}) {
  const parts = surroundings(new FakeClock(), statements);
  const environment = { partition: 'aws', account: ACCOUNT, region: 'us-east-1' };
  const job = contextOf('job-1', parts.role, { ...parts, environment, unknowns: choose(unknowns) } as unknown as RunSurroundings);
  return { ...parts, job };
}

/** All tasks of a manifest, whose number must be its total. */
export async function tasksOf(manifest: Manifest): Promise<Task[]> {
  const found: Task[] = [];
  for await (const tasks of manifest.tasks()) found.push(...tasks);
  expect(found).toHaveLength(manifest.total);
  return found;
}

/** One data file of an inventory: text to compress, or the file's own bytes. */
export interface DataFile {
  readonly text?: string;
  readonly bytes?: Buffer;
  /** Said in manifest.json in place of what is true. */
  readonly said?: { readonly size?: number; readonly MD5checksum?: string; readonly key?: string };
}

const BUCKET = 'reports';
const FOLDER = 'logs/daily';
const MANIFEST_KEY = `${FOLDER}/2026-10-01T00-00Z/manifest.json`;

/** Puts an inventory of `logs` into `reports`; returns how a job names it. `members` replace those of its manifest.json. */
export async function putInventory(store: MemoryStore, dataFiles: readonly DataFile[], members: object = {}): Promise<ManifestRequest> {
  const files = [];
  for (const [index, { text = '', bytes = gzipSync(text), said }] of dataFiles.entries()) {
    const key = `${FOLDER}/data/${index}.csv.gz`;
    await store.asOwner().putObject({ bucket: BUCKET, key, body: bytes });
    files.push({ key, size: bytes.length, MD5checksum: createHash('md5').update(bytes).digest('hex'), ...said });
  }
  return putManifestJson(store, JSON.stringify({
    sourceBucket: 'logs',
    destinationBucket: `arn:aws:s3:::${BUCKET}`,
    version: '2016-11-30',
    creationTimestamp: '1790812800000',
    fileFormat: 'CSV',
    fileSchema: 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size',
    files,
    ...members,
  }));
}

/** Puts a manifest.json of an inventory into `reports`; returns how a job names it. */
export async function putManifestJson(store: MemoryStore, json: string): Promise<ManifestRequest> {
  const { etag } = await store.asOwner().putObject({ bucket: BUCKET, key: MANIFEST_KEY, body: Buffer.from(json) });
  return {
    Spec: { Format: 'S3InventoryReport_CSV_20161130' },
    Location: { ObjectArn: `arn:aws:s3:::${BUCKET}/${MANIFEST_KEY}`, ETag: etag },
  };
}
