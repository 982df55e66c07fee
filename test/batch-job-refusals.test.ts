import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, OnNoObjects, WaitFor, type BatchJobProps } from '../src';
import { bucketNamed, jobRequest, newJob, newStack } from './fixture';

test.each<[Partial<BatchJobProps>, string]>([
  [{ priority: -1 }, '`priority` must be a whole number from 0 to 2147483647, got: -1'],
  [{ priority: 2147483648 }, '`priority` must be a whole number from 0 to 2147483647, got: 2147483648'],
  [{ priority: 1.5 }, '`priority` must be a whole number from 0 to 2147483647, got: 1.5'],
  [{ description: '' }, '`description` must have 1 to 256 characters or be left out, got: ""'],
  [{ description: 'd'.repeat(257) }, `\`description\` must have 1 to 256 characters or be left out, got: "${'d'.repeat(60)}"… (257 characters)`],
  [
    { confirmationRequired: true, waitFor: WaitFor.completed() },
    '`confirmationRequired` makes the job wait for a person, and `waitFor` makes the deployment wait for the job; use WaitFor.started()',
  ],
])('refuses %j', (props, problem) => {
  expect(() => newJob(newStack(), props)).toThrow(`Stack/Job can't be deployed as it is:\n- ${problem}`);
});

test.each<Partial<BatchJobProps>>([
  { priority: 0 }, { priority: 2147483647 }, { description: 'd' }, { description: 'd'.repeat(256) }, { description: '😀'.repeat(256) }, { maxObjects: undefined },
])('takes %j', (props) => {
  expect(() => newJob(newStack(), props)).not.toThrow();
});

test.each([
  ['operation', {}, '`operation` must be made by BatchOperation, got: an object of Object'],
  ['operation', undefined, '`operation` must be made by BatchOperation, got: undefined'],
  ['manifest', 'manifest.json', '`manifest` must be made by JobManifest, got: "manifest.json"'],
  ['report', WaitFor.created(), '`report` must be made by CompletionReport, got: an object of WaitForCreated'],
  ['waitFor', 'completed', '`waitFor` must be made by WaitFor, got: "completed"'],
  ['priority', '10', '`priority` must be a whole number from 0 to 2147483647, got: "10"'],
  ['confirmationRequired', 'false', '`confirmationRequired` must be true or false, got: "false"'],
  ['runId', 7, '`runId` must be a string, got: 7'],
])('refuses a wrong %s from JavaScript: %j', (prop, value, problem) => {
  expect(() => newJob(newStack(), { [prop]: value })).toThrow(problem);
});

test('refuses the names of buckets from JavaScript, all at once', () => {
  expect(() => newJob(newStack(), {
    manifest: JobManifest.generate('objects' as never, { filter: ManifestFilter.allObjects() }),
    report: CompletionReport.allTasks('reports' as never),
  })).toThrow([
    '- `manifest.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: "objects"',
    '- `report.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: "reports"',
  ].join('\n'));
});

test('names the construct once, and every problem on a line of its own', () => {
  const stack = newStack();
  const bucket = bucketNamed(stack, 'objects');

  expect(() => newJob(stack, {
    operation: BatchOperation.putObjectTagging({ tags: { '': 'x' } }),
    manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where({}) }),
    report: CompletionReport.allTasks(bucket, { prefix: '' }),
    waitFor: WaitFor.completed({ maxFailedTasks: -1 }),
    priority: -1,
  })).toThrow([
    "Stack/Job can't be deployed as it is:",
    '- `priority` must be a whole number from 0 to 2147483647, got: -1',
    '- `manifest.filter` must have at least one condition; use ManifestFilter.allObjects() for the whole bucket',
    '- a key of `operation.tags` must have 1 to 128 characters, of letters, digits, spaces and _ . : / = + - @, got: ""',
    '- `report.prefix` must have 1 to 512 characters or be left out, got: ""',
    '- `waitFor.maxFailedTasks` must be a whole number from 0, known at synth, got: -1',
  ].join('\n'));
});

test.each<[string, string]>([['maxobjects', '5'], ['waitfor', 'x'], ['maxObject', '5'], ['confirmationRequire', 'x']])('refuses a misspelt option, which would count for nothing: %s', (name, value) => {
  expect(() => newJob(newStack(), { [name]: value })).toThrow(
    `Stack/Job can't be deployed as it is:\n- \`${name}\` is no option; there are: operation, manifest, report, role, priority, description, `
    + 'confirmationRequired, maxObjects, onNoObjects, runOn, runId, waitFor, removalPolicy',
  );
});

test('tells what is no part of a job together with what is wrong with the other parts', () => {
  const stack = newStack();

  expect(() => newJob(stack, {
    operation: BatchOperation.putObjectTagging({ tags: { '': 'x' } }),
    manifest: 'objects.csv' as never,
    report: {} as never,
    waitFor: WaitFor.completed({ maxFailedTasks: -1 }),
    onNoObjects: OnNoObjects.SUCCEED,
    priority: -1,
  })).toThrow(new Error([
    "Stack/Job can't be deployed as it is:",
    '- `priority` must be a whole number from 0 to 2147483647, got: -1',
    '- `manifest` must be made by JobManifest, got: "objects.csv"',
    '- a key of `operation.tags` must have 1 to 128 characters, of letters, digits, spaces and _ . : / = + - @, got: ""',
    '- `report` must be made by CompletionReport, got: an object of Object',
    '- `waitFor.maxFailedTasks` must be a whole number from 0, known at synth, got: -1',
  ].join('\n')));
});

test('lets through what only the deployment knows', () => {
  const stack = newStack();
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  newJob(stack, {
    operation: BatchOperation.putObjectTagging({ tags: { tier: text } }),
    manifest: JobManifest.generate(bucketNamed(stack, 'objects'), {
      filter: ManifestFilter.where({ keyPrefix: `${text}/logs/` }), expectedBucketOwner: text,
    }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { prefix: text, expectedBucketOwner: text }),
    priority: number,
    description: Lazy.string({ produce: () => 'lazy' }),
  });

  expect(jobRequest(stack)).toMatchObject({
    Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'tier', Value: { Ref: 'Text' } }] } },
    Report: { Prefix: { Ref: 'Text' }, ExpectedBucketOwner: { Ref: 'Text' } },
    Priority: { Ref: 'Number' },
    Description: 'lazy',
    ManifestGenerator: {
      S3JobManifestGenerator: {
        ExpectedBucketOwner: { Ref: 'Text' },
        Filter: { KeyNameConstraint: { MatchAnyPrefix: [{ 'Fn::Join': ['', [{ Ref: 'Text' }, '/logs/']] }] } },
      },
    },
  });
});

test('refuses what only looks like a bucket from JavaScript', () => {
  expect(() => newJob(newStack(), {
    manifest: JobManifest.generate({ bucketRef: { bucketArn: 'arn:aws:s3:::objects' } } as never, { filter: ManifestFilter.allObjects() }),
  })).toThrow('- `manifest.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: an object of Object');
});

test.each([undefined, null])('refuses a job of nothing from JavaScript: %s', (props) => {
  expect(() => new BatchJob(newStack(), 'Job', props as never)).toThrow(
    `Stack/Job can't be deployed as it is:\n- \`props\` must have the job's options by their names, as in { operation: …, manifest: … }, got: ${props}`,
  );
});

test('takes what a class that extends it hands on of its own', () => {
  expect(() => newJob(newStack(), { team: 'archive', source: 'logs', filter: {} } as never)).not.toThrow();
});
