import * as path from 'node:path';
import { Duration, RemovalPolicy, Size, Tags, type Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestColumn, ManifestFilter, ObjectStorageClass, OnNoObjects, OnTimeout, RunOn, WaitFor,
  type BatchJobProps,
} from '../../../src';

/** A definition that is deployed, then changed so that its run stays, then so that another run starts. */
export const STAGES = ['first', 'same run', 'new run'] as const;
export type Stage = typeof STAGES[number];

/** The definitions of which events are recorded, each at a stage: what CloudFormation fills in, what it makes text of, and what has a hash. */
export const JOBS: { readonly [name: string]: (stack: Stack, stage: Stage) => BatchJob } = {
  'tag-generated': (stack, stage) => {
    const job = define(stack, {
      operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold', owner: stage === 'new run' ? 'ops' : 'web' } }),
      manifest: JobManifest.generate(bucket(stack, 'Logs'), {
        filter: ManifestFilter.where({
          keyPrefix: 'app/', olderThan: Duration.days(90), objectSizeGreaterThan: Size.kibibytes(1),
          storageClasses: [ObjectStorageClass.STANDARD, ObjectStorageClass.GLACIER_IR],
        }),
      }),
      report: CompletionReport.failedTasks(bucket(stack, 'Reports'), { prefix: 'tag-logs' }),
      priority: stage === 'same run' ? 42 : undefined,
      waitFor: WaitFor.completed({ timeout: Duration.minutes(stage === 'same run' ? 45 : 30), maxFailedTasksPercent: 10, onTimeout: OnTimeout.CONTINUE }),
    });
    Tags.of(job).add('team', stage === 'same run' ? 'b' : 'a');
    return job;
  },
  'invoke-by-csv': (stack, stage) => define(stack, {
    operation: BatchOperation.lambdaInvoke(handler(stack), { userArguments: { mode: stage === 'new run' ? '2' : '1' } }),
    manifest: JobManifest.fromCsv(bucket(stack, 'Manifests'), 'lists/2026.csv', {
      columns: [ManifestColumn.BUCKET, ManifestColumn.KEY, ManifestColumn.VERSION_ID], scope: [{ bucket: bucket(stack, 'Logs'), keyPrefix: 'app/' }],
    }),
    description: stage === 'same run' ? 'said otherwise' : 'as it was',
    waitFor: WaitFor.created(),
  }),
  'copy-by-inventory': (stack, stage) => define(stack, {
    operation: BatchOperation.putObjectCopy(bucket(stack, 'Target'), {
      targetKeyPrefix: 'copies/', storageClass: ObjectStorageClass.GLACIER, kmsKey: new kms.Key(stack, 'Key'), bucketKeyEnabled: stage !== 'new run',
    }),
    manifest: JobManifest.fromInventoryReport(bucket(stack, 'Manifests'), 'inventory/2026-01-01T00-00Z/manifest.json', {
      scope: [{ bucket: bucket(stack, 'Logs') }],
    }),
    report: CompletionReport.allTasks(bucket(stack, 'Reports'), { prefix: stage === 'same run' ? 'moved/' : 'copy/' }),
  }),
  'tag-keys-of-file': (stack, stage) => define(stack, {
    operation: BatchOperation.deleteObjectTagging(),
    manifest: JobManifest.fromFile(bucket(stack, 'Logs'), path.join(__dirname, stage === 'new run' ? 'other-keys.txt' : 'keys.txt'), {
      stagingBucket: bucket(stack, 'Staging'),
    }),
    maxObjects: stage === 'same run' ? 200 : 100,
    waitFor: WaitFor.completed(),
  }),
  'replicate-existing': (stack, stage) => define(stack, {
    operation: BatchOperation.replicateObject(),
    manifest: JobManifest.generate(bucket(stack, 'Logs'), { filter: ManifestFilter.eligibleForReplication() }),
    report: CompletionReport.allTasks(bucket(stack, 'Reports')),
    onNoObjects: OnNoObjects.SUCCEED,
    runId: stage === 'new run' ? '2026-02' : '2026-01',
    priority: stage === 'same run' ? 0 : 7,
  }),
  'run-on-id': (stack, stage) => define(stack, {
    operation: BatchOperation.custom({ S3FutureOperation: { Mode: stage === 'same run' ? 'B' : 'A' } }, { statements: [] }),
    manifest: JobManifest.generate(bucket(stack, 'Logs'), { filter: ManifestFilter.allObjects() }),
    runOn: RunOn.RUN_ID,
    runId: stage === 'new run' ? 'second' : 'first',
  }),
};

function define(stack: Stack, props: BatchJobProps): BatchJob {
  return new BatchJob(stack, 'Job', props);
}

/** A bucket of the stack: its name is known to the deployment alone. */
function bucket(stack: Stack, id: string): s3.Bucket {
  return stack.node.tryFindChild(id) as s3.Bucket | undefined ?? new s3.Bucket(stack, id, { removalPolicy: RemovalPolicy.RETAIN });
}

function handler(stack: Stack): lambda.Function {
  return new lambda.Function(stack, 'Function', {
    code: lambda.Code.fromInline('exports.handler = async () => {}'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X,
  });
}
