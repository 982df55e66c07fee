import { App, NestedStack, PhysicalName, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BatchOperation, JobManifest, ManifestFilter, type BatchJob } from '../src';
import { bucketNamed, jobResource, newJob, newStack, resourcesOf } from './fixture';
import { cycleIn } from './template-graph';

const ENV = { account: '111122223333', region: 'eu-west-1' };
const EMPTIED = { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY };

function newJobOn(stack: Stack, bucket: s3.IBucket | s3.CfnBucket, role?: iam.IRole): BatchJob {
  return newJob(stack, { role, manifest: JobManifest.generate(bucket, { filter: ManifestFilter.allObjects() }) });
}

function typesOf(stack: Stack, ids: readonly string[] = []): string[] {
  const { Resources } = Template.fromStack(stack).toJSON();
  return ids.map((id) => Resources[id].Type);
}

/** What the stack's nested one waits for, by type. */
function nestedDependencies(stack: Stack): string[] {
  const [nested] = Object.values(resourcesOf(stack, 'AWS::CloudFormation::Stack'));
  return typesOf(stack, nested.DependsOn);
}

describe('the permissions of a bucket\'s replication rules', () => {
  const replicateFrom = (stack: Stack, bucket: s3.IBucket | s3.CfnBucket) => newJob(stack, {
    operation: BatchOperation.replicateObject(), manifest: JobManifest.generate(bucket, { filter: ManifestFilter.eligibleForReplication() }),
  });

  test('are there before a job that replicates', () => {
    const stack = newStack();
    const destination = new s3.Bucket(stack, 'Destination', { versioned: true, encryption: s3.BucketEncryption.KMS });
    replicateFrom(stack, new s3.Bucket(stack, 'Bucket', { versioned: true, encryption: s3.BucketEncryption.KMS, replicationRules: [{ destination }] }));

    expect(jobResource(stack).DependsOn).toContainEqual(expect.stringMatching(/^BucketReplicationRoleDefaultPolicy/));
    expect(cycleIn(stack)).toBeUndefined();
  });

  test('are there before it where the rules have a role of the user\'s', () => {
    const stack = newStack();
    const replicationRole = new iam.Role(stack, 'Replication', { assumedBy: new iam.ServicePrincipal('s3.amazonaws.com') });
    const destination = new s3.Bucket(stack, 'Destination', { versioned: true });
    destination.grantWrite(replicationRole);
    replicateFrom(stack, new s3.Bucket(stack, 'Bucket', { versioned: true, replicationRole, replicationRules: [{ destination }] }));

    expect(jobResource(stack).DependsOn).toContainEqual(expect.stringMatching(/^ReplicationDefaultPolicy/));
  });
});

describe('a bucket of the app that is known by its name', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['is there, with its policy, before the job', (stack) => new s3.Bucket(stack, 'Bucket', { bucketName: 'objects', enforceSSL: true })],
    ['is there, with the policy of an L1 bucket, before the job', (stack) => (
      new s3.CfnBucketPolicy(stack, 'BucketPolicy', { bucket: new s3.CfnBucket(stack, 'Bucket', { bucketName: 'objects' }).ref, policyDocument: {} })
    )],
  ])('%s', (_, makeBucket) => {
    const stack = newStack();
    makeBucket(stack);
    newJobOn(stack, s3.Bucket.fromBucketName(stack, 'Imported', 'objects'));

    expect(typesOf(stack, jobResource(stack).DependsOn)).toEqual(expect.arrayContaining(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']));
  });

  test('is emptied only after the job is gone', () => {
    const stack = newStack();
    new s3.Bucket(stack, 'Bucket', { bucketName: 'objects', ...EMPTIED });
    newJobOn(stack, s3.Bucket.fromBucketName(stack, 'Imported', 'objects'));

    expect(typesOf(stack, jobResource(stack).DependsOn)).toContain('Custom::S3AutoDeleteObjects');
  });

  test('is no other bucket of the stack', () => {
    const stack = newStack();
    new s3.Bucket(stack, 'Bucket', { bucketName: 'others', enforceSSL: true });
    newJobOn(stack, s3.Bucket.fromBucketName(stack, 'Imported', 'objects'));

    expect(typesOf(stack, jobResource(stack).DependsOn)).not.toContain('AWS::S3::Bucket');
  });
});

