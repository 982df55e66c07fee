import { createHash } from 'node:crypto';
import { CompletionReport } from '../../../local/src/report/completion-report';
import type { TaskOutcome } from '../../../local/src/report/row';
import { FakeClock } from '../fake-clock';
import { keysOf, surroundings, taggingRequest, textOf } from '../surroundings';

const now = new Date('2026-11-01T12:34:56.789Z');
const succeeded: TaskOutcome = { task: { bucket: 'logs', key: 'app/a b.log' }, status: 'succeeded', httpStatusCode: 200, errorCode: '', message: 'success' };
const failed: TaskOutcome = {
  task: { bucket: 'logs', key: 'c', versionId: 'v1' }, status: 'failed', httpStatusCode: 403, errorCode: 'AccessDenied', message: 'not "allowed", sorry',
};

async function delivered(outcomes: TaskOutcome[], changes: object = {}) {
  const { store, role } = surroundings(new FakeClock());
  const report = new CompletionReport('job-1', { ...taggingRequest().Report, ...changes });
  for (const outcome of outcomes) report.add(outcome);
  await report.deliver(store.as(role), now);
  return store;
}

test('files results by status, with a manifest that names them and its MD5', async () => {
  const store = await delivered([succeeded, failed]);
  expect(await keysOf(store, 'reports')).toEqual([
    expect.stringMatching(/^tagging\/job-job-1\/manifest\.json$/),
    'tagging/job-job-1/manifest.json.md5',
    expect.stringMatching(/^tagging\/job-job-1\/results\/[0-9a-f]{40}\.csv$/),
    expect.stringMatching(/^tagging\/job-job-1\/results\/[0-9a-f]{40}\.csv$/),
  ]);
  const text = await textOf(store, 'reports', 'tagging/job-job-1/manifest.json');
  const manifest = JSON.parse(text) as { Results: { TaskExecutionStatus: string; Bucket: string; MD5Checksum: string; Key: string }[] };
  expect(manifest).toMatchObject({
    Format: 'Report_CSV_20180820',
    ReportCreationDate: '2026-11-01T12:34:56.789Z',
    Results: [{ TaskExecutionStatus: 'succeeded', Bucket: 'reports' }, { TaskExecutionStatus: 'failed', Bucket: 'reports' }],
    ReportSchema: 'Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage',
  });
  const [forSucceeded, forFailed] = await Promise.all(manifest.Results.map(({ Key }) => textOf(store, 'reports', Key)));
  expect(forSucceeded).toBe('logs,app/a%20b.log,,succeeded,200,,success\n');
  expect(forFailed).toBe('logs,c,v1,failed,403,AccessDenied,"not ""allowed"", sorry"\n');
  expect(manifest.Results[0].MD5Checksum).toBe(md5(forSucceeded));
  expect((await textOf(store, 'reports', 'tagging/job-job-1/manifest.json.md5')).slice(0, 32)).toBe(md5(text));
});

test('has 33 bytes in its MD5 file, like a real one', async () => {
  const store = await delivered([succeeded]);
  expect(await store.asOwner().headObject({ bucket: 'reports', key: 'tagging/job-job-1/manifest.json.md5' })).toMatchObject({ size: 33 });
});

test('leaves succeeded rows out when only failed ones are wanted', async () => {
  const store = await delivered([succeeded, failed], { ReportScope: 'FailedTasksOnly' });
  const { Results } = JSON.parse(await textOf(store, 'reports', 'tagging/job-job-1/manifest.json')) as { Results: object[] };
  expect(Results).toMatchObject([{ TaskExecutionStatus: 'failed' }]);
});

test('is written without results when no task failed and only failed ones are wanted', async () => {
  const store = await delivered([succeeded], { ReportScope: 'FailedTasksOnly' });
  expect(JSON.parse(await textOf(store, 'reports', 'tagging/job-job-1/manifest.json'))).toMatchObject({ Results: [] });
});

test.each([
  ['no task ran', [], {}],
  ['it is disabled', [succeeded], { Enabled: false }],
])('is not written when %s', async (_case, outcomes, changes) => {
  expect(await keysOf(await delivered(outcomes, changes), 'reports')).toEqual([]);
});

test.each([
  ['without a prefix', undefined, 'job-job-1/manifest.json'],
  ['after a prefix', 'a/b', 'a/b/job-job-1/manifest.json'],
  ['after a prefix with a slash', 'a/b/', 'a/b/job-job-1/manifest.json'],
])('is filed %s', async (_case, Prefix, key) => {
  expect(await keysOf(await delivered([succeeded], { Prefix }), 'reports')).toContain(key);
});

test('fails when the role may not write there', async () => {
  await expect(delivered([succeeded], { Bucket: 'arn:aws:s3:::logs' })).rejects.toMatchObject({ code: 'AccessDenied' });
});

test('fails when the bucket is another account\'s than expected', async () => {
  await expect(delivered([succeeded], { ExpectedBucketOwner: '999999999999' })).rejects.toMatchObject({ code: 'AccessDenied' });
});

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
