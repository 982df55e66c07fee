import { createHash } from 'node:crypto';
import { CompletionReport } from '../../../local/src/report/completion-report';
import type { TaskOutcome } from '../../../local/src/report/row';
import { ANYTHING, preparing } from '../manifest/manifest-fixture';
import { keysOf, taggingRequest, textOf } from '../surroundings';

const succeeded: TaskOutcome = { task: { bucket: 'logs', key: 'app/a b.log' }, status: 'succeeded', httpStatusCode: 200, errorCode: '', message: 'success' };
const failed: TaskOutcome = {
  task: { bucket: 'logs', key: 'c', versionId: 'v1' }, status: 'failed', httpStatusCode: 403, errorCode: 'AccessDenied', message: 'not "allowed", sorry',
};

type Preparation = ReturnType<typeof preparing>;

async function delivered(outcomes: Iterable<TaskOutcome>, changes: object = {}, { store, job }: Preparation = preparing()) {
  const report = new CompletionReport({ ...taggingRequest().Report, ...changes });
  for (const outcome of outcomes) report.add(outcome);
  await report.deliver(job);
  return store;
}

async function resultsIn(store: Preparation['store']) {
  return JSON.parse(await textOf(store, 'reports', 'tagging/job-job-1/manifest.json')) as {
    Results: { TaskExecutionStatus: string; Bucket: string; MD5Checksum: string; Key: string }[];
  };
}

test('files results by status, with a manifest that names them and its MD5', async () => {
  const store = await delivered([succeeded, failed]);
  expect(await keysOf(store, 'reports')).toEqual([
    expect.stringMatching(/^tagging\/job-job-1\/manifest\.json$/),
    'tagging/job-job-1/manifest.json.md5',
    expect.stringMatching(/^tagging\/job-job-1\/results\/[0-9a-f]{40}\.csv$/),
    expect.stringMatching(/^tagging\/job-job-1\/results\/[0-9a-f]{40}\.csv$/),
  ]);
  const manifest = await resultsIn(store);
  expect(manifest).toMatchObject({
    Format: 'Report_CSV_20180820',
    ReportCreationDate: '2026-11-01T12:00:00.000Z',
    Results: [{ TaskExecutionStatus: 'succeeded', Bucket: 'reports' }, { TaskExecutionStatus: 'failed', Bucket: 'reports' }],
    ReportSchema: 'Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage',
  });
  const [forSucceeded, forFailed] = await Promise.all(manifest.Results.map(({ Key }) => textOf(store, 'reports', Key)));
  expect(forSucceeded).toBe('logs,app/a%20b.log,,succeeded,200,,success\n');
  expect(forFailed).toBe('logs,c,v1,failed,403,AccessDenied,"not ""allowed"", sorry"\n');
  expect(manifest.Results.map(({ MD5Checksum }) => MD5Checksum)).toEqual([md5(forSucceeded), md5(forFailed)]);
});

test('has the manifest\'s MD5 in a file of 33 bytes, like a real one', async () => {
  const store = await delivered([succeeded]);
  const digest = await textOf(store, 'reports', 'tagging/job-job-1/manifest.json.md5');
  expect(digest).toHaveLength(33);
  expect(digest.slice(0, 32)).toBe(md5(await textOf(store, 'reports', 'tagging/job-job-1/manifest.json')));
});

// recorded in reports of aws-samples/sample-replicate-on-tag-for-amazon-s3
test.each(['pct%2520literal.txt', 'a%20b', '%61', 'a+b', 'gr%c3%bcn'])('has the key %s as the manifest spells it, byte for byte', async (encodedKey) => {
  const store = await delivered([{ ...succeeded, task: { bucket: 'logs', key: decodeURIComponent(encodedKey), encodedKey } }]);
  const { Results: [{ Key }] } = await resultsIn(store);
  expect(await textOf(store, 'reports', Key)).toBe(`logs,${encodedKey},,succeeded,200,,success\n`);
});

