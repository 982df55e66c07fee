import { Annotations, type Stack } from 'aws-cdk-lib';
import { Annotations as Found, Match } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CompletionReport, JobManifest, ManifestFilter, type CompletionReportOptions, type ManifestFilterConditions } from '../src';
import { newJob, newStack } from './fixture';

const warningsOf = (stack: Stack) => Found.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data);

function withReport(conditions: ManifestFilterConditions | 'all', report: CompletionReportOptions): Stack {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  const filter = conditions === 'all' ? ManifestFilter.allObjects() : ManifestFilter.where(conditions);
  newJob(stack, { manifest: JobManifest.generate(bucket, { filter }), report: CompletionReport.allTasks(bucket, report) });
  return stack;
}

test.each<[string, ManifestFilterConditions | 'all', CompletionReportOptions, string]>([
  ['all objects', 'all', { prefix: 'reports' }, 'reports/job-*'],
  ['all objects, without a prefix', 'all', {}, 'job-*'],
  ['what the report lies under', { keyPrefix: 'logs/' }, { prefix: 'logs/reports' }, 'logs/reports/job-*'],
  ['what the report lies right under', { keyPrefix: 'logs/' }, { prefix: 'logs' }, 'logs/job-*'],
  ['reports of some jobs', { keyPrefix: 'reports/job-1' }, { prefix: 'reports' }, 'reports/job-*'],
  ['objects created after a date', { createdAfter: new Date('2020-01-01T00:00:00Z') }, {}, 'job-*'],
])('warns of a report that a job on %s selects itself', (_, conditions, report, keys) => {
  expect(warningsOf(withReport(conditions, report))).toEqual([
    `the report is written to ${keys} in the bucket that the job works on, where another run selects it as an object; give \`report\` `
    + 'another bucket, or a prefix that the manifest does not select [ack: cdk-s3-batch-operations:BatchJob.reportAmongObjects]',
  ]);
});

test.each<[string, ManifestFilterConditions, CompletionReportOptions]>([
  ['lies elsewhere', { keyPrefix: 'logs/' }, { prefix: 'reports' }],
  ['lies beside the objects', { keyPrefix: 'logs/' }, { prefix: 'logs-reports' }],
  ['is younger than every object', { createdBefore: new Date('2020-01-01T00:00:00Z') }, { prefix: 'reports' }],
])('says nothing of a report in the same bucket that %s', (_, conditions, report) => {
  expect(warningsOf(withReport(conditions, report))).toEqual([]);
});

test('says nothing of a report in another bucket', () => {
  const stack = newStack();
  newJob(stack, { report: CompletionReport.allTasks(new s3.Bucket(stack, 'Reports'), { prefix: 'logs' }) });

  expect(warningsOf(stack)).toEqual([]);
});

test('warns of a date computed at synth', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  newJob(stack, { manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where({ createdBefore: new Date() }) }) });

  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^`manifest\.filter\.createdBefore` is .*BatchJob\.changingDate\]$/)]);
});

test('is silent about what somebody acknowledged', () => {
  const stack = withReport('all', {});
  Annotations.of(stack).acknowledgeWarning('cdk-s3-batch-operations:BatchJob.reportAmongObjects');

  expect(warningsOf(stack)).toEqual([]);
});
