import { Annotations, type Stack } from 'aws-cdk-lib';
import { Annotations as Found, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import {
  BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor,
  type CompletionReportOptions, type GeneratedManifestOptions, type ManifestFilterConditions, type Wait,
} from '../src';
import { bucketNamed, newFunction, newJob, newStack } from './fixture';

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

test('warns of a report in a bucket that is imported twice', () => {
  const stack = newStack();
  const objects = s3.Bucket.fromBucketName(stack, 'Objects', 'logs');
  const reports = s3.Bucket.fromBucketArn(stack, 'Reports', 'arn:aws:s3:::logs');
  const manifest = JobManifest.generate(objects, { filter: ManifestFilter.allObjects() });
  newJob(stack, { manifest, report: CompletionReport.allTasks(reports) });

  expect(warningsOf(stack)).toEqual([expect.stringContaining('[ack: cdk-s3-batch-operations:BatchJob.reportAmongObjects]')]);
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

test('warns of a role of the app that is given to be left as it is', () => {
  const stack = newStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
  newJob(stack, { role: role.withoutPolicyUpdates() });

  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^the CDK can't add to the role .*, which was imported, or was given by withoutPolicyUpdates\(\): /)]);
});

test('is silent about what somebody acknowledged', () => {
  const stack = withReport('all', {});
  Annotations.of(stack).acknowledgeWarning('cdk-s3-batch-operations:BatchJob.reportAmongObjects');

  expect(warningsOf(stack)).toEqual([]);
});

test('says nothing of a report among the objects of a given manifest, which lists what it lists', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  newJob(stack, { manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket }] }), report: CompletionReport.allTasks(bucket) });

  expect(warningsOf(stack)).toEqual([]);
});

function withManifestIn(makeBucket: (stack: Stack) => s3refs.IBucketRef): Stack {
  const stack = newStack();
  newJob(stack, { manifest: JobManifest.fromCsv(makeBucket(stack), 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] }) });
  return stack;
}

const encryptedWith = (sseAlgorithm: string): s3.CfnBucketProps => ({
  bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm } }] },
});

test.each<[string, (stack: Stack) => s3refs.IBucketRef]>([
  ['a key', (stack) => new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') })],
  ['the key of S3', (stack) => new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS_MANAGED })],
  ['two layers of a key', (stack) => new s3.CfnBucket(stack, 'Bucket', encryptedWith('aws:kms:dsse'))],
  ['a key that an import names', (stack) => s3.Bucket.fromBucketAttributes(stack, 'Bucket', {
    bucketName: 'manifests', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/k'),
  })],
])('warns of a manifest in a bucket that encrypts with %s', (_, makeBucket) => {
  expect(warningsOf(withManifestIn(makeBucket))).toEqual([expect.stringMatching(/SSE-S3.*BatchJob\.manifestEncrypted\]$/)]);
});

test.each<[string, (stack: Stack) => s3refs.IBucketRef]>([
  ['with SSE-S3', (stack) => new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.S3_MANAGED })],
  ['with SSE-S3, an L1', (stack) => new s3.CfnBucket(stack, 'Bucket', encryptedWith('AES256'))],
  ['as it likes, unseen', (stack) => bucketNamed(stack, 'manifests')],
])('says nothing of a manifest in a bucket that encrypts %s', (_, makeBucket) => {
  expect(warningsOf(withManifestIn(makeBucket))).toEqual([]);
});

test('warns of a function\'s current version, which every change of the code replaces', () => {
  const stack = newStack();
  newJob(stack, { operation: BatchOperation.lambdaInvoke(newFunction(stack).currentVersion) });

  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^`operation\.fn` is the current version .*BatchJob\.currentVersion\]$/)]);
});

test.each<[string, (fn: lambda.Function) => lambda.IFunction]>([
  ['itself', (fn) => fn],
  ['by an alias of its current version', (fn) => fn.addAlias('live')],
  ['by a version made by hand', (fn) => new lambda.Version(fn, 'Version', { lambda: fn })],
])('says nothing of a function named %s', (_, qualify) => {
  const stack = newStack();
  newJob(stack, { operation: BatchOperation.lambdaInvoke(qualify(newFunction(stack))) });

  expect(warningsOf(stack)).toEqual([]);
});

test.each([
  ['warns of a function of another account, whose policy has to let the role in', '444455556666', [expect.stringMatching(/^the function Stack\/Imported is of account 444455556666.*BatchJob\.functionOfAnotherAccount\]$/)]],
  ['says nothing of a function of the same account', '111122223333', []],
])('%s', (_, account, warnings) => {
  const stack = newStack({ env: { account: '111122223333', region: 'us-east-1' } });
  const fn = lambda.Function.fromFunctionArn(stack, 'Imported', `arn:aws:lambda:us-east-1:${account}:function:checksum`);
  newJob(stack, { operation: BatchOperation.lambdaInvoke(fn) });

  expect(warningsOf(stack)).toEqual(warnings);
});

test('warns of a prefix that no policy can spell, for which the role is allowed more', () => {
  const stack = newStack();
  const filter = ManifestFilter.where({ keyPrefix: 'logs/日本/' });
  newJob(stack, { manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter }) });

  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^`manifest` has characters beyond U\+00FF.* logs\/\*, .*BatchJob\.widerThanPrefix\]$/)]);
});

test('warns of tagging with no tags, which removes those that are there', () => {
  const stack = newStack();
  newJob(stack, { operation: BatchOperation.putObjectTagging({ tags: {} }) });

  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^`operation\.tags` has no tags.*BatchJob\.removesAllTags\]$/)]);
});

test.each<[string, (bucket: s3refs.IBucketRef, other: s3refs.IBucketRef) => GeneratedManifestOptions['output'], string[]]>([
  ['the bucket of its objects', (bucket) => ({ bucket, prefix: 'logs/lists' }), ['logs/lists*']],
  ['all of the bucket of its objects', (bucket) => ({ bucket }), ['*']],
  ['another prefix of it', (bucket) => ({ bucket, prefix: 'lists' }), []],
  ['another bucket', (_, other) => ({ bucket: other, prefix: 'logs/' }), []],
])('warns of a manifest that is written to %s, if a job selects it', (_, output, keys) => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  newJob(stack, {
    manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where({ keyPrefix: 'logs/' }), output: output(bucket, new s3.Bucket(stack, 'Lists')) }),
  });

  expect(warningsOf(stack)).toEqual(keys.map((written) => (
    `the manifest is written to ${written} in the bucket that the job works on, where another run selects it as an object; give the manifest's `
    + '`output` another bucket, or a prefix that the filter does not select [ack: cdk-s3-batch-operations:BatchJob.manifestAmongObjects]'
  )));
});

test('warns once of more jobs to be waited for than S3 runs at a time', () => {
  const stack = newStack();
  const declare = (count: number, waitFor: Wait) => {
    Array.from({ length: count }, (_, index) => newJob(stack, { waitFor }, `${waitFor.name}${index}-of-${count}`));
    return warningsOf(stack);
  };

  expect(declare(8, WaitFor.started())).toEqual([]);
  expect(declare(6, WaitFor.completed())).toEqual([]);
  expect(declare(3, WaitFor.completed())).toEqual([
    'more than 6 jobs of this stack are waited for until they have completed, and S3 runs 6 jobs of an account at a time: the others queue, and their '
    + 'timeouts run meanwhile; use WaitFor.started(), or make some jobs depend on others [ack: cdk-s3-batch-operations:BatchJob.manyCompleted]',
  ]);
});
