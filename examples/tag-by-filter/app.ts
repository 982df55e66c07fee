import { App, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/** Tags old logs, so that a lifecycle rule on the tag can expire them. Tags of theirs that aren't named here are removed. */
export class TagByFilter extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const logs = new Bucket(this, 'Logs', {
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ tagFilters: { retention: 'short' }, expiration: Duration.days(30) }],
    });
    const reports = new Bucket(this, 'Reports', { enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });

    const job = new BatchJob(this, 'TagOldLogs', {
      operation: BatchOperation.putObjectTagging({ tags: { retention: 'short' } }),
      manifest: JobManifest.generate(logs, {
        filter: ManifestFilter.where({ keyPrefix: 'app/', keySuffix: '.log', olderThan: Duration.days(90) }),
      }),
      report: CompletionReport.failedTasks(reports, { prefix: 'tag-old-logs' }),
      waitFor: WaitFor.completed({ timeout: Duration.minutes(30), maxFailedTasks: 10 }),
      // change it to tag what has grown old since
      runId: '2026-11',
    });
    new CfnOutput(this, 'Failed', { value: job.numberOfTasksFailed });
  }
}

new TagByFilter(new App(), 'TagByFilter');
