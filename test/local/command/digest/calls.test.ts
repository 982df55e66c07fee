import { DEMO, type GivenJob, knownFunction, playedCloud, ROLES } from './digest-fixture';
import type { ApiCallCount, Refusal } from '../../../../local/src/api-log';
import type { DeploymentRecord } from '../../../../local/src/cloud/cloud';
import { CHANGES, OPERATION_CHANGES } from '../../../../local/src/command/digest/change-operations';
import { digestOf } from '../../../../local/src/command/digest/digest';
import type { RunDigest } from '../../../../local/src/command/digest/run-digest';
import type { OperationRequest } from '../../../../local/src/model/job-request';
import { CALL_ACTIONS } from '../../../../local/src/store/call-actions';

const OTHER_ROLE = 'arn:aws:iam::111122223333:role/given';
const FILES = 'arn:aws:s3:::files/*';

/** A call of S3, by its name. */
const call = (principal: string, operation: string, resource = FILES, others: Partial<ApiCallCount> = {}): ApiCallCount =>
  ({ principal, action: `s3:${operation}`, operation, resource, status: 200, count: 3, ...others });
const ofJob = (operation: string, resource = FILES, others: Partial<ApiCallCount> = {}) => call(ROLES.tagFiles, operation, resource, { jobId: 'j-1', ...others });
const refused = (principal: string, action: string, resource = FILES, refusal: Refusal | undefined = 'policy', others: Partial<ApiCallCount> = {}): ApiCallCount =>
  ({ principal, action, resource, status: 403, error: 'AccessDenied', count: 3, ...(refusal && { refusal }), ...others });

function digest(calls: readonly ApiCallCount[], jobs: readonly GivenJob[] = [], record: DeploymentRecord = DEMO): Promise<RunDigest> {
  return digestOf(playedCloud(jobs, calls, { record }), { deployments: [], deleted: [], interrupted: false, clockFactor: 1, shown: [] });
}

const asJob = (Operation: OperationRequest, others: Partial<GivenJob> = {}): GivenJob =>
  ({ JobId: 'j-1', Operation, Report: { Enabled: false }, tasks: [2, 1, 3], ...others });

describe('what a job has changed', () => {
  const changedBy = async (job: GivenJob, ...calls: ApiCallCount[]) =>
    (await digest(calls, [job])).changed.map(({ bucket, change, calls: count }) => `${bucket}: ${change} ${count}`);

  test.each<[string, OperationRequest, readonly string[], readonly string[]]>([
    ['tags', { S3PutObjectTagging: { TagSet: [] } }, ['PutObjectTagging'], ['files: tags set 3']],
    ['no tags', { S3DeleteObjectTagging: {} }, ['DeleteObjectTagging'], ['files: tags removed 3']],
    ['ACLs', { S3PutObjectAcl: {} }, ['PutObjectAcl'], ['files: ACLs set 3']],
    ['legal holds', { S3PutObjectLegalHold: { LegalHold: { Status: 'ON' } } }, ['GetObjectLockConfiguration', 'PutObjectLegalHold'], ['files: legal holds set or lifted 3']],
    ['archived objects', { S3InitiateRestoreObject: {} }, ['RestoreObject'], ['files: restored from the archive, or going to be 3']],
    ['encryption', { S3UpdateObjectEncryption: {} }, ['UpdateObjectEncryption'], ['files: encryption changed 3']],
    ['nothing by checksums', { S3ComputeObjectChecksum: {} }, ['GetObject'], []],
    ['copies', { S3PutObjectCopy: { TargetResource: 'arn:aws:s3:::copies' } }, ['CopyObject', 'PutObject'], ['files: copies written 3']],
  ])('is %s', async (_case, operation, operations, changes) => {
    expect(await changedBy(asJob(operation), ...operations.map((name) => ofJob(name)))).toEqual(changes);
  });

  test.each<[string, OperationRequest, readonly string[]]>([
    ['by a function that does it itself', { LambdaInvoke: { FunctionArn: 'f' } }, ['lambda:InvokeFunction']],
    ['by what S3 asks the role for beside', { S3UpdateObjectEncryption: {} }, ['s3:PutObject']],
    ['of a copy', { S3PutObjectCopy: { TargetResource: 'arn:aws:s3:::copies' } }, ['s3:PutObjectTagging', 's3:PutObjectAcl']],
  ])('is nothing %s', async (_case, operation, actions) => {
    expect(await changedBy(asJob(operation), ...actions.map((action) => ofJob('', FILES, { action, operation: undefined })))).toEqual([]);
  });

  test('is told of versions where the calls name them', async () => {
    const calls = [ofJob('PutObjectTagging'), ofJob('PutObjectTagging', FILES, { action: 's3:PutObjectVersionTagging', count: 1 })];
    expect(await changedBy(asJob({ S3PutObjectTagging: {} }), ...calls)).toEqual(['files: tags set 3', 'files: tags of versions set 1']);
  });

  test('is replicas, once for each time that one was made, whatever becomes of the second', async () => {
    const job = asJob({ S3ReplicateObject: {} }, { tasks: [2, 1, 3], details: { redelivered: 2 } });
    const asked = ofJob('', FILES, { action: 's3:InitiateReplication', operation: undefined, count: 5 });
    expect(await changedBy(job, asked)).toEqual(['files: replicated to other buckets 4']);
  });

  test('isn\'t what it wrote its report with, or what failed', async () => {
    const job = asJob({ S3PutObjectTagging: {} });
    expect(await changedBy(job, ofJob('PutObject', 'arn:aws:s3:::reports/*'), ofJob('PutObjectTagging', FILES, { status: 404, error: 'NoSuchKey' }))).toEqual([]);
  });

  test('is told of the job that did it, of several with one role', async () => {
    const jobs = ['j-1', 'j-2'].map((JobId) => asJob({ S3PutObjectTagging: {} }, { JobId }));
    expect((await digest([ofJob('PutObjectTagging', FILES, { jobId: 'j-2' })], jobs)).changed).toEqual([
      { bucket: 'files', change: 'tags set', calls: 3, by: { kind: 'job', names: ['j-2'], principal: ROLES.tagFiles } },
    ]);
  });

  test('is told of one construct\'s jobs together', async () => {
    const jobs = ['j-1', 'j-2'].map((JobId) => asJob({ S3PutObjectTagging: {} }, { JobId, logicalId: 'TagFiles6F983251' }));
    const { changed } = await digest([ofJob('PutObjectTagging'), ofJob('PutObjectTagging', FILES, { jobId: 'j-2', count: 1 })], jobs);
    expect(changed).toEqual([{ bucket: 'files', change: 'tags set', calls: 4, by: { kind: 'job', names: ['Demo/TagFiles'], principal: ROLES.tagFiles } }]);
  });
});

