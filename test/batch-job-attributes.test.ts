import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CompletionReport, WaitFor, type BatchJob } from '../src';
import { bucketNamed, newJob, newStack } from './fixture';
import type { JobAttributes } from '../src/private/contract';

const attributes: [string, (job: BatchJob) => string, keyof JobAttributes][] = [
  ['jobId', (job) => job.jobId, 'JobId'],
  ['jobArn', (job) => job.jobArn, 'JobArn'],
  ['jobStatus', (job) => job.jobStatus, 'JobStatus'],
  ['totalNumberOfTasks', (job) => job.totalNumberOfTasks, 'TotalNumberOfTasks'],
  ['numberOfTasksSucceeded', (job) => job.numberOfTasksSucceeded, 'NumberOfTasksSucceeded'],
  ['numberOfTasksFailed', (job) => job.numberOfTasksFailed, 'NumberOfTasksFailed'],
  ['reportManifestKey', (job) => job.reportManifestKey, 'ReportManifestKey'],
];

const completedWithReport = (stack: Stack) => newJob(stack, {
  waitFor: WaitFor.completed(), report: CompletionReport.allTasks(bucketNamed(stack, 'reports')),
});

test.each(attributes)('%s is what the handler answers', (_, read, attribute) => {
  const stack = newStack();
  new CfnOutput(stack, 'Output', { value: `is ${read(completedWithReport(stack))}` });

  Template.fromStack(stack).hasOutput('Output', { Value: { 'Fn::Join': ['', ['is ', { 'Fn::GetAtt': ['JobB9D00F9F', attribute] }]] } });
});

test.each(attributes.slice(3, 6))('%s is refused unless the deployment waits for the end', (name, read) => {
  const job = newJob(newStack(), { waitFor: WaitFor.started() });

  expect(() => read(job)).toThrow(
    `Stack/Job can't be deployed as it is:\n- \`${name}\` is known only once the job has ended; pass WaitFor.completed() as \`waitFor\``,
  );
});

test('reportManifestKey is refused without a report', () => {
  expect(() => newJob(newStack()).reportManifestKey).toThrow(
    '`reportManifestKey` needs a report; pass one as `report`, as in CompletionReport.allTasks(bucket)',
  );
});

test('reportManifestKey is refused for a prefix whose last slash S3 may double', () => {
  const stack = newStack();
  const job = newJob(stack, { report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { prefix: 'a/b/' }) });

  expect(() => job.reportManifestKey).toThrow(
    "`reportManifestKey` isn't known for a `report.prefix` that ends in `/`, after which S3 may put another; drop the slash, got: \"a/b/\"",
  );
});

test('reportManifestKey needs no waiting: the key is known with the job\'s id', () => {
  const stack = newStack();
  const job = newJob(stack, { waitFor: WaitFor.created(), report: CompletionReport.allTasks(bucketNamed(stack, 'reports')) });

  expect(stack.resolve(job.reportManifestKey)).toEqual({ 'Fn::GetAtt': ['JobB9D00F9F', 'ReportManifestKey'] });
});
