import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, ManifestEncryption, ManifestFilter, type ManifestFilterConditions, type ManifestOutput } from '../../src';
import { bindManifest, bucketNamed, jobRequest, newJob, newStack } from '../fixture';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1a2b';
const keyOf = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
const generate = (stack: Stack, output: ManifestOutput, filter = ManifestFilter.allObjects()) => (
  JobManifest.generate(bucketNamed(stack, 'objects'), { filter, output })
);
const problemsOf = (output: unknown, filter?: ManifestFilter) => bindManifest(generate(newStack(), output as ManifestOutput, filter)).problems;

test.each<[string, (stack: Stack) => Omit<ManifestOutput, 'bucket'>, object]>([
  ['nothing that wasn\'t said', () => ({}), {}],
  ['the prefix, its slash too', () => ({ prefix: 'lists/' }), { ManifestPrefix: 'lists/' }],
  ['the longest prefix', () => ({ prefix: 'p'.repeat(512) }), { ManifestPrefix: 'p'.repeat(512) }],
  ['the expected owner', () => ({ expectedBucketOwner: '012345678901' }), { ExpectedManifestBucketOwner: '012345678901' }],
  ['SSE-S3', () => ({ encryption: ManifestEncryption.sseS3() }), { ManifestEncryption: { SSES3: {} } }],
  ['SSE-KMS', (stack) => ({ encryption: ManifestEncryption.sseKms(keyOf(stack)) }), { ManifestEncryption: { SSEKMS: { KeyId: KEY_ARN } } }],
])('sends %s', (_, options, request) => {
  const stack = newStack();
  newJob(stack, { manifest: generate(stack, { bucket: bucketNamed(stack, 'lists'), ...options(stack) }) });

  expect(jobRequest(stack).ManifestGenerator).toEqual({
    S3JobManifestGenerator: {
      SourceBucket: 'arn:aws:s3:::objects',
      EnableManifestOutput: true,
      ManifestOutputLocation: { Bucket: 'arn:aws:s3:::lists', ManifestFormat: 'S3InventoryReport_CSV_20211130', ...request },
    },
  });
});

test('sends the key of an alias that is made in the app, since the stack may make the alias only after the job', () => {
  const stack = newStack();
  const key = new kms.Key(stack, 'Made');
  newJob(stack, { manifest: generate(stack, { bucket: bucketNamed(stack, 'lists'), encryption: ManifestEncryption.sseKms(key.addAlias('alias/made')) }) });

  expect(jobRequest(stack).ManifestGenerator?.S3JobManifestGenerator.ManifestOutputLocation?.ManifestEncryption)
    .toEqual({ SSEKMS: { KeyId: stack.resolve(key.keyArn) } });
});

