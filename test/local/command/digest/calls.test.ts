import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GivenJob, playedCloud, ROLES, writeDemoAssembly } from './digest-fixture';
import type { ApiCallCount } from '../../../../local/src/api-log';
import { CHANGES, OPERATION_CHANGES } from '../../../../local/src/command/digest/change-actions';
import { digestOf, type RunDigest } from '../../../../local/src/command/digest/digest';
import type { FailedTask } from '../../../../local/src/engine/failed-task';
import type { OperationRequest } from '../../../../local/src/model/job-request';
import { CALL_ACTIONS } from '../../../../local/src/store/call-actions';

const OTHER_ROLE = 'arn:aws:iam::111122223333:role/given';
const FILES = 'arn:aws:s3:::files/*';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'calls-'));
  writeDemoAssembly(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const call = (principal: string, action: string, resource = FILES, others: Partial<ApiCallCount> = {}): ApiCallCount =>
  ({ principal, action, resource, status: 200, count: 3, ...others });
const denied = (principal: string, action: string, resource = FILES) => call(principal, action, resource, { status: 403, error: 'AccessDenied' });

function digest(calls: readonly ApiCallCount[], jobs: readonly GivenJob[] = []): Promise<RunDigest> {
  return digestOf(playedCloud(jobs, calls), {
    deployments: [{ assembly: folder, results: [], createJobCalls: 0 }], deleted: [], interrupted: false, clockFactor: 1, shown: [],
  });
}

const asJob = (Operation: OperationRequest, others: Partial<GivenJob> = {}): GivenJob =>
  ({ JobId: 'j-1', Operation, Report: { Enabled: false }, tasks: [2, 1, 3], ...others });

describe('what a job has changed', () => {
  const changedBy = async (job: GivenJob, ...calls: ApiCallCount[]) =>
    (await digest(calls, [job])).changed.map(({ bucket, change, calls: count }) => `${bucket}: ${change} ${count}`);

  test.each<[string, OperationRequest, readonly string[], readonly string[]]>([
    ['tags', { S3PutObjectTagging: { TagSet: [] } }, ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], ['files: tags set 3', 'files: tags of versions set 3']],
    ['no tags', { S3DeleteObjectTagging: {} }, ['s3:DeleteObjectTagging'], ['files: tags removed 3']],
    ['ACLs', { S3PutObjectAcl: {} }, ['s3:PutObjectAcl'], ['files: ACLs set 3']],
    ['legal holds', { S3PutObjectLegalHold: { LegalHold: { Status: 'ON' } } }, ['s3:GetBucketObjectLockConfiguration', 's3:PutObjectLegalHold'], ['files: legal holds set or lifted 3']],
    ['archived objects', { S3InitiateRestoreObject: {} }, ['s3:RestoreObject'], ['files: restored from the archive, or going to be 3']],
    ['encryption, and not what it is only asked for', { S3UpdateObjectEncryption: {} }, ['s3:PutObject', 's3:UpdateObjectEncryption'], ['files: encryption changed 3']],
    ['nothing by checksums, whatever it is asked for', { S3ComputeObjectChecksum: {} }, ['s3:RestoreObject', 's3:GetObject'], []],
    ['nothing by a function that does it itself', { LambdaInvoke: { FunctionArn: 'f' } }, ['lambda:InvokeFunction'], []],
    ['copies, as many as its tasks, in their bucket', { S3PutObjectCopy: { TargetResource: 'arn:aws:s3:::copies' } }, ['s3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging'], ['copies: copies written 2']],
    ['replicas, as many as its tasks', { S3ReplicateObject: {} }, ['s3:InitiateReplication'], ['files: replicated to other buckets 2']],
  ])('is %s', async (_case, operation, actions, changes) => {
    expect(await changedBy(asJob(operation), ...actions.map((action) => call(ROLES.tagFiles, action)))).toEqual(changes);
  });

  test('isn\'t what it wrote its report with, or what failed', async () => {
    const job = asJob({ S3PutObjectTagging: {} });
    expect(await changedBy(job, call(ROLES.tagFiles, 's3:PutObject', 'arn:aws:s3:::reports/*'), denied(ROLES.tagFiles, 's3:PutObjectTagging'))).toEqual([]);
    expect(await changedBy(job, call(ROLES.tagFiles, 's3:PutObjectTagging', FILES, { status: 404, error: 'NoSuchKey' }))).toEqual([]);
  });

  test('is told once of jobs that share a role', async () => {
    const jobs = ['j-1', 'j-2'].map((JobId) => asJob({ S3PutObjectTagging: {} }, { JobId }));
    expect((await digest([call(ROLES.tagFiles, 's3:PutObjectTagging')], jobs)).changed).toEqual([
      { bucket: 'files', change: 'tags set', calls: 3, by: { kind: 'job', names: ['j-1', 'j-2'], principal: ROLES.tagFiles } },
    ]);
  });
});

