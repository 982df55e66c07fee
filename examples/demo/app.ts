import { join } from 'node:path';
import { App, Duration, RemovalPolicy, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/** The bucket that is there before the app: it holds the objects. */
export const FILES_BUCKET = 'demo-files';
/** The manifest that is there before the app: a row for each object. */
export const MANIFEST = { bucket: 'demo-manifests', key: 'files.csv' };
/** What the function computes, and the tag that it keeps the result in. */
export const HASH = 'sha256';

export interface FilesStackProps extends StackProps {
  /** The tags that each object is to have. */
  readonly tags: { readonly [key: string]: string };
  /** Whether somebody has to confirm the tagging before its first task. */
  readonly confirmationRequired: boolean;
}

/** Tags every object of a bucket that exists already, then has a function hash each of them. */
export class FilesStack extends Stack {
  constructor(scope: Construct, id: string, props: FilesStackProps) {
    super(scope, id, props);
    const files = Bucket.fromBucketName(this, 'Files', FILES_BUCKET);
    const reports = new Bucket(this, 'Reports', { removalPolicy: RemovalPolicy.RETAIN });

    const tagFiles = new BatchJob(this, 'TagFiles', {
      operation: BatchOperation.putObjectTagging({ tags: props.tags }),
      manifest: JobManifest.generate(files, { filter: ManifestFilter.allObjects() }),
      report: CompletionReport.allTasks(reports, { prefix: 'tag-files' }),
      confirmationRequired: props.confirmationRequired,
      waitFor: props.confirmationRequired ? WaitFor.started() : WaitFor.completed(),
    });

    const hashFile = new LambdaFunction(this, 'HashFile', {
      runtime: Runtime.NODEJS_22_X,
      code: Code.fromAsset(join(__dirname, 'hash-function')),
      handler: 'index.handler',
      timeout: Duration.seconds(30),
    });
    hashFile.addToRolePolicy(new PolicyStatement({
      actions: ['s3:GetObject', 's3:GetObjectTagging', 's3:PutObjectTagging'],
      resources: [files.arnForObjects('*')],
    }));
    const hashFiles = new BatchJob(this, 'HashFiles', {
      operation: BatchOperation.lambdaInvoke(hashFile, { userArguments: { algorithm: HASH } }),
      manifest: JobManifest.fromCsv(Bucket.fromBucketName(this, 'Manifests', MANIFEST.bucket), MANIFEST.key, { scope: [{ bucket: files }] }),
      report: CompletionReport.allTasks(reports, { prefix: 'hash-files' }),
      waitFor: WaitFor.completed(),
    });
    // tagging replaces all tags of an object, so the hash has to come after it
    hashFiles.node.addDependency(tagFiles);
    Tags.of(this).add('app', 'demo');
  }
}

/** Synthesizes the app into a folder, as `cdk synth` would. */
export function synthesize(outdir: string, stackName: string, props: FilesStackProps): void {
  const app = new App({ outdir, analyticsReporting: false });
  new FilesStack(app, stackName, { ...props, env: { account: '111122223333', region: 'us-east-1' } });
  app.synth();
}
