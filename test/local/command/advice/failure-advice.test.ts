import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CREATE_JOB_ADVICE } from '../../../../local/src/command/advice/create-job-advice';
import { isKnown, jobAdvice, reasonAdvice, taskAdvice } from '../../../../local/src/command/advice/failure-advice';
import { JOB_ADVICE } from '../../../../local/src/command/advice/job-advice';
import { LAMBDA_ADVICE } from '../../../../local/src/command/advice/lambda-advice';
import { REPLICATION_ADVICE } from '../../../../local/src/command/advice/replication-advice';
import { S3_ADVICE } from '../../../../local/src/command/advice/s3-advice';
import { manifestNotGenerated, manifestNotRead, manifestNotWritten } from '../../../../local/src/engine/job-failure';
import { bucketRuleOf } from '../../../../local/src/manifest/bucket-rule';
import { headerRowHint } from '../../../../local/src/manifest/header-row';
import { TEXTS } from '../../../../local/src/operations/replicate-object-failure';
import { noSuchBucket } from '../../../../local/src/store/s3-error';
import { choose, UNKNOWNS } from '../../../../local/src/unknowns';

const SOURCES = join(__dirname, '../../../../local/src');

/** The codes that a folder's sources make errors of a class with. */
function codesIn(errorClass: string, folders: readonly string[], isMeant: (file: string) => boolean = () => true): string[] {
  const files = folders.flatMap((folder) => readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
  const texts = files.filter((file) => file.endsWith('.ts') && isMeant(file)).map((file) => readFileSync(join(SOURCES, file), 'utf8'));
  const pattern = new RegExp(`new ${errorClass}\\(\\s*(?:\\d+,\\s*)?'([^']+)'`, 'g');
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code)))].sort();
}

// no executor uploads in parts
const S3_CODES = codesIn('S3Error', ['store', 'operations', 'report'], (file) => !file.includes('multipart'));
const TASK_CODES = [...S3_CODES, ...codesIn('TaskFailure', ['operations']), ...Object.keys(TEXTS), 'TemporaryFailure'];
const JOB_CODES = [
  ...codesIn('JobFailure', ['engine', 'operations', 'manifest']), ...codesIn('ManifestError', ['manifest']), ...UNKNOWNS.unassumableRoleCode.variants, ...S3_CODES,
];

test('the codes of the sources are found', () => {
  expect(TASK_CODES).toEqual(expect.arrayContaining(['NoSuchKey', 'AccessDenied', 'KMS.NotFoundException', 'PermanentFailure', 'SrcObjectNotFound']));
  expect(JOB_CODES).toEqual(expect.arrayContaining(['InvalidManifestContent', 'FailureThresholdExceeded', 'LocalEngineError', 'PreconditionFailed', 'InvalidRole']));
});

test.each(TASK_CODES)('there is advice of a task\'s %s', (code) => {
  expect(isKnown(taskAdvice(code, ''))).toBe(true);
});

test.each(JOB_CODES)('there is advice of a job\'s %s', (code) => {
  expect(isKnown(jobAdvice(code, ''))).toBe(true);
});

// the others are of calls that nobody makes who waits for a job
const REFUSALS = codesIn('ServiceError', ['engine', 'http/s3-control']).filter((code) => !['AccessDenied', 'InvalidNextTokenException', 'JobStatusException'].includes(code));
test.each(REFUSALS)('there is advice of CreateJob\'s %s, in a stack\'s reason', (code) => {
  expect(reasonAdvice(`Job: CreateJob was refused: ${code}: why`)).toHaveLength(1);
});

test('a reason that names no error of CreateJob has none', () => {
  expect(reasonAdvice('Job: ended Failed; BadRequest')).toEqual([]);
});

