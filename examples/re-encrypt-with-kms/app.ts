import { App, CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, ObjectEncryptionFilter } from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/** Brings the objects of a bucket that S3's own key encrypts under a KMS key, without a copy of them. */
export class ReEncryptWithKms extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const key = new Key(this, 'Key', { enableKeyRotation: true });
    const bucket = new Bucket(this, 'Records', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const reports = new Bucket(this, 'Reports', { enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });

    const job = new BatchJob(this, 'ReEncrypt', {
      operation: BatchOperation.updateObjectEncryption(key, { bucketKeyEnabled: true }),
      manifest: JobManifest.generate(bucket, {
        filter: ManifestFilter.where({ objectEncryption: ObjectEncryptionFilter.sseS3() }),
      }),
      report: CompletionReport.failedTasks(reports, { prefix: 're-encrypt' }),
    });
    new CfnOutput(this, 'JobId', { value: job.jobId });
  }
}

new ReEncryptWithKms(new App(), 'ReEncryptWithKms');
