import { type EngineCase, type ObjectAfter, type ObjectBefore, withDates } from './engine-case';
import { FakeClock } from './fake-clock';
import { ACCOUNT, counter, JOB_ROLE, reportRows } from './surroundings';
import { ApiLog } from '../../local/src/api-log';
import type { DeliveryOptions } from '../../local/src/engine/delivery';
import { JobEngine } from '../../local/src/engine/job-engine';
import { createJobBody } from '../../local/src/http/s3-control/bodies';
import { renderXml } from '../../local/src/http/xml';
import { createJobRequest } from '../../local/src/model/create-job';
import type { ModelValue } from '../../local/src/model/decode';
import { encode } from '../../local/src/model/encode';
import type { CreateJobRequest } from '../../local/src/model/job-request';
import { Principals } from '../../local/src/policy/principals';
import { MemoryStore } from '../../local/src/store/memory-store';
import { S3Error } from '../../local/src/store/s3-error';

const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

/** The bucket of manifest and report. */
const REPORTS = 'reports';

/** Runs a case's job to its end; its request goes through the checks of CreateJob, which may refuse it. */
export async function played(engineCase: EngineCase, delivery: DeliveryOptions = {}) {
  const { engine, store, log } = await accountOf(engineCase, delivery);
  const id = engine.createJob(requestOf(engineCase, await manifestEtag(store, engineCase)));
  await engine.idle();
  const { Status, FailureReasons } = engine.describeJob(id);
  return { store, status: Status, failureReasons: FailureReasons, rows: await rowsOf(store, id), actions: actionsIn(log) };
}

/** What a case names of an object, as the store has it. */
export async function asStored(store: MemoryStore, { bucket, key, versionId, isMissing, ...named }: ObjectAfter): Promise<object> {
  const request = { bucket, key, versionId };
  const owner = store.asOwner();
  if (isMissing) return { isMissing: await owner.headObject(request).then(() => false, isAbsence) };
  const head = { ...await owner.headObject(request) } as { readonly [name: string]: unknown };
  const others: { readonly [name: string]: () => Promise<unknown> } = {
    body: async () => Buffer.concat(await (await owner.getObject(request)).body.toArray()).toString(),
    tags: async () => (await owner.getObjectTagging(request)).tagSet,
    acl: () => owner.getObjectAcl(request),
  };
  const members = Object.keys(named).map(async (name) => [name, await others[name]?.() ?? head[name] ?? null] as const);
  // dates as JSON has them
  return JSON.parse(JSON.stringify(Object.fromEntries(await Promise.all(members)))) as object;
}

async function accountOf({ buckets, policies = [EVERYTHING], roles = {}, unknowns }: EngineCase, delivery: DeliveryOptions) {
  const clock = new FakeClock(undefined, { auto: true });
  const log = new ApiLog(clock);
  const principals = new Principals();
  principals.put(JOB_ROLE, [{ Statement: policies }]);
  for (const [arn, statements] of Object.entries(roles)) principals.put(arn, [{ Statement: statements }]);
  const store = new MemoryStore({ clock, account: ACCOUNT, log, newVersionId: counter('version') });
  store.createBucket(REPORTS);
  for (const [name, { configuration, objects = [] }] of Object.entries(buckets)) {
    store.createBucket(name, configuration && withDates(configuration));
    for (const object of objects) await seedObject(store, name, object);
  }
  const engine = new JobEngine({
    store, principals, clock, unknowns, account: ACCOUNT, region: 'us-east-1', newJobId: counter('job'), newInvocationId: counter('invocation'), ...delivery,
  });
  return { engine, store, log };
}

async function seedObject(store: MemoryStore, bucket: string, { key, body = key, isDeleteMarker, ...state }: ObjectBefore): Promise<void> {
  if (isDeleteMarker) await store.asOwner().deleteObject({ bucket, key });
  else store.seedObject(bucket, key, { ...withDates(state), body: Buffer.from(body) });
}

async function manifestEtag(store: MemoryStore, { manifest }: EngineCase): Promise<string> {
  if (!manifest) return '';
  const { etag } = await store.asOwner().putObject({ bucket: REPORTS, key: 'manifests/m.csv', body: Buffer.from(`${manifest.join('\n')}\n`) });
  return etag;
}

function requestOf({ request, manifest }: EngineCase, ETag: string): CreateJobRequest {
  const Fields = manifest?.some((row) => row.split(',').length > 2) ? ['Bucket', 'Key', 'VersionId'] : ['Bucket', 'Key'];
  const whole = {
    Report: { Enabled: true, Bucket: `arn:aws:s3:::${REPORTS}`, Format: 'Report_CSV_20180820', Prefix: 'tagging', ReportScope: 'AllTasks' },
    Priority: 10,
    RoleArn: JOB_ROLE,
    ConfirmationRequired: false,
    ClientRequestToken: 'token-1',
    ...(manifest && {
      Manifest: { Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields }, Location: { ObjectArn: `arn:aws:s3:::${REPORTS}/manifests/m.csv`, ETag } },
    }),
    ...request,
  };
  return createJobBody(Buffer.from(renderXml('CreateJobRequest', encode(whole as unknown as ModelValue, createJobRequest))));
}

async function rowsOf(store: MemoryStore, id: string): Promise<readonly string[]> {
  const { objects } = await store.asOwner().listObjectsV2({ bucket: REPORTS, prefix: `tagging/job-${id}/` });
  return objects.length === 0 ? [] : reportRows(store, id);
}

function actionsIn({ calls }: ApiLog): string[] {
  const asked = calls.filter(({ principal, resource }) => principal === JOB_ROLE && !resource.startsWith(`arn:aws:s3:::${REPORTS}/`));
  return [...new Set(asked.map(({ action }) => action))].sort();
}

function isAbsence(error: unknown): boolean {
  if (error instanceof S3Error && error.status === 404) return true;
  throw error;
}
