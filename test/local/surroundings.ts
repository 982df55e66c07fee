import { ApiLog } from '../../local/src/api-log';
import type { Clock } from '../../local/src/clock';
import type { FunctionInvoker } from '../../local/src/engine/function-invoker';
import { JobEngine } from '../../local/src/engine/job-engine';
import type { CreateJobRequest } from '../../local/src/model/job-request';
import type { JobContext } from '../../local/src/operations/executor';
import type { Statement } from '../../local/src/policy/document';
import { Principals } from '../../local/src/policy/principals';
import { MemoryStore } from '../../local/src/store/memory-store';
import { choose } from '../../local/src/unknowns';

export const ACCOUNT = '111122223333';
export const JOB_ROLE = `arn:aws:iam::${ACCOUNT}:role/job`;

/** What a tagging job with a generated manifest and a report needs. S3 User Guide, "Granting permissions for Batch Operations". */
export const TAGGING_STATEMENTS: Statement[] = [
  { Effect: 'Allow', Action: 's3:PutInventoryConfiguration', Resource: 'arn:aws:s3:::logs' },
  { Effect: 'Allow', Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], Resource: 'arn:aws:s3:::logs/*' },
  { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::reports/*' },
];

/** An account with the buckets `logs` and `reports`, a role for jobs, and an engine. Ids are counted: `job-1`, `version-1`. */
export function surroundings(clock: Clock, statements = TAGGING_STATEMENTS, functions?: FunctionInvoker) {
  const log = new ApiLog(clock);
  const principals = new Principals();
  const role = principals.put(JOB_ROLE, [{ Statement: statements }]);
  const store = new MemoryStore({ clock, account: ACCOUNT, log, newVersionId: counter('version') });
  store.createBucket('logs');
  store.createBucket('reports');
  const engine = new JobEngine({
    store, principals, clock, functions, account: ACCOUNT, region: 'us-east-1', newJobId: counter('job'), newInvocationId: counter('invocation'),
  });
  return { clock, log, principals, role, store, engine };
}

/** A job as its tasks see it, with nothing but what is given; ids are counted. */
export function jobContext(services: Partial<JobContext>): JobContext {
  const nothing = () => { throw new Error('the task was not expected to ask for this'); };
  const refusing = new Proxy({}, { get: () => nothing }) as JobContext['store'];
  return {
    jobId: 'job-1',
    environment: { partition: 'aws', account: ACCOUNT, region: 'us-east-1' },
    store: refusing,
    service: refusing,
    stored: new Proxy({}, { get: () => nothing }) as JobContext['stored'],
    functions: { invoke: nothing },
    require: nothing,
    authorityOf: nothing,
    unknowns: choose(),
    now: nothing,
    newInvocationId: counter('id'),
    ...services,
  };
}

/** A request that tags everything in `logs` and reports all tasks. */
export function taggingRequest(changes: Partial<CreateJobRequest> = {}): CreateJobRequest {
  return {
    Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'retention', Value: 'short' }] } },
    Report: { Enabled: true, Bucket: 'arn:aws:s3:::reports', Format: 'Report_CSV_20180820', Prefix: 'tagging', ReportScope: 'AllTasks' },
    Priority: 10,
    RoleArn: JOB_ROLE,
    ConfirmationRequired: false,
    ClientRequestToken: 'token-1',
    ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false } },
    ...changes,
  };
}

/** A request that does what {@link taggingRequest} does, to the objects of the CSV that it puts into `reports`. */
export async function csvRequest(store: MemoryStore, csv: string | Buffer, changes: Partial<CreateJobRequest> = {}): Promise<CreateJobRequest> {
  const { etag } = await store.asOwner().putObject({ bucket: 'reports', key: 'manifests/m.csv', body: Buffer.from(csv) });
  return taggingRequest({
    ManifestGenerator: undefined,
    Manifest: {
      Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] },
      Location: { ObjectArn: 'arn:aws:s3:::reports/manifests/m.csv', ETag: etag },
    },
    ...changes,
  });
}

/** The rows of a job's report, sorted: tasks run in no promised order. */
export async function reportRows(store: MemoryStore, id: string): Promise<string[]> {
  const { Results } = JSON.parse(await textOf(store, 'reports', `tagging/job-${id}/manifest.json`)) as { Results: { Key: string }[] };
  const files = await Promise.all(Results.map(({ Key }) => textOf(store, 'reports', Key)));
  return files.join('').trimEnd().split('\n').sort();
}

/** Small objects in `logs`, one for each key. */
export function seed(store: MemoryStore, ...keys: string[]): void {
  for (const key of keys) store.seedObject('logs', key, { body: Buffer.from(key) });
}

/** The keys of a bucket, in their order. */
export async function keysOf(store: MemoryStore, bucket: string): Promise<string[]> {
  const { versions } = await store.asOwner().listObjectVersions({ bucket });
  return versions.map(({ key }) => key);
}

/** An object's bytes as text. */
export async function textOf(store: MemoryStore, bucket: string, key: string): Promise<string> {
  const { body } = await store.asOwner().getObject({ bucket, key });
  return Buffer.concat(await body.toArray()).toString();
}

/** Makes ids: `name-1`, `name-2` and so on. */
export function counter(name: string): () => string {
  let count = 0;
  return () => `${name}-${++count}`;
}
