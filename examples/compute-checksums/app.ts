import { App, CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  BatchJob, BatchOperation, ChecksumAlgorithm, ChecksumType, CompletionReport, JobManifest, ManifestColumn,
} from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/** Computes checksums of objects that a CSV lists, without a download. They stand in the report, and nowhere else. */
export class ComputeChecksums extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const archive = Bucket.fromBucketName(this, 'Archive', 'amzn-s3-demo-archive');
    const manifests = Bucket.fromBucketName(this, 'Manifests', 'amzn-s3-demo-manifests');
    const reports = new Bucket(this, 'Reports', { enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });

    const job = new BatchJob(this, 'ComputeChecksums', {
      operation: BatchOperation.computeObjectChecksum({
        checksumAlgorithm: ChecksumAlgorithm.SHA256,
        checksumType: ChecksumType.FULL_OBJECT,
      }),
      manifest: JobManifest.fromCsv(manifests, 'archive/2026-11.csv', {
        columns: [ManifestColumn.BUCKET, ManifestColumn.KEY, ManifestColumn.VERSION_ID],
        scope: [{ bucket: archive, keyPrefix: 'masters/' }],
      }),
      report: CompletionReport.allTasks(reports, { prefix: 'checksums' }),
    });
    new CfnOutput(this, 'JobId', { value: job.jobId });
  }
}

new ComputeChecksums(new App(), 'ComputeChecksums');