test('sends an alias that was imported by its name', () => {
  const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
  const alias = kms.Alias.fromAliasName(stack, 'Alias', 'alias/theirs');
  newJob(stack, { manifest: generate(stack, { bucket: bucketNamed(stack, 'lists'), encryption: ManifestEncryption.sseKms(alias) }) });

  expect(JSON.stringify(jobRequest(stack).ManifestGenerator?.S3JobManifestGenerator.ManifestOutputLocation?.ManifestEncryption))
    .toMatch(/^\{"SSEKMS":\{"KeyId":.*:kms:eu-west-1:111122223333:alias\/theirs/);
});

test('takes a prefix that only the deployment knows', () => {
  expect(problemsOf({ bucket: bucketNamed(newStack(), 'lists'), prefix: Lazy.string({ produce: () => 'lists/' }) })).toEqual([]);
});

const lists = bucketNamed(newStack(), 'lists');

test.each<[string, unknown, string]>([
  ['an empty prefix', { bucket: lists, prefix: '' }, '`manifest.output.prefix` must have 1 to 512 characters or be left out, got: ""'],
  [
    'a long prefix', { bucket: lists, prefix: 'p'.repeat(513) },
    `\`manifest.output.prefix\` must have 1 to 512 characters or be left out, got: "${'p'.repeat(60)}"… (513 characters)`,
  ],
  ['no account id', { bucket: lists, expectedBucketOwner: 'me' }, '`manifest.output.expectedBucketOwner` must be an account id, a string of 12 digits, got: "me"'],
  ['the name of a bucket', { bucket: 'lists' }, '`manifest.output.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: "lists"'],
  ['no bucket', {}, '`manifest.output.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined'],
  [
    'a directory bucket', { bucket: s3.Bucket.fromBucketName(newStack(), 'Express', 'fast--use1-az4--x-s3') },
    '`manifest.output.bucket` must be a general purpose bucket, got: a directory bucket',
  ],
  ['a misspelt option', { bucket: lists, manifestPrefix: 'lists/' }, '`manifest.output.manifestPrefix` is no option; there are: bucket, prefix, expectedBucketOwner, encryption'],
  ['null', null, '`manifest.output` must have its options by their names, as in { bucket: … }, got: null'],
  ['an ARN', 'arn:aws:s3:::lists', '`manifest.output` must have its options by their names, as in { bucket: … }, got: "arn:aws:s3:::lists"'],
  [
    'an encryption as the API spells it', { bucket: lists, encryption: { SSES3: {} } },
    '`manifest.output.encryption` must be made by ManifestEncryption, as in ManifestEncryption.sseS3(), got: an object of Object',
  ],
  [
    'SSE-KMS without a key', { bucket: lists, encryption: ManifestEncryption.sseKms(undefined as never) },
    '`manifest.output.encryption.key` must be a KMS key; use Key.fromKeyArn for one that exists already, got: undefined',
  ],
])('refuses %s', (_, output, problem) => {
  expect(problemsOf(output)).toEqual([problem]);
});

describe('a list for replication, which is kept where its objects are', () => {
  const outputIn = (region: string): ManifestOutput => ({ bucket: s3.Bucket.fromBucketAttributes(newStack(), 'Lists', { bucketName: 'lists', region }) });
  const objectsIn = (region: string) => s3.Bucket.fromBucketAttributes(newStack(), 'Objects', { bucketName: 'objects', region });
  const problemsBetween = (source: s3.IBucket, output: ManifestOutput, filter: ManifestFilter) => (
    bindManifest(JobManifest.generate(source, { filter, output })).problems
  );

  test('is refused in another Region', () => {
    expect(problemsBetween(objectsIn('eu-west-1'), outputIn('us-east-1'), ManifestFilter.eligibleForReplication())).toEqual([
      '`manifest.output.bucket` must be in the Region of the objects\' bucket, eu-west-1, with `eligibleForReplication`, got: us-east-1',
    ]);
  });

  test.each<[string, s3.IBucket, ManifestFilter]>([
    ['the same Region', objectsIn('us-east-1'), ManifestFilter.eligibleForReplication()],
    ['a Region that only the deployment knows', s3.Bucket.fromBucketName(newStack(), 'Objects', 'objects'), ManifestFilter.eligibleForReplication()],
    ['another Region, where it is no list for replication', objectsIn('eu-west-1'), ManifestFilter.where({ eligibleForReplication: false })],
  ])('is taken in %s', (_, source, filter) => {
    expect(problemsBetween(source, outputIn('us-east-1'), filter)).toEqual([]);
  });
});

describe('warnings', () => {
  const warningsOf = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));

  function withOutput(conditions: ManifestFilterConditions, prefix: string | undefined): string[] {
    const stack = newStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    newJob(stack, { manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where(conditions), output: { bucket, prefix } }) });
    return warningsOf(stack);
  }

  test.each<[string, ManifestFilterConditions, string | undefined, string]>([
    ['a suffix alone', { keySuffix: '.csv' }, undefined, '*'],
    ['what it lies under', { keyPrefix: 'logs/' }, 'logs/lists/', 'logs/lists/*'],
    ['a least age, which it will have one day', { keyPrefix: 'logs/', olderThan: Duration.days(90) }, 'logs/', 'logs/*'],
    ['a part of what it may be called', { keyPrefix: 'lists/job-1/' }, 'lists/', 'lists/*'],
  ])('of a manifest among the objects that have %s', (_, conditions, prefix, keys) => {
    expect(withOutput(conditions, prefix)).toEqual([
      expect.stringMatching(/^the manifest is written to .*\[ack: cdk-s3-batch-operations:BatchJob\.manifestAmongObjects\]$/),
    ]);
    expect(withOutput(conditions, prefix)[0]).toContain(`the manifest is written to ${keys} in the bucket`);
  });

  test.each<[string, ManifestFilterConditions, string]>([
    ['beside the objects', { keyPrefix: 'logs/' }, 'lists/'],
    ['younger than every object', { createdBefore: new Date('2020-01-01T00:00:00Z') }, 'lists/'],
  ])('not of one that is %s', (_, conditions, prefix) => {
    expect(withOutput(conditions, prefix)).toEqual([]);
  });

  test('of a prefix that no policy can spell, for which the role is allowed more', () => {
    expect(withOutput({ keyPrefix: 'logs/' }, 'listes/日本/')).toEqual([
      expect.stringMatching(/^`manifest\.output\.prefix` has characters beyond U\+00FF.* listes\/\*, .*BatchJob\.widerThanPrefix\]$/),
    ]);
  });

  const HIDDEN = /^which KMS key the bucket Stack\/lists encrypts with.* needs kms:GenerateDataKey, kms:Decrypt on it.*BatchJob\.importedBucketKey\]$/;

  test.each<[string, ManifestEncryption | undefined, unknown[]]>([
    ['of the key that an imported bucket may have', undefined, [expect.stringMatching(HIDDEN)]],
    ['not of a bucket\'s key that isn\'t used', ManifestEncryption.sseS3(), []],
  ])('%s', (_, encryption, warnings) => {
    const stack = newStack();
    newJob(stack, { manifest: generate(stack, { bucket: bucketNamed(stack, 'lists'), encryption }) });

    expect(warningsOf(stack)).toEqual(warnings);
  });
});
