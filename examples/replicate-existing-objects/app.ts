import { App, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, OnNoObjects, WaitFor } from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/**
 * Replicates what a bucket held before it had a replication rule. A rule works on new objects alone; this job catches up,
 * and on objects whose replication failed too.
 */
export class ReplicateExistingObjects extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const target = new Bucket(this, 'Target', { versioned: true, enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });
    const source = new Bucket(this, 'Source', {
      versioned: true,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      replicationRules: [{ destination: target }],
    });
    const reports = new Bucket(this, 'Reports', { enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });

    const job = new BatchJob(this, 'Replicate', {
      operation: BatchOperation.replicateObject(),
      manifest: JobManifest.generate(source, { filter: ManifestFilter.eligibleForReplication() }),
      report: CompletionReport.failedTasks(reports, { prefix: 'replicate' }),
      // a bucket that is new has nothing to catch up with
      onNoObjects: OnNoObjects.SUCCEED,
      waitFor: WaitFor.started({ timeout: Duration.minutes(30) }),
    });
    new CfnOutput(this, 'JobId', { value: job.jobId });
  }
}

new ReplicateExistingObjects(new App(), 'ReplicateExistingObjects');
