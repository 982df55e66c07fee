import type { CreateJobRequest, ManifestField } from '../../../local/src/model/job-request';
import type { Statement } from '../../../local/src/policy/document';
import { FakeClock } from '../fake-clock';
import { csvRequest, JOB_ROLE, reportRows, seed, surroundings, TAGGING_STATEMENTS } from '../surroundings';

const READ_MANIFEST: Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/manifests/m.csv' };
const LIST_REPORTS: Statement = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::reports' };
const STATEMENTS = [...TAGGING_STATEMENTS, READ_MANIFEST];

async function ended(csv: string, { statements = STATEMENTS, change = (request: CreateJobRequest) => request } = {}) {
  const parts = surroundings(new FakeClock(undefined, { auto: true }), statements);
  seed(parts.store, 'a', 'b c');
  const id = parts.engine.createJob(change(await csvRequest(parts.store, csv)));
  await parts.engine.idle();
  return { ...parts, id, job: parts.engine.describeJob(id) };
}

function fields(...Fields: ManifestField[]) {
  return (request: CreateJobRequest): CreateJobRequest =>
    ({ ...request, Manifest: { ...request.Manifest!, Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields } } });
}

function at(location: Partial<NonNullable<CreateJobRequest['Manifest']>['Location']>) {
  return (request: CreateJobRequest): CreateJobRequest =>
    ({ ...request, Manifest: { ...request.Manifest!, Location: { ...request.Manifest!.Location, ...location } } });
}

test('does what it does to the rows of a CSV manifest, and reports keys as the manifest spells them', async () => {
  const { store, id, job } = await ended('logs,a\nlogs,b%20c\n"logs",%6d\n');
  expect(job).toMatchObject({ Status: 'Complete', ProgressSummary: { TotalNumberOfTasks: 3, NumberOfTasksSucceeded: 2, NumberOfTasksFailed: 1 } });
  expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'b c' })).toEqual({ tagSet: [{ Key: 'retention', Value: 'short' }] });
  expect(await reportRows(store, id)).toEqual([
    expect.stringMatching(/^logs,%6d,,failed,403,AccessDenied,/), 'logs,a,,succeeded,200,,success', 'logs,b%20c,,succeeded,200,,success',
  ]);
});

test('fails the task that leaves a declared version out, in the words of S3, and no other', async () => {
  const { store, id } = await ended('logs,a,\nlogs,b%20c,null\n', { change: fields('Bucket', 'Key', 'VersionId') });
  expect(await reportRows(store, id)).toEqual([
    'logs,a,\\N,failed,400,InvalidRequest,Task failed due to missing VersionId', 'logs,b%20c,null,succeeded,200,,success',
  ]);
});

test('takes a header row for an object, whose task fails and says why', async () => {
  const { store, id, job } = await ended('Bucket,Key\nlogs,a\n');
  expect(job.ProgressSummary).toMatchObject({ TotalNumberOfTasks: 2, NumberOfTasksFailed: 1 });
  expect(await reportRows(store, id)).toEqual([
    'Bucket,Key,,failed,404,NoSuchBucket,The specified bucket does not exist (a manifest has no header row: this one was taken for an object)',
    'logs,a,,succeeded,200,,success',
  ]);
});

const elsewhere = at({ ObjectArn: 'arn:aws:s3:::reports/manifests/other.csv' });
const readAll: Statement = { ...READ_MANIFEST, Resource: '*' };

test.each<[string, string, string, Parameters<typeof ended>[1]]>([
  ['a row has another number of columns than declared', 'InvalidManifestContent', 'Line 1 of the manifest has 2 columns, and 3 are declared',
    { change: fields('Bucket', 'Key', 'VersionId') }],
  ['the key\'s column is not declared', 'InvalidManifestContent', 'Required fields are missing in the schema: Key', { change: fields('Bucket', 'Ignore') }],
  ['the ETag is another', 'PreconditionFailed', 'the job was created for 0123', { change: at({ ETag: '0123' }) }],
  ['the role may not read the manifest', 'AccessDenied', 'Reading the manifest is forbidden: AccessDenied', { statements: TAGGING_STATEMENTS }],
  ['the manifest is missing and the role may not list the bucket', 'AccessDenied', 'Reading the manifest is forbidden: AccessDenied',
    { change: elsewhere, statements: [...STATEMENTS, readAll] }],
  ['the manifest is missing', 'NoSuchKey', 'Reading the manifest failed: NoSuchKey', { change: elsewhere, statements: [...STATEMENTS, readAll, LIST_REPORTS] }],
  ['the manifest\'s bucket is missing', 'NoSuchBucket', 'Reading the manifest failed: NoSuchBucket', { change: at({ ObjectArn: 'arn:aws:s3:::nowhere/m.csv' }) }],
  ['the version is named and the role may read only the current one', 'AccessDenied', 's3:GetObjectVersion', { change: at({ ObjectVersionId: 'null' }) }],
])('fails before its first task when %s', async (_case, FailureCode, reason, changes) => {
  const { job, log } = await ended('logs,a\n', changes);
  expect(job).toMatchObject({
    Status: 'Failed', ProgressSummary: { TotalNumberOfTasks: 0 }, FailureReasons: [{ FailureCode, FailureReason: expect.stringContaining(reason) }],
  });
  expect(log.calls.filter(({ action }) => action === 's3:PutObjectTagging')).toEqual([]);
});

test('counts its tasks while it waits for its confirmation', async () => {
  const { job } = await ended('logs,a\nlogs,b%20c\n', { change: (request) => ({ ...request, ConfirmationRequired: true }) });
  expect(job).toMatchObject({ Status: 'Suspended', ProgressSummary: { TotalNumberOfTasks: 2 } });
});

test('reads its manifest in the name of its role', async () => {
  const { log } = await ended('logs,a\n');
  expect(log.calls[0]).toMatchObject({ principal: JOB_ROLE, action: 's3:GetObject', resource: 'arn:aws:s3:::reports/manifests/m.csv', status: 200 });
});
