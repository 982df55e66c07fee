import { onManifest, properties, request } from './events';
import golden from './goldens/run-hashes.json';
import { requests } from './wire/requests';
import { readJobInput } from '../../lambda/job-input';
import { isSameRun, parsePhysicalId, runOf } from '../../lambda/physical-id';
import type { JobProperties, JobRequest, ManifestFilterRequest, ManifestRequest } from '../../src/private/contract';

const run = (made: JobProperties) => runOf(readJobInput(made));
const generator = request.ManifestGenerator!.S3JobManifestGenerator;
const generating = (S3JobManifestGenerator: typeof generator): JobRequest => ({ ...request, ManifestGenerator: { S3JobManifestGenerator } });
const filtered = (Filter: ManifestFilterRequest) => generating({ ...generator, Filter });
const on = (Manifest: ManifestRequest): JobRequest => ({ ...request, ManifestGenerator: undefined, Manifest });

const $staged = { AssetBucket: 'assets', AssetKey: 'rows.csv', Sha256: 'ab'.repeat(32), Bucket: 'objects', ObjectArn: 'arn:aws:s3:::staging/x.csv' };
const staged = (more: object = {}) => on({
  Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] }, Location: { $staged: { ...$staged, ...more } },
});
const invoking = (Days: string): JobRequest => ({ ...request, Operation: { LambdaInvoke: { UserArguments: { Days } } } });
const inventory = on({ Spec: { Format: 'S3InventoryReport_CSV_20161130' }, Location: { ObjectArn: 'arn:aws:s3:::inventory/daily/manifest.json' } });

const definitions: { readonly [name: string]: JobProperties } = {
  ...Object.fromEntries(Object.entries(requests).map(([name, made]) => [name.replace('CreateJob ', ''), properties({ request: made })])),
  'a CSV manifest': properties({ request: onManifest() }),
  'a version of a CSV manifest': properties({ request: onManifest({ ObjectVersionId: 'v1' }) }),
  'an inventory report': properties({ request: inventory }),
  'a staged manifest': properties({ request: staged() }),
  'the whole bucket': properties({ request: generating({ SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false }) }),
  'objects older than 90 days': properties({ request: filtered({ CreatedBefore: { $secondsAgo: 7_776_000 } }) }),
  'a runId': properties({ RunId: '2026-01' }),
  'a runId alone': properties({ RunId: '2026-01', RunOn: 'RUN_ID' }),
  'no runId alone': properties({ RunOn: 'RUN_ID' }),
};

/** Deployed stacks hold these: a change of one would run every job of theirs again. */
test.each(Object.entries(definitions))('the hash of %s is golden', (name, made) => {
  expect(run(made)).toBe((golden as Record<string, string>)[name]);
});

test('every golden hash belongs to a definition, and no two are the same', () => {
  expect(Object.keys(golden).sort()).toEqual(Object.keys(definitions).sort());
  expect(new Set(Object.values(golden)).size).toBe(Object.keys(golden).length);
});

test('every operation has its golden hash', () => {
  const names = ['LambdaInvoke', 'S3PutObjectCopy', 'S3PutObjectAcl', 'S3PutObjectTagging', 'S3DeleteObjectTagging', 'S3InitiateRestoreObject',
    'S3PutObjectLegalHold', 'S3PutObjectRetention', 'S3ReplicateObject', 'S3ComputeObjectChecksum', 'S3UpdateObjectEncryption'];

  expect(Object.keys(golden)).toEqual(expect.arrayContaining(names));
});

test.each<[string, JobRequest, JobRequest]>([
  ['where rows are kept', staged(), staged({ AssetBucket: 'b', AssetKey: 'k', ObjectArn: 'arn:aws:s3:::other/y.csv' })],
  ['where a list is kept', request, generating({
    ...generator, EnableManifestOutput: true, ManifestOutputLocation: { Bucket: 'arn:aws:s3:::lists', ManifestFormat: 'S3InventoryReport_CSV_20211130' },
  })],
  ['a number that only the deployment knew', filtered({ ObjectSizeGreaterThanBytes: 5 }), filtered({ ObjectSizeGreaterThanBytes: '5' as never })],
  ['the order of storage classes', filtered({ MatchAnyStorageClass: ['GLACIER', 'STANDARD'] }), filtered({ MatchAnyStorageClass: ['STANDARD', 'GLACIER'] })],
])('%s makes no other run', (_, one, other) => {
  expect(run(properties({ request: one }))).toBe(run(properties({ request: other })));
});

test.each<[string, JobRequest, JobRequest]>([
  ['another row', staged(), staged({ Sha256: 'cd'.repeat(32) })],
  ['rows of another bucket', staged(), staged({ Bucket: 'others' })],
  ['another age', filtered({ CreatedBefore: { $secondsAgo: 60 } }), filtered({ CreatedBefore: { $secondsAgo: 61 } })],
  ['older, not newer', filtered({ CreatedBefore: { $secondsAgo: 60 } }), filtered({ CreatedAfter: { $secondsAgo: 60 } })],
  ['an argument that is called as a number is', invoking('5'), invoking('05')],
])('%s makes another run', (_, one, other) => {
  expect(run(properties({ request: one }))).not.toBe(run(properties({ request: other })));
});

describe('with `runOn` RUN_ID', () => {
  const onRunId = (overrides: Parameters<typeof properties>[0] = {}) => properties({ RunOn: 'RUN_ID', RunId: '1', ...overrides });

  test('nothing but another `runId` makes another run', () => {
    expect(run(onRunId({ request: staged() }))).toBe(run(onRunId()));
    expect(run(onRunId({ RunId: '2' }))).not.toBe(run(onRunId()));
  });

  test.each<[string, JobProperties, JobProperties]>([
    ['from CHANGE to RUN_ID', properties({ RunId: '1' }), onRunId()],
    ['from RUN_ID to CHANGE', onRunId(), properties({ RunId: '1' })],
  ])('going %s, compares the properties, and so keeps the run', (_, before, after) => {
    const id = parsePhysicalId(`some-job/${run(before)}`);
    const same = (next: JobProperties, old: JobProperties) => isSameRun(id, readJobInput(next), () => readJobInput(old));

    expect(same(after, before)).toBe(true);
    expect(same({ ...after, RunId: '2' }, before)).toBe(false);
    // the id is as it was; the next update compares it again
    expect(same(after, after)).toBe(true);
    expect(same({ ...after, RunId: '2' }, after)).toBe(false);
  });

  test('back on CHANGE, another operation is another run', () => {
    const id = parsePhysicalId(`some-job/${run(onRunId())}`);
    const [before, after] = [properties({ RunId: '1' }), properties({ RunId: '1', request: staged() })];

    expect(isSameRun(id, readJobInput(after), () => readJobInput(before))).toBe(false);
  });
});
