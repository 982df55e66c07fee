import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askedJob, DEMO, demoResult, type GivenJob, playedCloud, ROLES } from './digest-fixture';
import type { ApiCallCount } from '../../../../local/src/api-log';
import { digestOf } from '../../../../local/src/command/digest/digest';
import { printedDigest } from '../../../../local/src/command/digest/print-digest';
import { reportsOf } from '../../../../local/src/command/digest/report-place';
import type { DigestedCloud, PlayedRun, RunDigest } from '../../../../local/src/command/digest/run-digest';
import type { FailedTask } from '../../../../local/src/engine/failed-task';
import { UNKNOWNS } from '../../../../local/src/unknowns';

const TAG_FILES: GivenJob = { JobId: '12002ff7-1f9b-4284-9e33-5a3c762d1b41', logicalId: 'TagFiles6F983251', tasks: [228, 0, 228] };
const HASH_FILES: GivenJob = {
  JobId: '007d191c-1546-4e34-899e-f04798a78ba6',
  logicalId: 'HashFilesF6980DA1',
  request: 'request-2/1',
  Operation: { LambdaInvoke: { FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:hash' } },
  RoleArn: ROLES.hashFiles,
  tasks: [228, 0, 228],
};

const FILES = 'arn:aws:s3:::demo-files/*';
const CALLS: readonly ApiCallCount[] = [
  { principal: ROLES.handler, action: 's3:CreateJob', resource: '*', status: 200, count: 2 },
  { principal: ROLES.handler, action: 's3:PutObject', operation: 'PutObject', resource: 'arn:aws:s3:::demo-manifests/*', status: 200, count: 1 },
  { principal: ROLES.tagFiles, jobId: TAG_FILES.JobId, action: 's3:PutInventoryConfiguration', resource: 'arn:aws:s3:::demo-files', status: 200, count: 1 },
  { principal: ROLES.tagFiles, jobId: TAG_FILES.JobId, action: 's3:PutObjectTagging', operation: 'PutObjectTagging', resource: FILES, status: 200, count: 228 },
  { principal: ROLES.tagFiles, jobId: TAG_FILES.JobId, action: 's3:PutObject', operation: 'PutObject', resource: 'arn:aws:s3:::demo-reports/*', status: 200, count: 3 },
  { principal: ROLES.hashFiles, jobId: HASH_FILES.JobId, action: 'lambda:InvokeFunction', resource: 'arn:aws:lambda:us-east-1:111122223333:function:hash', status: 200, count: 228 },
  { principal: ROLES.hashFile, action: 's3:GetObject', operation: 'GetObject', resource: FILES, status: 200, count: 228 },
];
const TAGGED: ApiCallCount = { principal: ROLES.hashFile, action: 's3:PutObjectTagging', operation: 'PutObjectTagging', resource: FILES, status: 200, count: 228 };

const REPORTS = [TAG_FILES, HASH_FILES].map(({ JobId }) => `reports/job-${JobId}/manifest.json`);

function played(changes: Partial<PlayedRun> = {}): PlayedRun {
  return { deployments: [{ assembly: 'cdk.out', results: [demoResult('CREATE_COMPLETE')], createJobCalls: 1 }], deleted: [], interrupted: false, clockFactor: 10, shown: [], ...changes };
}

/** The digest of a run whose stack failed. */
const failedWith = (reason: string) => played({ deployments: [{ assembly: 'cdk.out', results: [demoResult('ROLLBACK_COMPLETE', reason)], createJobCalls: 1 }] });

const goldenOf = (name: string) => readFileSync(join(__dirname, 'printed', `${name}.txt`), 'utf8');

const FUNCTION_ERROR = 'Lambda returned function error: ' + JSON.stringify({
  errorType: 'AccessDenied',
  errorMessage: `User: ${ROLES.hashFile} is not authorized to perform: s3:PutObjectTagging on resource: "arn:aws:s3:::demo-files/README.md"`,
  trace: ['AccessDenied: User: …', '    at deserialize (/app/node_modules/@aws-sdk/core/index.js:1398:27)', '    at async Runtime.handler (/app/hash/index.mjs:18:3)'],
});

const FUNCTION_FAILURE: FailedTask = { bucket: 'demo-files', key: 'README.md', status: 200, code: 'PermanentFailure', message: FUNCTION_ERROR };

const BYTES_ABSENT: FailedTask = {
  bucket: 'demo-files', key: 'a', status: 501, code: 'LocalEngineError', message: 'the bytes of a aren\'t here: list.json has its metadata only',
};

const RUNS: { readonly [name: string]: readonly [DigestedCloud, () => PlayedRun] } = {
  'all-well': [
    playedCloud([{ ...TAG_FILES, details: { redelivered: 4 } }, HASH_FILES], [...CALLS, TAGGED], {
      keys: ['other.txt', ...REPORTS, `${REPORTS[0]}.md5`],
      unknowns: [{ name: 'tasksPerInvocation', question: UNKNOWNS.tasksPerInvocation.question, choice: 1 }, { name: 'listLag', question: UNKNOWNS.listLag.question, choice: 0 }],
    }),
    () => played({ savedReports: { [TAG_FILES.JobId]: 'reports' } }),
  ],
  'function-denied': [
    playedCloud([
      TAG_FILES,
      { ...HASH_FILES, tasks: [0, 228, 228], details: { firstFailures: Array.from({ length: 10 }, () => FUNCTION_FAILURE) } },
    ], [...CALLS, { ...TAGGED, status: 403, error: 'AccessDenied', refusal: 'policy' }], { keys: REPORTS }),
    () => failedWith('HashFilesF6980DA1: Received response status [FAILED] from custom resource. Message returned: too many of its tasks failed'),
  ],
  'unusable-manifest': [
    playedCloud([{
      ...HASH_FILES, tasks: [0, 0, 0], Status: 'Failed',
      FailureReasons: [{ FailureCode: 'InvalidManifestContent', FailureReason: 'Line 3 of the manifest has a key that is not URL-encoded: 100%.txt' }],
    }], CALLS.slice(0, 1)),
    () => failedWith('HashFilesF6980DA1: Received response status [FAILED] from custom resource. Message returned: ended Failed'),
  ],
  'interrupted': [
    playedCloud([{
      ...TAG_FILES, tasks: [120, 1, 228], Status: 'Cancelled', StatusUpdateReason: 'the run was interrupted', details: {
        firstFailures: [{ bucket: 'demo-files', key: 'a\n\u001b[2Jb', versionId: '', status: 400, code: 'InvalidRequest', message: 'Task failed due to missing VersionId' }],
      },
    }], [{ ...CALLS[3], count: 120 }], { keys: REPORTS }),
    () => ({ ...failedWith('TagFiles6F983251: Received response status [FAILED] from custom resource. Message returned: ended Cancelled'), interrupted: true }),
  ],
  'unjudged': [
    playedCloud([
      { ...TAG_FILES, tasks: [226, 2, 228], Report: { Enabled: false }, details: { firstFailures: [BYTES_ABSENT] } },
    ], [
      { ...CALLS[3], action: 's3:GetObject', operation: 'GetObject', status: 501, error: 'LocalEngineError', count: 1 },
      { ...CALLS[6], action: 'dynamodb:PutItem', operation: undefined, resource: '*', status: 501, error: 'NotImplemented' },
    ], { record: { ...DEMO, askedJobs: [askedJob('request-1', 'TagFiles6F983251', 'Demo/TagFiles', false)] } }),
    () => played(),
  ],
  'suspended': [
    playedCloud([{ ...TAG_FILES, tasks: [0, 0, 228], Status: 'Suspended', SuspendedCause: 'AWAITING_CONFIRMATION', Report: { Enabled: false } }], CALLS.slice(0, 1)),
    () => played(),
  ],
};

describe.each(Object.keys(RUNS))('of a run, %s,', (name) => {
  let digest: RunDigest;
  beforeAll(async () => {
    const [cloud, run] = RUNS[name];
    digest = await digestOf(cloud, run());
  });

  test('the digest reads', () => {
    expect(printedDigest(digest)).toBe(goldenOf(name));
  });

  test('nothing is wider than 80 columns but what can\'t be broken', () => {
    const wide = printedDigest(digest).split('\n').filter((line) => line.length > 80);
    expect(wide.filter((line) => line.trim().includes(' '))).toEqual([]);
  });

  test('the digest is plain data', () => {
    expect(JSON.parse(JSON.stringify(digest))).toEqual(digest);
  });
});

describe('the outcome is', () => {
  const failure: GivenJob = { ...TAG_FILES, Status: 'Failed', tasks: [0, 0, 0] };

  const ofNobody: GivenJob = { JobId: 'by-hand', tasks: [1, 2, 3] };

  test.each<[RunDigest['outcome'], string, readonly GivenJob[], () => Partial<PlayedRun>]>([
    ['succeeded', 'when the stack waits for the job\'s end, whichever of its tasks failed', [{ ...TAG_FILES, tasks: [1, 2, 3] }], () => ({})],
    ['succeeded', 'when a failed job was followed by another attempt', [failure, { ...TAG_FILES, JobId: 'second', request: 'request-1/2' }], () => ({})],
    ['succeeded', 'when tasks failed of a job that is none of the constructs\'', [ofNobody], () => ({})],
    ['failed', 'when a job failed that nobody waited for', [failure], () => ({})],
    ['failed', 'when the last attempt failed too', [{ ...failure, JobId: 'first' }, { ...failure, request: 'request-1/2' }], () => ({})],
    ['failed', 'when jobs of different events failed and didn\'t', [failure, { ...TAG_FILES, JobId: 'second', request: 'request-2/2' }], () => ({})],
    ['failed', 'when a stack failed', [], () => failedWith('why')],
    ['failed', 'when a stack wasn\'t deleted', [], () => ({ deleted: [demoResult('DELETE_FAILED', 'why')] })],
    ['failed', 'when something else went wrong', [], () => ({ problem: 'what' })],
    ['interrupted', 'when it was interrupted, whatever failed of that', [failure], () => ({ interrupted: true })],
  ])('%s %s', async (outcome, _case, jobs, changes) => {
    const digest = await digestOf(playedCloud(jobs), played(changes()));
    expect(digest.outcome).toBe(outcome);
    expect(digest.failedBecause.length > 0).toBe(outcome === 'failed');
  });

  test.each<[RunDigest['outcome'], GivenJob['tasks'], string]>([['failed', [1, 2, 3], 'request-1/1'], ['succeeded', [3, 0, 3], 'request-1/1'], ['succeeded', [1, 2, 3], 'request-9/1']])(
    '%s with %j tasks of a job whose stack went on before its end, made for %s', async (outcome, tasks, request) => {
      // of the last event, which made no job, it isn't
      const askedJobs = [askedJob('request-1', 'TagFiles6F983251', 'Demo/TagFiles', false), askedJob('request-9', 'TagFiles6F983251', 'Demo/TagFiles')];
      const digest = await digestOf(playedCloud([{ ...TAG_FILES, tasks, request }], [], { record: { ...DEMO, askedJobs } }), played());
      expect(digest).toMatchObject({ outcome, jobs: [{ name: 'Demo/TagFiles', awaited: request === 'request-9/1' }] });
      expect(digest.failedBecause).toEqual(outcome === 'failed' ? ['tasks failed of a job whose stack doesn\'t wait for its end'] : []);
    },
  );

  test.each<[RunDigest['outcome'], string]>([['failed', ROLES.hashFile], ['failed', ROLES.tagFiles], ['succeeded', 'unsigned']])(
    '%s when a call of %s can\'t be played here', async (outcome, principal) => {
      const calls: ApiCallCount[] = [{ principal, action: 's3:unknown', resource: '*', status: 501, error: 'NotImplemented', count: 2 }];
      const digest = await digestOf(playedCloud([TAG_FILES], calls), played());
      expect(digest.outcome).toBe(outcome);
      expect(digest.unplayed).toEqual(outcome === 'failed' ? [expect.objectContaining({ action: 's3:unknown', calls: 2, remedy: expect.stringContaining('in an account') })] : []);
    },
  );
});

describe('what a run leaves open', () => {
  const lastOf = async (jobs: readonly GivenJob[], calls: readonly ApiCallCount[] = [], changes: Partial<PlayedRun> = {}) => {
    const unknowns = [{ name: 'listLag' as const, question: UNKNOWNS.listLag.question, choice: 0 }];
    return printedDigest(await digestOf(playedCloud(jobs, calls, { unknowns }), played(changes))).split('\n\n').slice(-3).join('\n\n');
  };

  test('is a line each where all went well', async () => {
    expect(await lastOf([TAG_FILES])).toMatch(/\n\nNot documented, and it mattered: listLag \(0\); see docs\/LOCAL\.md\.\nNot checked here: \d+ things .*\nThe clock .*\n$/);
  });

  test.each<[string, readonly GivenJob[], readonly ApiCallCount[], Partial<PlayedRun>]>([
    ['a task failed that may fail', [{ ...TAG_FILES, tasks: [227, 1, 228] }], [], {}],
    ['a call was denied', [TAG_FILES], [{ ...TAGGED, status: 403, error: 'AccessDenied', refusal: 'policy' }], {}],
    ['a stack failed', [], [], failedWith('why')],
    ['the run was interrupted', [TAG_FILES], [], { interrupted: true }],
  ])('is told whole where %s', async (_case, jobs, calls, changes) => {
    expect(await lastOf(jobs, calls, changes)).toMatch(/^Not documented, and it mattered:\n  For how many seconds .*\n\nNot checked here, though .*bucket policies.*\n\nThe clock .*\n$/s);
  });
});

test('a job is told of the buckets that it missed, and not of those of others', async () => {
  const missed = (bucket: string, jobId: string): ApiCallCount =>
    ({ ...CALLS[3], jobId, resource: `arn:aws:s3:::${bucket}/*`, status: 404, error: 'NoSuchBucket', missing: `arn:aws:s3:::${bucket}` });
  const failure = { bucket: 'typo', key: 'a', status: 404, code: 'NoSuchBucket', message: 'The specified bucket does not exist' };
  const cloud = playedCloud([
    { ...TAG_FILES, tasks: [227, 1, 228], details: { firstFailures: [failure] } },
    { ...HASH_FILES, Status: 'Failed', FailureReasons: [{ FailureCode: 'NoSuchBucket', FailureReason: 'Reading the manifest failed: NoSuchBucket (The specified bucket does not exist)' }] },
  ], [missed('typo', TAG_FILES.JobId), missed('manifests', HASH_FILES.JobId), { ...CALLS[3], status: 404, error: 'NoSuchKey' }]);
  const { jobs } = await digestOf(cloud, played());
  expect(jobs[0].firstFailures[0].advice.meaning).toBe('There is no such bucket: typo.');
  expect(jobs[1].failureReasons[0].advice.meaning).toBe('There is no bucket with the manifest: manifests.');
});

describe('the report of a job', () => {
  const reportIn = async (listKeys: DigestedCloud['listKeys']) => {
    const digest = await digestOf({ ...playedCloud([TAG_FILES]), listKeys }, played());
    return digest.jobs[0].report;
  };

  test('is none once its bucket is gone', async () => {
    expect(await reportIn(async () => { throw new Error('The specified bucket does not exist'); })).toEqual({ bucket: 'demo-reports' });
  });

  test('is where it was before its stack was deleted', async () => {
    const gone = { ...playedCloud([TAG_FILES]), listKeys: async () => { throw new Error('The specified bucket does not exist'); } };
    const { jobs } = await digestOf(gone, played({ reports: { [TAG_FILES.JobId]: REPORTS[0] } }));
    expect(jobs[0].report).toEqual({ bucket: 'demo-reports', key: REPORTS[0] });
  });

  test('is found before its stack is deleted', async () => {
    expect(await reportsOf(playedCloud([TAG_FILES, HASH_FILES], [], { keys: [REPORTS[0], `${REPORTS[0]}.md5`] }))).toEqual({ [TAG_FILES.JobId]: REPORTS[0] });
  });

  test('isn\'t passed over when its bucket can\'t be looked at', async () => {
    await expect(reportIn(async () => { throw new Error('the cloud\'s process has ended'); })).rejects.toThrow('has ended');
  });

  test('isn\'t that of a job whose id ends alike', async () => {
    expect(await reportIn(async () => [`reports/other-job-${TAG_FILES.JobId}/manifest.json`])).toEqual({ bucket: 'demo-reports' });
  });
});

test('a job that no stack made goes by its description', async () => {
  const job: GivenJob = { JobId: 'j-1', Description: 'by hand', Report: { Enabled: false } };
  expect(printedDigest(await digestOf(playedCloud([job]), played()))).toContain('\nJob by hand (S3PutObjectTagging): Complete\n  id: j-1\n');
});

test('a stack that CreateJob\'s refusal failed says what to make of that', async () => {
  const digest = await digestOf(playedCloud([]), failedWith('TagFiles: BadRequestException: the manifest has the ETag 1, the request says 2'));
  expect(digest.stacks[0].advice).toEqual([{ meaning: expect.stringContaining('another ETag'), remedy: expect.stringContaining('without quotes') }]);
});

test('no text is printed that a terminal would obey', async () => {
  const text = printedDigest(await digestOf(playedCloud([]), { ...failedWith('why\u001b[2J\nnot'), problem: ' \u202ewhat\r' }));
  expect(text).toContain('\n  why\\u001b[2J\\nnot\n');
  expect(text).toContain('\n  \\u202ewhat\\r\n');
});

test('a stack that was deployed again counts once', async () => {
  const [deployment] = played().deployments;
  const text = printedDigest(await digestOf(playedCloud([]), { ...played(), deployments: [deployment, deployment, deployment] }));
  expect(text).toMatch(/^Succeeded: 1 stack deployed in 3 deployments, 0 jobs\.\n/);
});
