import type { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { BatchJob, BatchOperation, CompletionReport, InvocationSchemaVersion, JobManifest, ManifestFilter, type BatchJobProps } from '../src';
import lambdaInvokeByCsv from './cases/lambda-invoke-by-csv.json';
import putObjectTaggingByCsv from './cases/put-object-tagging-by-csv.json';
import putObjectTaggingByPrefixAndDate from './cases/put-object-tagging-by-prefix-and-date.json';
import { bucketNamed, jobRequest, newStack } from './fixture';

interface Case {
  readonly source: string;
  readonly description: string;
  readonly request: object;
}

const cases: [Case, (stack: Stack) => BatchJobProps][] = [
  [putObjectTaggingByPrefixAndDate, (stack) => ({
    operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }),
    manifest: JobManifest.generate(bucketNamed(stack, 'amzn-s3-demo-bucket'), {
      filter: ManifestFilter.where({ keyPrefix: 'logs/2024/', createdBefore: new Date('2025-01-01T00:00:00Z') }),
    }),
    report: CompletionReport.failedTasks(bucketNamed(stack, 'amzn-s3-demo-reports'), { prefix: 'batch' }),
  })],
  [putObjectTaggingByCsv, (stack) => ({
    operation: BatchOperation.putObjectTagging({ tags: { keyOne: 'ValueOne' } }),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'my_manifests'), 'manifest.csv', {
      scope: [{ bucket: bucketNamed(stack, 'objects') }], etag: '60e460c9d1046e73f7dde5043ac3ae85',
    }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'bucket-where-completion-report-goes'), { prefix: 'final-reports' }),
    priority: 42,
    description: 'job Description',
  })],
  [lambdaInvokeByCsv, (stack) => ({
    operation: BatchOperation.lambdaInvoke(
      lambda.Function.fromFunctionArn(stack, 'Copy', lambdaInvokeByCsv.request.Operation.LambdaInvoke.FunctionArn),
      { invocationSchemaVersion: InvocationSchemaVersion.V2_0 },
    ),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'umccr-temp-dev'), 's3_batch_manifest.csv', {
      scope: [{ bucket: bucketNamed(stack, 'objects') }], etag: '05c846b0bc772e9637d50ddec5d65d6f',
    }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'umccr-temp-dev'), { prefix: 's3-batch-reports' }),
    description: 'ICAv1 Batch Copy Job',
  })],
];

/** Left out on both sides: what the handler adds, and the role, which is the job's own here. */
const ADDED = ['AccountId', 'ClientRequestToken', 'RoleArn'];

/** A request for comparison, with the dates of a filter by the instant that they name, however it is spelt. */
function comparable(request: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(request), (name, value) => {
    if (ADDED.includes(name)) {
      return undefined;
    }
    return /^Created(After|Before)$/.test(name) ? new Date(value).toISOString() : value;
  });
}

test.each(cases.map(([published, props]) => ({ ...published, props })))('makes the request of a published example: $source', ({ request, props }) => {
  const stack = newStack();
  new BatchJob(stack, 'Job', props(stack));

  const made = jobRequest(stack);
  const expected = comparable(request);
  // an example without a description gets the construct's path for one
  expect(comparable(made)).toEqual({ Description: 'Stack/Job', ...expected });
  expect(made.RoleArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^JobRole/), 'Arn'] });
});