describe('a bucket of the stack around the job\'s', () => {
  test('is there with its policy before the job, and is emptied after it', () => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true, ...EMPTIED });
    newJobOn(new NestedStack(new NestedStack(stack, 'Outer'), 'Inner'), bucket);

    expect(nestedDependencies(stack)).toEqual(expect.arrayContaining(['AWS::S3::BucketPolicy', 'Custom::S3AutoDeleteObjects']));
    expect(cycleIn(stack)).toBeUndefined();
  });

  test.each<[string, (job: BatchJob, stack: Stack) => iam.IPrincipal]>([
    ['the job\'s role', ({ role }) => role],
    ['a role that knows the job', ({ jobArn }, stack) => new iam.Role(stack, 'Reader', {
      assumedBy: new iam.AccountRootPrincipal(),
      inlinePolicies: { Read: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:DescribeJob'], resources: [jobArn] })] }) },
    })],
  ])('lets in %s by a policy that comes after it', (_, whom) => {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { ...EMPTIED });
    const job = newJobOn(new NestedStack(stack, 'Nested'), bucket);
    bucket.addToResourcePolicy(new iam.PolicyStatement({ principals: [whom(job, stack)], actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }));

    expect(nestedDependencies(stack)).toEqual([]);
    expect(cycleIn(stack)).toBeUndefined();
  });
});

test.each<[string, (bucket: s3.IBucket, stack: Stack) => JobManifest]>([
  ['holds its manifest', (bucket, stack) => JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] })],
  ['its manifest is written to', (bucket, stack) => JobManifest.fromObjects(bucketNamed(stack, 'objects'), [{ key: 'a' }], { stagingBucket: bucket })],
])('a job waits for no stack of another account whose bucket %s, because the bucket\'s policy waits for the job\'s role', (_, manifestIn) => {
  const app = new App();
  const theirs = new Stack(app, 'Theirs', { env: { ...ENV, account: '444455556666' } });
  const stack = new Stack(app, 'Stack', { env: ENV });
  newJob(stack, { manifest: manifestIn(new s3.Bucket(theirs, 'Bucket', { bucketName: 'their-bucket' }), stack) as never });
  app.synth();

  expect(stack.dependencies).toEqual([]);
  expect(JSON.stringify(resourcesOf(theirs, 'AWS::S3::BucketPolicy'))).toContain('handlerrole');
});

test.each<[string, (stack: Stack) => s3.IBucket | s3.CfnBucket]>([
  ['an L1 bucket', (stack) => new s3.CfnBucket(stack, 'Bucket', { bucketName: 'their-bucket' })],
  ['a bucket without a name', (stack) => new s3.Bucket(stack, 'Bucket')],
])('refuses %s of another account, which has no name that the job\'s stack knows', (_, makeBucket) => {
  const app = new App();
  const bucket = makeBucket(new Stack(app, 'Theirs', { env: { ...ENV, account: '444455556666' } }));

  expect(() => newJobOn(new Stack(app, 'Stack', { env: ENV }), bucket)).toThrow(
    'Stack/Job can\'t be deployed as it is:\n- the bucket Theirs/Bucket must have a name that is known here, for no reference crosses accounts or Regions; give it',
  );
});

test('refuses a bucket without a name where the role\'s policies are of another Region, which have to name it', () => {
  const app = new App();
  const role = new iam.Role(new Stack(app, 'Roles', { env: { ...ENV, region: 'us-east-1' } }), 'Role', {
    roleName: 'batch', assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com'),
  });
  const stack = new Stack(app, 'Stack', { env: ENV });

  expect(() => newJobOn(stack, new s3.Bucket(stack, 'Bucket'), role)).toThrow('the bucket Stack/Bucket must have a name that is known here');
});

test('takes a bucket of another account whose name the CDK makes up', () => {
  const app = new App();
  const theirs = new Stack(app, 'Theirs', { env: { ...ENV, account: '444455556666' } });
  const stack = new Stack(app, 'Stack', { env: ENV });
  newJobOn(stack, new s3.Bucket(theirs, 'Bucket', { bucketName: PhysicalName.GENERATE_IF_NEEDED }));

  expect(() => app.synth()).not.toThrow();
});
