import { App, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { BatchJobHandler, BatchOperation, CompletionReport, JobManifest, ManifestFilter, type BatchJobProps } from '../src';
import { bucketNamed, jobResource, newFunction, newJob, newStack, resourcesOf } from './fixture';
import { awaitedBy, graphOf } from './template-graph';

const filter = ManifestFilter.where({ keyPrefix: 'logs/' });

/** What the stack's only job depends on, by type. */
function dependencyTypes(stack: Stack): string[] {
  const { Resources } = Template.fromStack(stack).toJSON();
  return (jobResource(stack).DependsOn ?? []).map((id) => Resources[id].Type).sort();
}

/** All resources of a stack that its only job waits for, by whatever way. */
function awaitedByJob(stack: Stack): string[] {
  const [job] = Object.keys(resourcesOf(stack, 'Custom::S3BatchJob'));
  return [...awaitedBy(graphOf(Template.fromStack(stack).toJSON().Resources), job)];
}

/** Synthesis lets a circle of resources pass, which the deployment then refuses; the CDK's assertions don't. */
function expectNoCycle(stack: Stack): void {
  expect(() => Template.fromStack(stack)).not.toThrow();
}

test.each<[string, (stack: Stack) => Partial<BatchJobProps>]>([
  ['of its own', () => ({})],
  ['that is given', (stack) => ({ role: new iam.Role(stack, 'JobRole', { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') }) })],
])('a job with a role %s waits for its permissions and for all of the handler, and keeps both until it is gone', (_, props) => {
  const stack = newStack();
  newJob(stack, props(stack));

  const { Resources } = Template.fromStack(stack).toJSON();
  expect(awaitedByJob(stack).sort()).toEqual(Object.keys(Resources).sort());
  expect(dependencyTypes(stack)).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Policy']);
});

test('a job waits for all of a handler in a VPC, with the rules of its security group', () => {
  const stack = newStack();
  const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'inner', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
  const { handlerFunction: { connections } } = BatchJobHandler.getOrCreate(stack, { vpc });
  connections.allowFrom(new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Other', { vpc })] }), ec2.Port.HTTPS);
  newJob(stack);

  const ofHandler = Object.keys(Template.fromStack(stack).toJSON().Resources).filter((id) => id.startsWith('S3BatchJobHandler'));
  expect(ofHandler).toContainEqual(expect.stringMatching(/SecurityGroupfrom/));
  expect(awaitedByJob(stack)).toEqual(expect.arrayContaining(ofHandler));
});

test('a job names none of what it refers to among what it depends on, which makes a large stack larger', () => {
  const stack = newStack();
  newJob(stack, { manifest: JobManifest.generate(new s3.Bucket(stack, 'Bucket', { enforceSSL: true }), { filter }) });

  expect(dependencyTypes(stack)).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Policy', 'AWS::S3::BucketPolicy']);
  expect(awaitedByJob(stack)).toContainEqual(expect.stringMatching(/^Bucket\w{8}$/));
});

test('a job waits for a bucket policy, even for one that is added after it', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  newJob(stack, { manifest: JobManifest.generate(bucket, { filter }) });
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()], actions: ['s3:DeleteObject'], resources: [bucket.arnForObjects('*')],
  }));

  expect(dependencyTypes(stack)).toContain('AWS::S3::BucketPolicy');
});

test.each<[string, (stack: Stack) => s3.CfnBucketPolicyProps['bucket']]>([
  ['its reference', (stack) => (stack.node.findChild('Bucket') as s3.CfnBucket).ref],
  ['its name', () => 'a-bucket-with-a-name'],
])('a job waits for the policy that names an L1 bucket by %s', (_, nameBucket) => {
  const stack = newStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketName: 'a-bucket-with-a-name' });
  const policy = new s3.CfnBucketPolicy(stack, 'Policy', { bucket: nameBucket(stack), policyDocument: {} });
  const byName = s3.Bucket.fromBucketName(stack, 'ByName', 'a-bucket-with-a-name');
  newJob(stack, { manifest: JobManifest.generate(policy.bucket === bucket.ref ? bucket : byName, { filter }) });

  expect(jobResource(stack).DependsOn).toContain('Policy');
});

test('a job waits for no bucket that it has nothing to do with', () => {
  const stack = newStack();
  new s3.Bucket(stack, 'Stranger', { enforceSSL: true });
  newJob(stack);

  expect(jobResource(stack).DependsOn).not.toContainEqual(expect.stringMatching(/^Stranger/));
});

test('a report bucket is emptied only after the job is gone', () => {
  const stack = newStack();
  const reports = new s3.Bucket(stack, 'Reports', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
  newJob(stack, { report: CompletionReport.allTasks(reports) });

  expect(dependencyTypes(stack)).toContain('Custom::S3AutoDeleteObjects');
});

test('a job waits for the handler\'s permission to look its manifest up', () => {
  const stack = newStack();
  newJob(stack, { manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] }) });

  expect(jobResource(stack).DependsOn).toContainEqual(expect.stringMatching(/^S3BatchJobHandlerPolicies/));
});

