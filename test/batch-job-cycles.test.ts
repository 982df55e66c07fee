import { App, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { Construct } from 'constructs';
import { BatchJob, BatchJobHandler, BatchOperation, CompletionReport, JobManifest, ManifestFilter, type BatchJobProps } from '../src';
import { newFunction, newJob } from './fixture';
import { cycleIn } from './template-graph';

const filter = ManifestFilter.where({ keyPrefix: 'logs/' });

/** A job that reads a manifest from a bucket, works on it and reports to it: as much as one job can have to do with a bucket. */
function newJobOn(stack: Stack, bucket: s3.IBucket | s3.CfnBucket, props: Partial<BatchJobProps> = {}, id = 'Job'): BatchJob {
  return newJob(stack, {
    manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket, keyPrefix: 'logs/' }] }),
    report: CompletionReport.allTasks(bucket, { prefix: 'reports' }),
    ...props,
  }, id);
}

/** Lets the job's role in by name, which makes the bucket's policy wait for the role. */
function letIn(bucket: s3.IBucket, role: iam.IRole): void {
  bucket.addToResourcePolicy(new iam.PolicyStatement({ principals: [role], actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }));
}

describe.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags no circle is closed', (_, context) => {
  const env = { account: '111122223333', region: 'eu-west-1' };

  /** A stack whose own circles are looked for; circles of stacks the CDK refuses itself. */
  function stacks(props = {}): { app: App; stack: Stack } {
    const app = new App({ context });
    return { app, stack: new Stack(app, 'Stack', props) };
  }

  test.each<[string, (stack: Stack) => s3.IBucket | s3.CfnBucket]>([
    ['an L1 bucket', (stack) => new s3.CfnBucket(stack, 'Bucket')],
    ['a bucket', (stack) => new s3.Bucket(stack, 'Bucket', { enforceSSL: true, versioned: true })],
    ['a bucket that is emptied before it is deleted', (stack) => new s3.Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY })],
    ['a bucket that is known by its name', (stack) => s3.Bucket.fromBucketName(stack, 'Bucket', 'objects')],
    ['a bucket with a key of its own', (stack) => new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS })],
    ['a bucket that logs to another', (stack) => new s3.Bucket(stack, 'Bucket', { serverAccessLogsBucket: new s3.Bucket(stack, 'Logs') })],
  ])('by %s', (__, makeBucket) => {
    const { stack } = stacks();
    newJobOn(stack, makeBucket(stack));

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by a key and a bucket that let the role in by name', () => {
    const { stack } = stacks();
    const key = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: key });
    const { role } = newJobOn(stack, bucket);
    key.addToResourcePolicy(new iam.PolicyStatement({ principals: [role], actions: ['kms:Decrypt'], resources: ['*'] }));
    letIn(bucket, role);

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by a key of the handler\'s log that lets a job\'s role in', () => {
    const { stack } = stacks();
    const key = new kms.Key(stack, 'Key');
    BatchJobHandler.getOrCreate(stack, { logEncryptionKey: key });
    const { role } = newJobOn(stack, new s3.Bucket(stack, 'Bucket', { encryptionKey: key }));
    key.addToResourcePolicy(new iam.PolicyStatement({ principals: [role], actions: ['kms:Decrypt'], resources: ['*'] }));

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by jobs that wait for one another in a row', () => {
    const { stack } = stacks();
    const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
    ['First', 'Second', 'Third'].map((id) => newJobOn(stack, bucket, {}, id))
      .reduce((before, after) => {
        after.node.addDependency(before);
        return after;
      });

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by a bucket that waits for a job, and whose manifest another job reads', () => {
    const { stack } = stacks();
    const first = newJobOn(stack, new s3.Bucket(stack, 'Bucket'), {}, 'First');
    const second = new s3.Bucket(stack, 'Other');
    second.node.addDependency(first);
    newJobOn(stack, second, {}, 'Second');

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by a construct of a role and a job that waits for another of the kind', () => {
    class Archive extends Construct {
      constructor(scope: Construct, id: string) {
        super(scope, id);
        const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
        const bucket = new s3.Bucket(this, 'Bucket');
        const manifest = JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket }] });
        new BatchJob(this, 'Job', { role, manifest, operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }) });
      }
    }
    const { stack } = stacks();
    const first = new Archive(stack, 'First');
    new Archive(stack, 'Second').node.addDependency(first);

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by a function that the bucket notifies and that knows the job', () => {
    const { stack } = stacks();
    const bucket = new s3.Bucket(stack, 'Bucket');
    const { jobId, jobArn, jobStatus } = newJobOn(stack, bucket);
    const fn = newFunction(stack, { environment: { jobId, jobArn, jobStatus } });
    bucket.grantRead(fn);
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn));

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by a function that is invoked for each object of the bucket that notifies it', () => {
    const { stack } = stacks();
    const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
    const fn = newFunction(stack, { environment: { BUCKET: bucket.bucketName } });
    bucket.grantReadWrite(fn);
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn));
    newJobOn(stack, bucket, { operation: BatchOperation.lambdaInvoke(fn) });

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by a function that knows the job and may manage it', () => {
    const { stack } = stacks();
    const job = newJobOn(stack, new s3.Bucket(stack, 'Bucket'));
    const watcher = newFunction(stack, { environment: { JOB: job.jobId } });
    job.grants.manage(watcher);

    expect(cycleIn(stack)).toBeUndefined();
  });

  describe('by what is of another stack', () => {
    test('of the account: a bucket with a key', () => {
      const { app, stack } = stacks();
      const bucket = new s3.Bucket(new Stack(app, 'Buckets'), 'Bucket', { encryption: s3.BucketEncryption.KMS, enforceSSL: true });
      newJobOn(stack, bucket);

      expect(() => app.synth()).not.toThrow();
      expect(app.node.children.filter((child) => child instanceof Stack).map((child) => cycleIn(child as Stack))).toEqual([undefined, undefined]);
    });

    test('of another account: a bucket with a key, both with names', () => {
      const { app, stack } = stacks({ env });
      const theirs = new Stack(app, 'Theirs', { env: { ...env, account: '444455556666' } });
      const bucket = new s3.Bucket(theirs, 'Bucket', { bucketName: 'their-bucket', encryption: s3.BucketEncryption.KMS });
      newJobOn(stack, bucket);

      expect(() => app.synth()).not.toThrow();
      expect([cycleIn(stack), cycleIn(theirs)]).toEqual([undefined, undefined]);
    });

    test('of the account: the function', () => {
      const { app, stack } = stacks();
      newJobOn(stack, new s3.Bucket(stack, 'Bucket'), { operation: BatchOperation.lambdaInvoke(newFunction(new Stack(app, 'Functions'))) });

      expect(() => app.synth()).not.toThrow();
      expect(cycleIn(stack)).toBeUndefined();
    });

    test('of the account: a role that the job is given', () => {
      const { app, stack } = stacks();
      const role = new iam.Role(new Stack(app, 'Roles'), 'Role', { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
      newJobOn(stack, s3.Bucket.fromBucketName(stack, 'Bucket', 'objects'), { role });

      expect(() => app.synth()).not.toThrow();
      expect(cycleIn(stack)).toBeUndefined();
    });

    test('around it, where the job\'s is nested, and the bucket lets the role in', () => {
      const { app, stack } = stacks();
      const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
      const nested = new NestedStack(stack, 'Nested');
      const { role } = newJobOn(nested, bucket);
      letIn(bucket, role);

      expect(() => app.synth()).not.toThrow();
      expect([cycleIn(stack), cycleIn(nested)]).toEqual([undefined, undefined]);
    });

    test('nested in it: the bucket', () => {
      const { app, stack } = stacks();
      const nested = new NestedStack(stack, 'Nested');
      newJobOn(stack, new s3.Bucket(nested, 'Bucket', { encryption: s3.BucketEncryption.KMS }));

      expect(() => app.synth()).not.toThrow();
      expect([cycleIn(stack), cycleIn(nested)]).toEqual([undefined, undefined]);
    });
  });

  test('by a generated manifest of a bucket that replicates', () => {
    const { stack } = stacks();
    const destination = new s3.Bucket(stack, 'Destination', { versioned: true });
    const bucket = new s3.Bucket(stack, 'Bucket', { versioned: true, replicationRules: [{ destination }] });
    newJobOn(stack, bucket, { manifest: JobManifest.generate(bucket, { filter }) });

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('by a function\'s alias in a stack of functions that know the bucket', () => {
    const { stack } = stacks();
    const bucket = new s3.Bucket(stack, 'Bucket');
    const alias = new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: newFunction(stack, { environment: { BUCKET: bucket.bucketName } }).currentVersion });
    newJobOn(stack, bucket, { operation: BatchOperation.lambdaInvoke(alias) });

    expect(cycleIn(stack)).toBeUndefined();
  });
});
