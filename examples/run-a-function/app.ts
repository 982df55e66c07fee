import { join } from 'node:path';
import { App, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter } from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/** Has a function look at every document of a bucket. */
export class RunAFunction extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const documents = new Bucket(this, 'Documents', { enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });
    const reports = new Bucket(this, 'Reports', { enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });
    const countLines = new LambdaFunction(this, 'CountLines', {
      runtime: Runtime.NODEJS_24_X,
      code: Code.fromAsset(join(__dirname, 'count-lines')),
      handler: 'index.handler',
      timeout: Duration.minutes(1),
    });
    // the function reads as itself; the job's role may invoke it, no more
    documents.grantRead(countLines);

    const job = new BatchJob(this, 'CountAllLines', {
      operation: BatchOperation.lambdaInvoke(countLines, { userArguments: { encoding: 'utf8' } }),
      manifest: JobManifest.generate(documents, {
        filter: ManifestFilter.where({ keySuffix: '.txt' }),
      }),
      report: CompletionReport.allTasks(reports, { prefix: 'count-lines' }),
    });
    new CfnOutput(this, 'JobId', { value: job.jobId });
  }
}

new RunAFunction(new App(), 'RunAFunction');
