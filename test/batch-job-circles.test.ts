import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { BatchOperation, JobManifest, type BatchJob } from '../src';
import { bucketNamed, newFunction, newJob, newStack } from './fixture';
import { cycleIn } from './template-graph';

/** A job by a CSV manifest in a bucket of its own, which waits for another job, if there is one. */
function newCsvJob(stack: Stack, index: number, before?: BatchJob, prefix = ''): BatchJob {
  const bucket = new s3.Bucket(stack, `${prefix}Bucket${index}`);
  if (before !== undefined) {
    bucket.node.addDependency(before);
  }
  return newJob(stack, { manifest: JobManifest.fromCsv(bucket, 'manifest.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] }) }, `${prefix}Job${index}`);
}

describe.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags', (_, context) => {
  test('45 jobs in a row, each with a manifest in a bucket that waits for the one before, close no circle', () => {
    const stack = newStack({}, context);
    let last: BatchJob | undefined;
    for (let index = 0; index < 45; index++) {
      last = newCsvJob(stack, index, last);
    }

    expect(cycleIn(stack)).toBeUndefined();
  });

  test('25 pairs of such jobs close no circle, and share policies where they can', () => {
    const stack = newStack({}, context);
    for (let index = 0; index < 25; index++) {
      newCsvJob(stack, index, newCsvJob(stack, index), 'Second');
    }

    expect(cycleIn(stack)).toBeUndefined();
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy')).length).toBeLessThanOrEqual(3);
  });
});

describe('refuses a circle', () => {
  test('of policies that jobs share, closed after the jobs were made', () => {
    const stack = newStack();
    const jobs = Array.from({ length: 35 }, (_, index) => newCsvJob(stack, index));
    stack.node.findChild('Bucket34').node.addDependency(jobs[33]);

    expect(() => Template.fromStack(stack)).toThrow(new RegExp(
      'resources of the stack must not wait for one another in a circle, .*; give manifests their `etag`, .*, '
      + 'got: Stack/Job33/Resource → Stack/S3BatchJobHandlerPolicies/Overflow1/Resource → Stack/Bucket34/Resource → Stack/Job33/Resource',
    ));
  });

  test('of a role that jobs share', () => {
    const stack = newStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
    const first = newJob(stack, { role }, 'First');
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.node.addDependency(first);
    newJob(stack, { role, operation: BatchOperation.putObjectCopy(bucket) }, 'Second');

    expect(() => Template.fromStack(stack)).toThrow(/give each job a role of its own, .*, got: Stack\/First\/Resource → Stack\/Role\/DefaultPolicy\/Resource → Stack\/Bucket/);
  });

  test('of a function whose permissions name the job that invokes it', () => {
    const stack = newStack();
    const fn = newFunction(stack);
    const job = newJob(stack, { operation: BatchOperation.lambdaInvoke(fn) });
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:DescribeJob'], resources: [job.jobArn] }));

    expect(() => Template.fromStack(stack)).toThrow(/got: Stack\/Job\/Resource → Stack\/(Function|Job).* → Stack\/Job\/Resource/);
  });

  test('unless no job is part of it, for it is somebody else\'s to tell', () => {
    const stack = newStack();
    const [one, other] = ['One', 'Other'].map((id) => new s3.Bucket(stack, id));
    one.node.addDependency(other);
    other.node.addDependency(one);
    newJob(stack);

    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});