describe('what a function has changed', () => {
  const by = { kind: 'function', names: ['Demo/HashFile'], principal: ROLES.hashFile };

  test('is told of it, and what the handler stages isn\'t', async () => {
    const { changed } = await digest([
      call(ROLES.hashFile, 'PutObject'), call(ROLES.hashFile, 'GetObject'), call(ROLES.handler, 'PutObject', 'arn:aws:s3:::staged/*'),
      call(ROLES.hashFile, 'DeleteObject', 'arn:aws:s3:::other/*'),
    ]);
    expect(changed).toEqual([{ bucket: 'files', change: 'objects written', calls: 3, by }, { bucket: 'other', change: 'objects deleted', calls: 3, by }]);
  });

  test('is an object where it was uploaded in parts, not one for each call', async () => {
    const put = (operation: string, count: number) => call(ROLES.hashFile, operation, FILES, { action: 's3:PutObject', count });
    const { changed } = await digest([put('CreateMultipartUpload', 1), put('UploadPart', 4), put('CompleteMultipartUpload', 1)]);
    expect(changed).toEqual([{ bucket: 'files', change: 'objects written', calls: 1, by }]);
  });

  test('is told of it although it makes jobs itself', async () => {
    const { changed, denied } = await digest([
      call(ROLES.hashFile, 'PutObject'), call(ROLES.hashFile, '', '*', { action: 's3:CreateJob', operation: undefined }), refused(ROLES.hashFile, 's3:GetObject'),
    ]);
    expect(changed).toMatchObject([{ by }]);
    expect(denied).toMatchObject([{ by, code: expect.stringContaining('fn.addToRolePolicy') }]);
  });

  test('isn\'t told of the job that has the same role', async () => {
    const record = { ...DEMO, functions: [knownFunction('Demo/HashFile', ROLES.tagFiles)] };
    const calls = [ofJob('PutObjectTagging'), call(ROLES.tagFiles, 'PutObject'), refused(ROLES.tagFiles, 's3:GetObject'), refused(ROLES.tagFiles, 's3:PutObjectTagging', FILES, 'policy', { jobId: 'j-1' })];
    const { changed, denied } = await digest(calls, [asJob({ S3PutObjectTagging: {} })], record);
    expect(changed.map(({ change, by: { kind, names } }) => [change, kind, ...names])).toEqual([['tags set', 'job', 'j-1'], ['objects written', 'function', 'Demo/HashFile']]);
    expect(denied.map(({ action, by: { kind } }) => [action, kind])).toEqual([['s3:GetObject', 'function'], ['s3:PutObjectTagging', 'job']]);
  });

  test('is told of both where two have one role, even if one of them is the handler', async () => {
    const record = { ...DEMO, functions: [...DEMO.functions, knownFunction('Demo/Second', ROLES.handler)] };
    const { changed } = await digest([call(ROLES.handler, 'PutObject')], [], record);
    expect(changed).toMatchObject([{ by: { kind: 'function', names: ['Demo/S3BatchJobHandler/Function', 'Demo/Second'] } }]);
  });
});

