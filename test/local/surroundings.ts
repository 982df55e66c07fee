import { ApiLog } from '../../local/src/api-log';
import type { Clock } from '../../local/src/clock';
import { JobEngine } from '../../local/src/engine/job-engine';
import type { CreateJobRequest } from '../../local/src/model/job-request';
import type { Statement } from '../../local/src/policy/document';
import { Principals } from '../../local/src/policy/principals';
import { MemoryStore } from '../../local/src/store/memory-store';

export const ACCOUNT = '111122223333';
export const JOB_ROLE = `arn:aws:iam::${ACCOUNT}:role/job`;

/** What a tagging job with a generated manifest and a report needs. S3 User Guide, "Granting permissions for Batch Operations". */
export const TAGGING_STATEMENTS: Statement[] = [
  { Effect: 'Allow', Action: 's3:PutInventoryConfiguration', Resource: 'arn:aws:s3:::logs' },
  { Effect: 'Allow', Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], Resource: 'arn:aws:s3:::logs/*' },
  { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::reports/*' },
];

/** An account with the buckets `logs` and `reports`, a role for jobs, and an engine. Ids are counted: `job-1`, `version-1`. */
export function surroundings(clock: Clock, statements = TAGGING_STATEMENTS) {
  const log = new ApiLog(clock);
  const principals = new Principals();
  const role = principals.put(JOB_ROLE, [{ Statement: statements }]);
  const store = new MemoryStore({ clock, account: ACCOUNT, log, newVersionId: counter('version') });
  store.createBucket('logs');
  store.createBucket('reports');
  const engine = new JobEngine({ store, principals, clock, account: ACCOUNT, region: 'us-east-1', newJobId: counter('job') });
  return { clock, log, principals, role, store, engine };
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

function counter(name: string): () => string {
  let count = 0;
  return () => `${name}-${++count}`;
}
