import { createHash } from 'node:crypto';
import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  BatchOperation, CompletionReport, JobManifest, ManifestColumn, ManifestFilter, WaitFor,
  type BatchJobProps, type CsvManifestOptions, type LambdaInvokeOptions,
} from '../src';
import { bucketNamed, jobRequest, jobResource, newJob, newStack } from './fixture';
import { canonicalRun } from '../src/private/canonical';

type Props = (stack: Stack) => Partial<BatchJobProps>;

function fingerprint(props: Props = () => ({})): string {
  const stack = newStack();
  newJob(stack, props(stack));
  return jobResource(stack).Properties.RunFingerprint;
}

const tags = (given: Record<string, string>) => ({ operation: BatchOperation.putObjectTagging({ tags: given }) });
const prefix = (keyPrefix: string) => (stack: Stack) => ({
  manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter: ManifestFilter.where({ keyPrefix }) }),
});

const csv = (stack: Stack, options: Partial<CsvManifestOptions> = {}) => ({
  manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }], ...options }),
});
const invoke = (stack: Stack, options?: LambdaInvokeOptions) => ({
  operation: BatchOperation.lambdaInvoke(
    lambda.Function.fromFunctionArn(stack, 'Function', 'arn:aws:lambda:us-east-1:111122223333:function:checksum'), options,
  ),
});

test('the fingerprint is the same at every synth', () => {
  expect(fingerprint()).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint()).toBe(fingerprint());
});

test('the fingerprint does not depend on the order of tags', () => {
  expect(fingerprint(() => tags({ a: '1', b: '2' }))).toBe(fingerprint(() => tags({ b: '2', a: '1' })));
});

test.each<[string, Props]>([
  ['another tag', () => tags({ tier: 'warm' })],
  ['another prefix', prefix('other/')],
  ['another bucket', (stack) => ({
    manifest: JobManifest.generate(bucketNamed(stack, 'others'), { filter: ManifestFilter.where({ keyPrefix: 'logs/' }) }),
  })],
  ['the whole bucket', (stack) => ({ manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter: ManifestFilter.allObjects() }) })],
  ['a runId', () => ({ runId: '2' })],
  ['a function', (stack) => invoke(stack)],
  ['a manifest', (stack) => csv(stack)],
])('the fingerprint differs for %s', (_, props) => {
  expect(fingerprint(props)).not.toBe(fingerprint());
});

test.each<[string, Props]>([
  ['another report', (stack) => ({ report: CompletionReport.allTasks(bucketNamed(stack, 'reports')) })],
  ['another priority', () => ({ priority: 99 })],
  ['another description', () => ({ description: 'another' })],
  ['a confirmation', () => ({ confirmationRequired: true })],
  ['another wait', () => ({ waitFor: WaitFor.completed({ timeout: Duration.minutes(1) }) })],
  ['an expected owner', (stack) => ({
    manifest: JobManifest.generate(bucketNamed(stack, 'objects'), {
      filter: ManifestFilter.where({ keyPrefix: 'logs/' }), expectedBucketOwner: '111122223333',
    }),
  })],
])('the fingerprint does not differ for %s', (_, props) => {
  expect(fingerprint(props)).toBe(fingerprint());
});

test.each<[string, Partial<CsvManifestOptions>]>([
  ['ETag', { etag: 'abc' }],
  ['version', { versionId: 'v1' }],
  ['order of columns', { columns: [ManifestColumn.KEY, ManifestColumn.BUCKET] }],
])('the fingerprint differs for another %s of a manifest', (_, options) => {
  expect(fingerprint((stack) => csv(stack, options))).not.toBe(fingerprint(csv));
});

test('the fingerprint does not differ for another scope of a manifest, which limits the role alone', () => {
  expect(fingerprint((stack) => csv(stack, { scope: [{ bucket: bucketNamed(stack, 'others') }] }))).toBe(fingerprint(csv));
});

test('the fingerprint does not depend on the order of user arguments, but on what they are', () => {
  const withArguments = (userArguments: Record<string, string>) => fingerprint((stack) => invoke(stack, { userArguments }));

  expect(withArguments({ a: '1', b: '2' })).toBe(withArguments({ b: '2', a: '1' }));
  expect(withArguments({ a: '1', b: '2' })).not.toBe(withArguments({ a: '1', b: '3' }));
});

test('the fingerprint tells one reference from another, though synth knows neither value', () => {
  const byParameter = (used: string) => fingerprint((stack) => {
    const parameters = Object.fromEntries(['First', 'Second'].map((id) => [id, new CfnParameter(stack, id).valueAsString]));
    return prefix(parameters[used])(stack);
  });

  expect(byParameter('First')).toBe(byParameter('First'));
  expect(byParameter('First')).not.toBe(byParameter('Second'));
});

test('the fingerprint is that of the request as the template has it, a bucket of another stack included', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(new Stack(stack.node.root, 'Storage'), 'Bucket');
  newJob(stack, { manifest: JobManifest.generate(bucket, { filter: ManifestFilter.allObjects() }), runId: '2' });

  const request = jobRequest(stack);
  expect(request.ManifestGenerator?.S3JobManifestGenerator.SourceBucket).toEqual({ 'Fn::ImportValue': expect.stringContaining('Storage') });
  expect(jobResource(stack).Properties.RunFingerprint)
    .toBe(createHash('sha256').update(canonicalRun(request, '2')).digest('hex').slice(0, 16));
});