test('every call that changes something is one of S3\'s', () => {
  const names = Object.keys(CALL_ACTIONS).map((name) => name[0].toUpperCase() + name.slice(1));
  const changing = names.filter((name) => !/^(Get|Head|List|Abort|Create|UploadPart)/.test(name));
  expect(Object.keys(CHANGES).sort()).toEqual(changing.sort());
  const used = Object.values(OPERATION_CHANGES).flatMap((change) => change !== 'nothing' && 'by' in change ? change.by : []);
  expect(used.filter((operation) => !(operation in CHANGES))).toEqual([]);
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
    const { denied: [found] } = await digest([refused(ROLES.hashFile, action, resource)]);
    expect(found).toMatchObject({ action, resource, calls: 3, by: { kind: 'function', names: ['Demo/HashFile'] }, remedy: expect.stringMatching(remedy) });
    expect(found.code).toBe(`fn.addToRolePolicy(new PolicyStatement({\n  actions: ['${action}'],\n  resources: ['${resource}'],\n}));`);
  });

  test.each([
    ['the construct\'s own role', ROLES.tagFiles, /`scope`/], ['a role of the app\'s', OTHER_ROLE, /requiredStatements/],
  ])('of a job with %s says where that comes from', async (_case, role, remedy) => {
    const { denied: [found] } = await digest([refused(role, 's3:PutObjectTagging', FILES, 'policy', { jobId: 'j-1' })], [asJob({ S3PutObjectTagging: {} }, { RoleArn: role })]);
    expect(found).toMatchObject({ by: { kind: 'job', names: ['j-1'] }, remedy: expect.stringMatching(remedy) });
  });

  test.each<[string, Refusal, RegExp]>([[OTHER_ROLE, 'policy', /let the role do it/], ['unsigned', 'identity', /sign the calls/]])('of %s names nothing of an app', async (principal, refusal, remedy) => {
    const { denied: [found] } = await digest([refused(principal, 's3:GetObject', FILES, refusal)]);
    expect(found).toMatchObject({ by: { kind: 'other', names: [principal] }, remedy: expect.stringMatching(remedy) });
  });

  test.each<[string, Refusal | undefined]>([
    ['an archived object', 'archive'], ['a locked object', 'lock'], ['another account\'s', 'ownership'], ['something else that isn\'t allowed', 'need'], ['no policy', undefined],
  ])('isn\'t one that is refused because of %s', async (_case, refusal) => {
    const calls = [{ ...refused(ROLES.tagFiles, 's3:PutObjectRetention', FILES, 'policy', { jobId: 'j-1' }), refusal }, refused(ROLES.hashFile, 's3:PutObjectRetention')];
    // another's is told all the same
    expect((await digest(calls, [asJob({ S3PutObjectRetention: {} as never })])).denied).toMatchObject([{ action: 's3:PutObjectRetention', by: { kind: 'function' } }]);
  });

  test('of the handler, of the one object that isn\'t there, names it', async () => {
    const missing = 'arn:aws-cn:s3:::manifests/list.csv';
    const { denied } = await digest([refused(ROLES.handler, 's3:GetObject', 'arn:aws-cn:s3:::manifests/*', 'absence', { missing, count: 1 })]);
    expect(denied).toMatchObject([{
      by: { kind: 'handler' }, remedy: expect.stringMatching(/^s3:\/\/manifests\/list\.csv isn't there,.*on arn:aws-cn:s3:::manifests the answer/),
    }]);
  });

  test('of an object that isn\'t there isn\'t taken for a missing permission, and doesn\'t hide one', async () => {
    const absent = refused(ROLES.hashFile, 's3:GetObject', FILES, 'absence', { missing: 'arn:aws:s3:::files/a/b' });
    const { denied } = await digest([absent, refused(ROLES.hashFile, 's3:GetObject')]);
    expect(denied[0].remedy).toMatch(/^s3:\/\/files\/a\/b, to name the first, isn't there,.*s3:ListBucket on arn:aws:s3:::files the answer would be NoSuchKey/);
    expect(denied.map(({ code }) => code !== undefined)).toEqual([false, true]);
  });
});
