import { App, CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, GlacierJobTier, JobManifest, ManifestFilter, ObjectStorageClass } from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/** Restores a year of an archive for two weeks. A task is done when S3 has taken the request; objects come hours later. */
export class RestoreFromGlacier extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const archive = Bucket.fromBucketName(this, 'Archive', 'amzn-s3-demo-archive');
    const reports = new Bucket(this, 'Reports', { enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });

    const job = new BatchJob(this, 'Restore', {
      operation: BatchOperation.initiateRestoreObject({ expirationInDays: 14, glacierJobTier: GlacierJobTier.BULK }),
      manifest: JobManifest.generate(archive, {
        filter: ManifestFilter.where({
          keyPrefix: 'invoices/2023/',
          storageClasses: [ObjectStorageClass.GLACIER, ObjectStorageClass.DEEP_ARCHIVE],
        }),
      }),
      report: CompletionReport.failedTasks(reports, { prefix: 'restore' }),
      // what is restored costs by the gigabyte: more than expected, and nothing is
      maxObjects: 100_000,
    });
    new CfnOutput(this, 'JobId', { value: job.jobId });
  }
}

new RestoreFromGlacier(new App(), 'RestoreFromGlacier');
