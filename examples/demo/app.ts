import { join } from 'node:path';
import { App, Duration, RemovalPolicy, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, RetentionMode, WaitFor, type Manifest, type Operation, type Wait,
} from 'cdk-s3-batch-operations';
import type { Construct } from 'constructs';

/** The bucket that is there before the app: it holds the objects. */
export const FILES_BUCKET = 'demo-files';
/** Another one, whose objects are archived. */
export const ARCHIVE_BUCKET = 'demo-archive';
/** The manifest that is there before the app: a row for each of the files. */
export const MANIFEST = { bucket: 'demo-manifests', key: 'files.csv' };
/** What the function computes, and the tag that it keeps the result in. */
const HASH = 'sha256';
const RETAINED_UNTIL = '2100-01-01T00:00:00Z';

export interface DemoStackProps extends StackProps {
  /** The tags that each object is to have. */
  readonly tags: { readonly [key: string]: string };
  /** Whether somebody has to confirm the tagging before its first task. */
  readonly confirmationRequired: boolean;
}

/** A job of each family: tags, a function, checksums, copies, encryption, locks, restored archives. */
export class DemoStack extends Stack {
  private readonly reports = new Bucket(this, 'Reports', { enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });

  constructor(scope: Construct, id: string, props: DemoStackProps) {
    super(scope, id, props);
    const files = Bucket.fromBucketName(this, 'Files', FILES_BUCKET);
    const vault = new Bucket(this, 'Vault', { objectLockEnabled: true, enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN });
    const allFiles = () => JobManifest.generate(files, { filter: ManifestFilter.allObjects() });
    const allCopies = () => JobManifest.generate(vault, { filter: ManifestFilter.allObjects() });

    const tag = this.job('Tag', BatchOperation.putObjectTagging({ tags: props.tags }), allFiles(), props);
    const hash = this.job(
      'Hash',
      BatchOperation.lambdaInvoke(this.hashFunction(files.arnForObjects('*')), { userArguments: { algorithm: HASH } }),
      JobManifest.fromCsv(Bucket.fromBucketName(this, 'Manifests', MANIFEST.bucket), MANIFEST.key, { scope: [{ bucket: files }] }),
    );
    this.job('Checksum', BatchOperation.computeObjectChecksum(), allFiles());
    const copy = this.job('Copy', BatchOperation.putObjectCopy(vault), allFiles());
    const encrypt = this.job('Encrypt', BatchOperation.updateObjectEncryption(new Key(this, 'Key', { enableKeyRotation: true })), allCopies());
    const lock = this.job(
      'Lock',
      BatchOperation.putObjectRetention({ mode: RetentionMode.GOVERNANCE, retainUntilDate: new Date(RETAINED_UNTIL) }),
      allCopies(),
    );
    this.job(
      'Restore',
      BatchOperation.initiateRestoreObject({ expirationInDays: 7 }),
      JobManifest.generate(Bucket.fromBucketName(this, 'Archive', ARCHIVE_BUCKET), { filter: ManifestFilter.allObjects() }),
    );

    // tagging replaces all tags of an object, so the hash has to come after it
    hash.node.addDependency(tag);
    encrypt.node.addDependency(copy);
    lock.node.addDependency(encrypt);
    Tags.of(this).add('app', 'demo');
  }

  private job(id: string, operation: Operation, manifest: Manifest, { confirmationRequired } = { confirmationRequired: false }): BatchJob {
    const waitFor: Wait = confirmationRequired ? WaitFor.started() : WaitFor.completed();
    return new BatchJob(this, id, {
      operation,
      manifest,
      report: CompletionReport.allTasks(this.reports, { prefix: id.toLowerCase() }),
      confirmationRequired,
      waitFor,
    });
  }

  private hashFunction(objects: string): LambdaFunction {
    const hashFile = new LambdaFunction(this, 'HashFile', {
      runtime: Runtime.NODEJS_24_X,
      code: Code.fromAsset(join(__dirname, 'hash-function')),
      handler: 'index.handler',
      timeout: Duration.seconds(30),
    });
    hashFile.addToRolePolicy(new PolicyStatement({
      actions: ['s3:GetObject', 's3:GetObjectTagging', 's3:PutObjectTagging'],
      resources: [objects],
    }));
    return hashFile;
  }
}

/** Synthesizes the app into a folder, as `cdk synth` would. */
export function synthesize(outdir: string, stackName: string, props: DemoStackProps): void {
  const app = new App({ outdir, analyticsReporting: false, postCliContext: { 'aws:cdk:enable-path-metadata': true } });
  new DemoStack(app, stackName, { ...props, env: { account: '111122223333', region: 'us-east-1' } });
  app.synth();
}