test.each<[string, string, RegExp]>([
  ['AccessDenied', 'User: arn:aws:iam::1:role/r is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::b"', /no such object/],
  ['AccessDenied', 'User: arn:aws:iam::1:role/r is not authorized to perform: s3:PutObjectTagging on resource: "arn:aws:s3:::b/k"', /policies don't allow/],
  ['AccessDenied', 'Access Denied because object protected by object lock.', /Object Lock/],
  ['InvalidRequest', 'Task failed due to missing VersionId', /version/],
  ['InvalidRequest', 'Bucket is missing Object Lock Configuration', /no Object Lock/],
  ['InvalidObjectState', 'Restore is not allowed for the object\'s current storage class', /isn't archived/],
  ['InvalidObjectState', 'The operation is not valid for the object\'s storage class', /is archived/],
  ['PermanentFailure', 'Lambda returned function error: {"errorType":"AccessDenied","errorMessage":"User: x is not authorized to perform: s3:GetObject on resource: …"}', /its role may not/],
  ['PermanentFailure', 'Lambda returned function error: {"errorType":"TypeError","errorMessage":"x is not a function"}', /threw/],
  ['PermanentFailure', 'User: x is not authorized to perform: s3:GetObject on resource: …', /^The function said .* wasn't allowed/],
  ['PermanentFailure', 'the answer of another API has "errorCode": "404"', /^The function said so/],
  ['PermanentFailure', 'Lambda returned function error: {"errorType":"NotImplemented","errorMessage":"not implemented here: GET /logs?lifecycle","trace":[]}', /the local run can't/],
  ['PermanentFailure', 'Lambda returned function error: {"errorType":"LocalEngineError","errorMessage":"the bytes of a aren\'t here"}', /the local run can't/],
  ['PermanentFailure', 'Lambda returned function error: {"errorType":"Error","errorMessage":"nothing here answers POST /"}', /the local run can't/],
  ['PermanentFailure', 'not implemented here: GET /logs?lifecycle', /the local run can't/],
  ['TemporaryFailure', 'not implemented here: GET /logs?lifecycle', /the local run can't/],
  ['PermanentFailure', 'error details: {"failureMessage":"Task t the bytes of a aren\'t here", "errorCode": "501"}', /local run can't read/],
  ['LocalEngineError', 'the bytes of a aren\'t here: list.json has its metadata only', /metadata of the object, and not its bytes/],
  ['LocalEngineError', 'anything', /local run can't go on/],
  ['InternalServerError', 'http://127.0.0.1:3001/2015-03-31/functions/F/invocations answered 500: it says no more', /what answers there couldn't run it/],
  ['ServiceException', 'http://127.0.0.1:3001/2015-03-31/functions/F/invocations answered 500: it says no more', /what answers there couldn't run it/],
  ['PermanentFailure', 'Invalid JSON returned in Lambda payload', /JSON/],
  ['PermanentFailure', 'the object is empty', /The function said so/],
  ['PermanentFailure', 'error details: {"failureMessage":"Task t Key not found", "errorCode": "404"}', /no such object/],
  ['FromElsewhere', 'why', /^Not an error that is known here/],
  ['constructor', 'why', /^Not an error that is known here/],
])('what %s means goes by its text: %s', (code, message, meaning) => {
  expect(taskAdvice(code, message).meaning).toMatch(meaning);
});

test.each([
  ['none that is known', [], 'There is no such bucket.'],
  ['one', ['logs'], 'There is no such bucket: logs.'],
  ['many', ['a', 'b', 'c', 'd', 'e'], 'There is no such bucket: a, b, c and 2 more.'],
])('what a missing bucket means names it: %s', (_case, missing, meaning) => {
  expect(taskAdvice('NoSuchBucket', noSuchBucket('any').message, missing).meaning).toBe(meaning);
});

test('of another error the missing buckets are nothing', () => {
  expect(taskAdvice('NoSuchKey', 'The specified key does not exist.', ['logs']).meaning).not.toContain('logs');
});

test.each([
  ['There is no bucket with the manifest: m.', manifestNotRead],
  ['There is no bucket to generate the manifest from: m.', manifestNotGenerated],
  ['There is no bucket for the generated manifest: m.', manifestNotWritten],
])('a job that fails of a missing bucket is told: %s', (meaning, failure) => {
  const { reason: { FailureCode, FailureReason } } = failure(noSuchBucket('m'));
  expect(jobAdvice(FailureCode, FailureReason, ['m']).meaning).toBe(meaning);
});

test.each([
  ['NoSuchBucket', noSuchBucket('Bucket').message], ['PermanentFailure', 'Lambda returned function error: {"errorType":"NoSuchBucket","errorMessage":"m"}'],
  ['AccessDenied', 'User: x is not authorized to perform: s3:GetObject on resource: …'],
])('of a header row it is told that it is one, whatever the failure: %s', (code, message) => {
  const { meaning, remedy } = taskAdvice(code, message + headerRowHint({ bucket: 'Bucket', key: 'Key' }), ['Bucket']);
  expect([meaning, remedy]).toEqual([expect.stringMatching(/is the manifest's header/), expect.stringMatching(/^Leave the header row out/)]);
});

test.each([['Bucket', /^Leave the header row out/], ['bucket', /^Leave the header row out/], ['buckets', /for each bucket/]])(
  'a manifest whose first row is of %s, and that must be of one bucket, is told of what is wrong with it', (bucket, remedy) => {
    const check = bucketRuleOf('S3PutObjectCopy', choose());
    check({ bucket, key: 'Key' });
    try {
      check({ bucket: 'logs', key: 'a' });
    } catch (error) {
      expect(jobAdvice('InvalidManifestContent', (error as Error).message).remedy).toMatch(remedy);
    }
    expect.assertions(1);
  },
);

// in the words of the runner of functions elsewhere
test.each([
  ['the end of the connection to http://127.0.0.1:3001/2015-03-31/functions/F/invocations (ECONNRESET)'], ['an empty answer of http://127.0.0.1:3001/2015-03-31/functions/F/invocations'],
])('a function that ended with %s got no answer from elsewhere', (ending) => {
  const error = { errorType: 'Runtime.ExitError', errorMessage: `RequestId: 1 Error: Runtime exited with error: ${ending}` };
  expect(taskAdvice('PermanentFailure', `Lambda returned function error: ${JSON.stringify(error)}`).meaning).toMatch(/no answer came from there/);
});

test.each<[string, RegExp]>([
  ['the function hash isn\'t run: nobody answers at http://127.0.0.1:3001/2015-03-31/functions/F/invocations (ECONNREFUSED)', /nobody listens there/],
  ['the function hash isn\'t run: http://127.0.0.1:3001/x knows no such function: it says no more', /isn't known there/],
  ['the function hash isn\'t run: its runtime is python3.12, and only functions of Node are', /can't be run here/],
])('what it means that a job can\'t go on goes by its text: %s', (reason, meaning) => {
  expect(jobAdvice('LocalEngineError', reason).meaning).toMatch(meaning);
});

test.each([S3_ADVICE, LAMBDA_ADVICE, REPLICATION_ADVICE, JOB_ADVICE, CREATE_JOB_ADVICE].flatMap((table) => Object.entries(table)))('the rows of %s are sentences, the last for any text', (_code, rows) => {
  expect(rows.map(({ says }) => says === undefined)).toEqual(rows.map((_row, index) => index === rows.length - 1));
  for (const { meaning, remedy } of rows) {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  }
});