test('a job whose function works on a bucket waits for the bucket\'s policy, though its role has no part in it', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
  newJob(stack, {
    operation: BatchOperation.lambdaInvoke(newFunction(stack)),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope: [{ bucket }] }),
  });

  expect(dependencyTypes(stack)).toContain('AWS::S3::BucketPolicy');
});

describe('no circle is closed', () => {
  test('by a job that another one waits for', () => {
    const stack = newStack();
    const first = newJob(stack, {}, 'First');
    newJob(stack, {}, 'Second').node.addDependency(first);

    expectNoCycle(stack);
  });

  test('by a key and a bucket that let the role in by name', () => {
    const stack = newStack();
    const key = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: key, enforceSSL: true });
    const { role } = newJob(stack, {
      manifest: JobManifest.generate(bucket, { filter }), report: CompletionReport.allTasks(bucket, { prefix: 'reports' }),
    });
    key.addToResourcePolicy(new iam.PolicyStatement({ principals: [role], actions: ['kms:Decrypt'], resources: ['*'] }));
    bucket.addToResourcePolicy(new iam.PolicyStatement({ principals: [role], actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }));

    expectNoCycle(stack);
  });

  test('by a function that the report bucket notifies and that knows the job', () => {
    const stack = newStack();
    const reports = new s3.Bucket(stack, 'Reports');
    const job = newJob(stack, { report: CompletionReport.allTasks(reports) });
    const reader = new lambda.Function(stack, 'Reader', {
      code: lambda.Code.fromInline('exports.handler = async () => {}'),
      handler: 'index.handler',
      runtime: lambda.determineLatestNodeRuntime(stack),
      environment: { JOB_ID: job.jobId },
    });
    reports.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(reader));

    expectNoCycle(stack);
  });

  test('by a function that works on the bucket of everything and is notified by it', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
    const fn = newFunction(stack, { environment: { BUCKET: bucket.bucketName } });
    bucket.grantReadWrite(fn);
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn));
    newJob(stack, {
      operation: BatchOperation.lambdaInvoke(fn.addAlias('live')),
      manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket }] }),
      report: CompletionReport.allTasks(bucket, { prefix: 'reports' }),
    });

    expectNoCycle(stack);
  });

  test('by the bucket of a manifest that waits for another job', () => {
    const stack = newStack();
    const first = newJob(stack, {}, 'First');
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.node.addDependency(first);
    newJob(stack, { manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket }] }) }, 'Second');

    expectNoCycle(stack);
  });

  test('by a bucket of the stack around a nested one', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
    const nested = new NestedStack(stack, 'Nested');
    const { role } = newJob(nested, { manifest: JobManifest.generate(bucket, { filter }) });
    bucket.addToResourcePolicy(new iam.PolicyStatement({ principals: [role], actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }));

    expectNoCycle(stack);
    expectNoCycle(nested);
  });
});

test('a bucket of another stack is imported, and makes the job wait for its stack alone', () => {
  const app = new App();
  const storage = new Stack(app, 'Storage');
  const jobs = new Stack(app, 'Jobs');
  newJob(jobs, { manifest: JobManifest.generate(new s3.Bucket(storage, 'Bucket', { enforceSSL: true }), { filter }) });
  app.synth();

  expect(jobs.dependencies).toEqual([storage]);
  expect(storage.dependencies).toEqual([]);
});

test('a job waits for the stack that makes its role, though it calls the role of another Region by its name', () => {
  const app = new App();
  const roles = new Stack(app, 'Roles', { env: { account: '111122223333', region: 'us-east-1' } });
  const jobs = new Stack(app, 'Jobs', { env: { account: '111122223333', region: 'eu-west-1' } });
  const role = new iam.Role(roles, 'Role', { roleName: 'batch', assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
  newJob(jobs, { role: role.withoutPolicyUpdates() });
  app.synth();

  expect(jobs.dependencies).toEqual([roles]);
});

test('a bucket of another account is left to be deployed after the role that its policy names', () => {
  const app = new App();
  const jobs = new Stack(app, 'Jobs', { env: { account: '111122223333', region: 'us-east-1' } });
  const storage = new Stack(app, 'Storage', { env: { account: '444455556666', region: 'us-east-1' } });
  const bucket = new s3.Bucket(storage, 'Bucket', { bucketName: 'objects-elsewhere' });
  newJob(jobs, { manifest: JobManifest.generate(bucket, { filter }) });
  app.synth();

  expect(Object.keys(resourcesOf(storage, 'AWS::S3::BucketPolicy'))).toHaveLength(1);
  expect(jobs.dependencies).toEqual([]);
});

test('a nested stack has a handler of its own, which may pass the roles of its stack', () => {
  const stack = newStack();
  const nested = new NestedStack(stack, 'Nested');
  newJob(nested);

  expect(Object.values(resourcesOf(nested, 'AWS::IAM::Role')).map(({ Properties }) => Properties.Path)).toContain('/cdk-s3-batch-operations/Stack/');
  expect(JSON.stringify(resourcesOf(nested, 'AWS::IAM::Policy'))).toContain(':role/cdk-s3-batch-operations/Stack/*');
});
