import { CompletionReport, DirectoryBucket, type CompletionReportOptions } from '../src';
import { bucketNamed, newStack } from './fixture';

const bind = (options?: CompletionReportOptions) => CompletionReport.allTasks(bucketNamed(newStack(), 'reports'), options)._bind();

test.each([
  ['AllTasks', CompletionReport.allTasks],
  ['FailedTasksOnly', CompletionReport.failedTasks],
])('sends a report of %s', (scope, make) => {
  const report = make(bucketNamed(newStack(), 'reports'));

  expect(report.name).toBe(scope);
  expect(report._bind().request).toEqual({ Enabled: true, Bucket: 'arn:aws:s3:::reports', Format: 'Report_CSV_20180820', ReportScope: scope });
});

test('sends nothing but that there is no report', () => {
  expect(CompletionReport.disabled().name).toBe('Disabled');
  expect(CompletionReport.disabled()._bind()).toEqual({ request: { Enabled: false }, permissions: [], problems: [], warnings: [] });
});

test.each(['batch', 'batch/', '/batch', 'p'.repeat(512)])('sends the prefix %s as it is', (prefix) => {
  expect(bind({ prefix })).toMatchObject({ request: { Prefix: prefix }, problems: [] });
});

test.each<[string, CompletionReportOptions, string]>([
  ['an empty prefix', { prefix: '' }, '`report.prefix` must have 1 to 512 characters or be left out, got: ""'],
  [
    'a long prefix', { prefix: 'p'.repeat(513) },
    `\`report.prefix\` must have 1 to 512 characters or be left out, got: "${'p'.repeat(60)}"… (513 characters)`,
  ],
  ['another owner', { expectedBucketOwner: 'me' }, '`report.expectedBucketOwner` must be an account id, a string of 12 digits, got: "me"'],
  ['a prefix of another type', { prefix: 7 as never }, '`report.prefix` must have 1 to 512 characters or be left out, got: 7'],
])('refuses %s', (_, options, problem) => {
  expect(bind(options).problems).toEqual([problem]);
});

test('refuses a directory bucket, where S3 writes no report', () => {
  const arn = 'arn:aws:s3express:eu-west-1:111122223333:bucket/base--euw1-az1--x-s3';

  expect(CompletionReport.allTasks(DirectoryBucket.fromBucketArn(newStack(), 'Fast', arn))._bind().problems).toEqual([
    `\`report.bucket\` must be a general purpose bucket, since S3 writes no report to a directory bucket, got: "${arn.slice(0, 60)}"… (${arn.length} characters)`,
  ]);
});

test('refuses no bucket, from JavaScript', () => {
  expect(CompletionReport.allTasks(undefined as never)._bind().problems).toEqual([
    '`report.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined',
  ]);
});