test('what a function has changed is told of it, and what the handler stages isn\'t', async () => {
  const { changed } = await digest([
    call(ROLES.hashFile, 's3:PutObject'), call(ROLES.hashFile, 's3:GetObject'), call(ROLES.handler, 's3:PutObject', 'arn:aws:s3:::staged/*'),
    call(ROLES.hashFile, 's3:DeleteObject', 'arn:aws:s3:::other/*'),
  ]);
  const by = { kind: 'function', names: ['Demo/HashFile'], principal: ROLES.hashFile };
  expect(changed).toEqual([{ bucket: 'files', change: 'objects written', calls: 3, by }, { bucket: 'other', change: 'objects deleted', calls: 3, by }]);
});

test('a role that makes jobs is a handler, whatever made it', async () => {
  const { denied: [{ by }] } = await digest([denied(OTHER_ROLE, 's3:CreateJob', '*')]);
  expect(by).toEqual({ kind: 'handler', names: [OTHER_ROLE], principal: OTHER_ROLE });
});

test('every action that changes something is one of S3\'s calls', () => {
  const actions = Object.values(CALL_ACTIONS).flatMap(({ action, versionAction = action }) => [action, versionAction]);
  const changing = actions.filter((action) => !/^s3:(Get|List|Abort)/.test(action));
  expect(Object.keys(CHANGES).sort()).toEqual([...new Set(changing)].sort());
  const used = Object.values(OPERATION_CHANGES).flatMap((change) => change !== 'nothing' && 'actions' in change ? change.actions : []);
  expect(used.filter((action) => !(action in CHANGES))).toEqual([]);
});

