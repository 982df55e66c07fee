import { CfnResource, Duration } from 'aws-cdk-lib';
import { CompletionReport, WaitFor } from '../src';
import { jobRequest, jobResource, newJob, newStack } from './fixture';

test('sends the same request for the defaults and for the defaults said aloud, and nothing else', () => {
  const [implicit, explicit] = [newStack(), newStack()];
  newJob(implicit);
  newJob(explicit, {
    report: CompletionReport.disabled(), priority: 10, description: 'Stack/Job', confirmationRequired: false, waitFor: WaitFor.started(),
  });

  expect(jobResource(explicit).Properties).toEqual(jobResource(implicit).Properties);
  expect(jobRequest(implicit)).toEqual({
    Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'tier', Value: 'cold' }] } },
    Report: { Enabled: false },
    Priority: 10,
    RoleArn: expect.anything(),
    ConfirmationRequired: false,
    Description: 'Stack/Job',
    ManifestGenerator: {
      S3JobManifestGenerator: {
        SourceBucket: 'arn:aws:s3:::objects',
        EnableManifestOutput: false,
        Filter: { KeyNameConstraint: { MatchAnyPrefix: ['logs/'] } },
      },
    },
  });
});

test('writes the request in the order of the API', () => {
  const stack = newStack();
  newJob(stack, { description: 'ordered', priority: 1 });

  expect(Object.keys(jobRequest(stack))).toEqual([
    'Operation', 'Report', 'Priority', 'RoleArn', 'ConfirmationRequired', 'Description', 'ManifestGenerator',
  ]);
});

test('passes on what is given, falsy or not', () => {
  const stack = newStack();
  newJob(stack, { priority: 0, confirmationRequired: true, description: 'by hand', runId: '' });

  expect(jobRequest(stack)).toMatchObject({ Priority: 0, ConfirmationRequired: true, Description: 'by hand' });
  expect(jobResource(stack).Properties.RunId).toBe('');
});

test('cuts the default description to the 256 characters that S3 takes', () => {
  const stack = newStack();
  newJob(stack, {}, 'j'.repeat(300));

  expect(jobRequest(stack).Description).toBe(`Stack/${'j'.repeat(250)}`);
});

test('gives CloudFormation strings, and no property that nobody set', () => {
  const stack = newStack();
  newJob(stack);

  expect(Object.keys(jobResource(stack).Properties)).toEqual(['ServiceToken', 'ServiceTimeout', 'Request', 'Values', 'WaitFor', 'RunFingerprint']);
});

test.each([
  ['created()', WaitFor.created(), 1200],
  ['started() of a minute', WaitFor.started({ timeout: Duration.minutes(1) }), 1200],
  ['started()', WaitFor.started(), 1800],
  ['completed() of 12 minutes', WaitFor.completed({ timeout: Duration.minutes(12) }), 1620],
])('lets CloudFormation wait beyond %s: %s', (_, waitFor, seconds) => {
  const stack = newStack();
  newJob(stack, { waitFor });

  expect(jobResource(stack).Properties.ServiceTimeout).toBe(seconds);
});

test('can be overridden through its default child', () => {
  const stack = newStack();
  const job = newJob(stack);
  (job.node.defaultChild as CfnResource).addPropertyOverride('RunId', 'again');

  expect(jobResource(stack).Properties.RunId).toBe('again');
});
