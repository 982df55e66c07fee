import { join } from 'node:path';
import { Stack, type App } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { BatchJob, CompletionReport, JobManifest, type Manifest } from '../../src';
import type { OperationName } from '../../src/private/contract';
import { MANIFESTS, OPERATIONS } from '../every-operation';

/** What jobs are made of: each kind of manifest, in a bucket of its own where it lies in one. */
const ALL_MANIFESTS: typeof MANIFESTS = {
  ...MANIFESTS,
  objects: (scope, bucket) => JobManifest.fromObjects(bucket, [{ key: 'a', versionId: 'v1' }], { stagingBucket: new s3.Bucket(scope, 'Staging') }),
  file: (scope, bucket) => JobManifest.fromFile(bucket, join(__dirname, 'keys.txt'), { stagingBucket: new s3.Bucket(scope, 'Staging') }),
};

/** S3 User Guide, "Replicating existing objects": a list of one's own names the versions of its objects. */
const NEED_VERSIONS: readonly OperationName[] = ['S3ReplicateObject'];
const WITHOUT_VERSIONS = ['CSV', 'file'];

export const operationNames = Object.keys(OPERATIONS) as OperationName[];

/** A stack of `app` with a job of an operation by each kind of manifest that it takes. */
export function addJobsOf(app: App, operation: OperationName): Stack {
  const stack = new Stack(app, operation);
  manifestsFor(operation).forEach(([kind, manifest]) => {
    const scope = new Construct(stack, kind);
    const objects = new s3.Bucket(scope, 'Objects', { versioned: true, objectLockEnabled: true });
    new BatchJob(scope, 'Job', {
      operation: OPERATIONS[operation](scope),
      manifest: manifest(scope, objects),
      report: CompletionReport.allTasks(new s3.Bucket(scope, 'Reports')),
    });
  });
  return stack;
}

function manifestsFor(operation: OperationName): [string, (scope: Construct, bucket: s3.IBucket) => Manifest][] {
  return Object.entries(ALL_MANIFESTS).filter(([kind]) => !(NEED_VERSIONS.includes(operation) && WITHOUT_VERSIONS.includes(kind)));
}