test('has every row of many, in a file that can be read again and again', async () => {
  const many = Array.from({ length: 60_001 }, (_, index): TaskOutcome => ({ ...succeeded, task: { bucket: 'logs', key: `key-${index}` } }));
  const store = await delivered(many);
  const { Results: [{ Key, MD5Checksum }] } = await resultsIn(store);
  const text = await textOf(store, 'reports', Key);
  expect(text.split('\n')).toHaveLength(60_002);
  expect(text.endsWith('logs,key-60000,,succeeded,200,,success\n')).toBe(true);
  expect([md5(text), md5(await textOf(store, 'reports', Key))]).toEqual([MD5Checksum, MD5Checksum]);
});

test('leaves succeeded rows out when only failed ones are wanted', async () => {
  const store = await delivered([succeeded, failed], { ReportScope: 'FailedTasksOnly' });
  expect(await resultsIn(store)).toMatchObject({ Results: [{ TaskExecutionStatus: 'failed' }] });
});

test('is written without results when no task failed and only failed ones are wanted', async () => {
  const store = await delivered([succeeded], { ReportScope: 'FailedTasksOnly' });
  expect((await resultsIn(store)).Results).toEqual([]);
});

test.each([
  ['no task ran', [], {}],
  ['it is disabled', [succeeded], { Enabled: false }],
])('is not written when %s', async (_case, outcomes, changes) => {
  expect(await keysOf(await delivered(outcomes, changes), 'reports')).toEqual([]);
});

test.each([
  ['without a prefix', undefined, 'no', 'job-job-1/manifest.json'],
  ['after a prefix', 'a/b', 'yes', 'a/b/job-job-1/manifest.json'],
  ['after a prefix with a slash', 'a/b/', 'no', 'a/b/job-job-1/manifest.json'],
  ['after a prefix with a slash, and another one where that is chosen', 'a/b/', 'yes', 'a/b//job-job-1/manifest.json'],
] as const)('is filed %s', async (_case, Prefix, prefixSlash, key) => {
  expect(await keysOf(await delivered([succeeded], { Prefix }, preparing({ unknowns: { prefixSlash } })), 'reports')).toContain(key);
});

test('fails when the role may not write there', async () => {
  const preparation = preparing({ statements: [{ ...ANYTHING[0], Resource: 'arn:aws:s3:::logs/*' }] });
  await expect(delivered([succeeded], {}, preparation)).rejects.toMatchObject({ code: 'AccessDenied' });
});

test('fails when the bucket is another account\'s than expected', async () => {
  await expect(delivered([succeeded], { ExpectedBucketOwner: '999999999999' })).rejects.toMatchObject({ code: 'AccessDenied' });
});

describe('in a bucket with a default of its own', () => {
  function inBucket(configuration: Parameters<Preparation['store']['createBucket']>[1], statements = ANYTHING) {
    const preparation = preparing({ statements });
    preparation.store.createBucket('special', configuration);
    return delivered([succeeded], { Bucket: 'arn:aws:s3:::special' }, preparation);
  }

  // S3 User Guide, "Examples: S3 Batch Operations completion reports"
  test('is under SSE-S3 all the same, so that the role needs no key', async () => {
    const encryption = { type: 'SSE-KMS', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/one' } as const;
    const store = await inBucket({ encryption }, [{ ...ANYTHING[0], Action: 's3:PutObject' }]);
    for (const key of await keysOf(store, 'special')) {
      expect((await store.asOwner().headObject({ bucket: 'special', key })).encryption ?? { type: 'SSE-S3' }).toEqual({ type: 'SSE-S3' });
    }
  });

  // S3 User Guide, "Troubleshooting Batch Operations"
  test('of retention, is not delivered', async () => {
    await expect(inBucket({ objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 1 } } })).rejects.toMatchObject({ name: 'S3Error' });
  });

  test('with Object Lock and no retention by default, is delivered', async () => {
    expect(await keysOf(await inBucket({ objectLock: {} }), 'special')).toHaveLength(3);
  });
});

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
