import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { BatchJobHandler, JobManifest } from '../src';
import { bucketNamed, newJob, newStack, statementsOf } from './fixture';

/** Logical ids of a stack's policies whose job has these objects in its manifest. */
function policyIds(keys: readonly string[], props = {}): string[] {
  const stack = newStack(props);
  const stagingBucket = new s3.Bucket(stack, 'Staging');
  newJob(stack, { manifest: JobManifest.fromObjects(bucketNamed(stack, 'objects'), keys.map((key) => ({ key })), { stagingBucket }) });
  return Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
}

test.each([
  ['the default', () => ({})],
  ['the legacy', () => ({ synthesizer: new LegacyStackSynthesizer() })],
])('with %s synthesizer the handler\'s policies keep their logical ids when a manifest\'s objects change', (_, propsOf) => {
  const [before, after] = [['a'], ['a', 'b']].map((keys) => policyIds(keys, propsOf()));

  expect(before.filter((id) => id.startsWith('S3BatchJobHandlerPolicies'))).not.toEqual([]);
  expect(after).toEqual(before);
});

test('the handler may read a manifest of each of two buckets that have one logical id in two stacks', () => {
  const app = new App();
  const [one, other] = ['One', 'Other'].map((id) => new s3.Bucket(new Stack(app, id), 'Bucket'));
  const stack = new Stack(app, 'Stack');
  [one, other].forEach((bucket, index) => {
    newJob(stack, { manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] }) }, `Job${index}`);
  });

  expect(statementsOf(stack, 'S3BatchJobHandlerPolicies').map((statement) => JSON.stringify(statement))).toEqual([
    expect.stringMatching(/"One:Export/), expect.stringMatching(/"Other:Export/),
  ]);
});

describe('refuses a construct of the user\'s by the id of', () => {
  test('the handler', () => {
    const stack = newStack();
    new s3.Bucket(stack, 'S3BatchJobHandler');

    const message = 'can\'t be deployed as it is:\n- the stack must have no construct of its own by the id S3BatchJobHandler, which is for the jobs\' handler; give Stack/S3BatchJobHandler';
    expect(() => newJob(stack)).toThrow(`Stack/Job ${message}`);
    expect(() => BatchJobHandler.getOrCreate(stack)).toThrow(message);
  });

  test('its policies', () => {
    const stack = newStack();
    new Construct(stack, 'S3BatchJobHandlerPolicies');

    expect(() => newJob(stack, { manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] }) }))
      .toThrow('Stack/Job can\'t be deployed as it is:\n- the stack must have no construct of its own by the id S3BatchJobHandlerPolicies');
  });
});
