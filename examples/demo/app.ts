import { App, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/** The bucket that is there before the app: it holds the objects. */
export const FILES_BUCKET = 'demo-files';
/** Where the completion reports go, within the stack's own bucket. */
export const REPORT_PREFIX = 'tag-files';

export interface TagFilesStackProps extends StackProps {
  /** The tags that each object is to have. */
  readonly tags: { readonly [key: string]: string };
  /** Whether somebody has to confirm the job before its first task. */
  readonly confirmationRequired: boolean;
}

/** Tags every object of a bucket that exists already. */
export class TagFilesStack extends Stack {
  constructor(scope: Construct, id: string, props: TagFilesStackProps) {
    super(scope, id, props);
    const reports = new Bucket(this, 'Reports', { removalPolicy: RemovalPolicy.RETAIN });

    new BatchJob(this, 'TagFiles', {
      operation: BatchOperation.putObjectTagging({ tags: props.tags }),
      manifest: JobManifest.generate(Bucket.fromBucketName(this, 'Files', FILES_BUCKET), { filter: ManifestFilter.allObjects() }),
      report: CompletionReport.allTasks(reports, { prefix: REPORT_PREFIX }),
      confirmationRequired: props.confirmationRequired,
      waitFor: props.confirmationRequired ? WaitFor.started() : WaitFor.completed(),
    });
  }
}

/** Synthesizes the app into a folder, as `cdk synth` would. */
export function synthesize(outdir: string, props: TagFilesStackProps): void {
  const app = new App({ outdir, analyticsReporting: false });
  new TagFilesStack(app, 'TagFiles', { ...props, env: { account: '111122223333', region: 'us-east-1' } });
  app.synth();
}
