/**
 * Runs one job of many tasks, and prints what memory was held before it and after each quarter of them, in JSON:
 * `tsx --expose-gc test/local/million-tasks.ts <csv|inventory|generated> <tasks>`.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { FakeClock } from './fake-clock';
import { surroundings, taggingRequest } from './surroundings';
import type { CreateJobRequest, ManifestRequest } from '../../local/src/model/job-request';
import { SpilledBytes } from '../../local/src/spilled-bytes';
import type { MemoryStore } from '../../local/src/store/memory-store';

/** What was held in memory once so many tasks were done, in bytes. */
export interface MemorySample {
  readonly tasks: number;
  readonly heap: number;
  /** Of buffers. */
  readonly external: number;
}

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:nothing';

const functions = {
  invoke: async (_arn: string, payload: string) => {
    const { tasks, ...invocation } = JSON.parse(payload) as { invocationSchemaVersion: string; invocationId: string; tasks: { taskId: string }[] };
    const results = tasks.map(({ taskId }) => ({ taskId, resultCode: 'Succeeded', resultString: 'done' }));
    return { outcome: 'returned' as const, payload: JSON.stringify({ ...invocation, results }) };
  },
};

async function written(total: number, row: (index: number) => string, compress: boolean): Promise<SpilledBytes> {
  const bytes = new SpilledBytes();
  function* rows() {
    for (let index = 0; index < total; index += 1000) {
      yield Array.from({ length: Math.min(1000, total - index) }, (_, offset) => row(index + offset)).join('');
    }
  }
  const append = async (pieces: AsyncIterable<Buffer | string>) => {
    for await (const piece of pieces) bytes.append(Buffer.from(piece));
  };
  await (compress ? pipeline(Readable.from(rows()), createGzip(), append) : pipeline(Readable.from(rows()), append));
  return bytes;
}

async function put(store: MemoryStore, key: string, body: SpilledBytes | Buffer): Promise<ManifestRequest['Location']> {
  const { etag } = await store.asOwner().putObject({ bucket: 'reports', key, body });
  return { ObjectArn: `arn:aws:s3:::reports/${key}`, ETag: etag };
}

const MANIFESTS: { readonly [kind: string]: (store: MemoryStore, total: number) => Promise<Partial<CreateJobRequest>> } = {
  csv: async (store, total) => ({
    ManifestGenerator: undefined,
    Manifest: {
      Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] },
      Location: await put(store, 'm.csv', await written(total, (index) => `logs,logs/2026/${index}.log\n`, false)),
    },
  }),
  inventory: async (store, total) => {
    const body = await written(total, (index) => `"logs","logs/2026/${index}.log"\n`, true);
    await put(store, 'data.csv.gz', body);
    const hash = createHash('md5');
    for await (const piece of body.open()) hash.update(piece as Buffer);
    const files = [{ key: 'data.csv.gz', size: body.size, MD5checksum: hash.digest('hex') }];
    const manifest = { destinationBucket: 'arn:aws:s3:::reports', fileFormat: 'CSV', fileSchema: 'Bucket, Key', files };
    return {
      ManifestGenerator: undefined,
      Manifest: { Spec: { Format: 'S3InventoryReport_CSV_20161130' }, Location: await put(store, 'manifest.json', Buffer.from(JSON.stringify(manifest))) },
    };
  },
  generated: async (store, total) => {
    const body = Buffer.from('x');
    for (let index = 0; index < total; index++) store.seedObject('logs', `logs/2026/${index}.log`, { body });
    // whoever lists a bucket first has it sort its keys, which is none of the job's memory
    await store.asOwner().listObjectVersions({ bucket: 'logs' });
    return {};
  },
};

function heldAfter(tasks: number): MemorySample {
  // twice: what the first round's finalizers let go of is free after the second
  globalThis.gc!();
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  return { tasks, heap: heapUsed, external };
}

async function measured(kind: string, total: number): Promise<MemorySample[]> {
  const anything = [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }];
  const { store, engine } = surroundings(new FakeClock(undefined, { auto: true }), anything, functions);
  const request = taggingRequest({ Operation: { LambdaInvoke: { FunctionArn: FUNCTION } }, ...await MANIFESTS[kind](store, total) });
  const samples = [heldAfter(0)];
  engine.onChange(({ Status, ProgressSummary: { NumberOfTasksSucceeded: done } }) => {
    if (Status === 'Active' && done >= samples.length * total / 4) samples.push(heldAfter(done));
  });
  const id = engine.createJob(request);
  await engine.idle();
  const job = engine.describeJob(id);
  if (job.Status !== 'Complete' || job.ProgressSummary.NumberOfTasksSucceeded !== total) throw new Error(`the job ended otherwise: ${JSON.stringify(job)}`);
  return samples;
}

const [kind, total] = process.argv.slice(2);
void measured(kind, Number(total)).then((samples) => console.log(JSON.stringify(samples)));