describe('a denied call', () => {
  test.each<[string, string, RegExp]>([
    ['s3:GetObject', FILES, /`bucket\.grantRead\(fn\)`/],
    ['s3:GetObjectVersionTagging', FILES, /`bucket\.grantRead\(fn\)`/],
    ['s3:ListBucket', 'arn:aws:s3:::files', /`bucket\.grantRead\(fn\)`/],
    ['s3:PutObject', FILES, /`bucket\.grantPut\(fn\)`/],
    ['s3:PutObjectTagging', FILES, /`bucket\.grantPut\(fn\)`/],
    ['s3:DeleteObject', FILES, /`bucket\.grantDelete\(fn\)`/],
    ['kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/k', /`key\.grantDecrypt\(fn\)`/],
    ['kms:GenerateDataKey', 'arn:aws:kms:us-east-1:111122223333:key/k', /`key\.grantEncrypt\(fn\)`/],
    ['s3:PutObjectAcl', FILES, /^let the function's role do it$/],
    ['s3:RestoreObject', FILES, /^let the function's role do it$/],
  ])('of a function, %s, is allowed by a statement, and by a grant that contains it', async (action, resource, remedy) => {
    const { denied: [found] } = await digest([denied(ROLES.hashFile, action, resource)]);
    expect(found).toMatchObject({ action, resource, calls: 3, by: { kind: 'function', names: ['Demo/HashFile'] }, remedy: expect.stringMatching(remedy) });
    expect(found.code).toBe(`fn.addToRolePolicy(new PolicyStatement({\n  actions: ['${action}'],\n  resources: ['${resource}'],\n}));`);
  });

  test.each([
    ['the construct\'s own role', ROLES.tagFiles, /`scope`/], ['a role of the app\'s', OTHER_ROLE, /requiredStatements/],
  ])('of a job with %s says where that comes from', async (_case, role, remedy) => {
    const { denied: [found] } = await digest([denied(role, 's3:PutObjectTagging')], [asJob({ S3PutObjectTagging: {} }, { RoleArn: role })]);
    expect(found).toMatchObject({ by: { kind: 'job', names: ['j-1'] }, remedy: expect.stringMatching(remedy) });
  });

  test.each([[OTHER_ROLE, /let the role do it/], ['unsigned', /sign the calls/]])('of %s names nothing of an app', async (principal, remedy) => {
    const { denied: [found] } = await digest([denied(principal, 's3:GetObject')]);
    expect(found).toMatchObject({ by: { kind: 'other', names: [principal] }, remedy: expect.stringMatching(remedy) });
  });

  test('isn\'t that of an archived object', async () => {
    expect((await digest([call(OTHER_ROLE, 's3:GetObject', FILES, { status: 403, error: 'InvalidObjectState' })])).denied).toEqual([]);
  });
});

describe('a call that was refused for its object', () => {
  const failing = (message: string, RoleArn = ROLES.tagFiles): GivenJob => {
    const failure: FailedTask = { bucket: 'files', key: 'k', status: 403, code: 'AccessDenied', message };
    return asJob({ S3PutObjectRetention: {} as never }, { RoleArn, details: { firstFailures: [failure] } });
  };
  const unauthorized = (action: string, resource: string) => `User: ${ROLES.tagFiles} is not authorized to perform: ${action} on resource: "${resource}"`;

  test('that isn\'t there isn\'t taken for a missing permission on it', async () => {
    const calls = [denied(ROLES.tagFiles, 's3:PutObjectRetention')];
    const { denied: [found] } = await digest(calls, [failing(unauthorized('s3:ListBucket', 'arn:aws:s3:::files'))]);
    expect(found.remedy).toMatch(/isn't there.*s3:ListBucket on arn:aws:s3:::files the answer would be NoSuchKey/);
    expect(found.code).toBeUndefined();
  });

  test('beside one that lacks the permission leaves its remedy as it is', async () => {
    const calls = [denied(ROLES.tagFiles, 's3:PutObjectRetention')];
    const jobs = [failing(unauthorized('s3:ListBucket', 'arn:aws:s3:::files')), { ...failing(unauthorized('s3:PutObjectRetention', 'arn:aws:s3:::files/k')), JobId: 'j-2' }];
    expect((await digest(calls, jobs)).denied[0].code).toContain('s3:PutObjectRetention');
  });

  test('by somebody who lists the bucket lacks the permission', async () => {
    const calls = [denied(ROLES.tagFiles, 's3:ListBucket', 'arn:aws:s3:::files'), denied(ROLES.tagFiles, 's3:GetObject')];
    const { denied: found } = await digest(calls, [failing(unauthorized('s3:ListBucket', 'arn:aws:s3:::files'))]);
    expect(found.map(({ code }) => code !== undefined)).toEqual([true, true]);
  });

  test('that is locked is no denied call', async () => {
    const calls = [denied(ROLES.tagFiles, 's3:PutObjectRetention'), denied(ROLES.tagFiles, 's3:PutObject', 'arn:aws:s3:::reports/*')];
    const { denied: found } = await digest(calls, [failing('Access Denied because object protected by object lock.')]);
    expect(found.map(({ action }) => action)).toEqual(['s3:PutObject']);
  });
});

