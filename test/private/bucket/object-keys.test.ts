import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { FilterFacts, Selection } from '../../../src/private/binding';
import { distinctKeys, hiddenKeyWarnings, objectKeys } from '../../../src/private/bucket/object-keys';
import { bucketNamed, newStack } from '../../fixture';

const OLD = 'arn:aws:kms:eu-west-1:111122223333:key/old';
const FILTERED = 'arn:aws:kms:eu-west-1:111122223333:key/filtered';

const keyAt = (stack: Stack, arn = OLD) => kms.Key.fromKeyArn(stack, arn.split('/')[1], arn);
const anyKey: FilterFacts = { encryption: { usesKms: true } };
const noKey: FilterFacts = { encryption: { usesKms: false } };
const oneKey = (key: kms.IKey): FilterFacts => ({ encryption: { usesKms: true, key } });

function selectionOf(buckets: readonly s3refs.IBucketRef[], filter?: FilterFacts): Selection {
  return { objects: buckets.map((bucket) => ({ bucket })), namesVersions: false, source: filter === undefined ? 'csv' : 'generated', filter };
}

/** ARNs of the keys, as a template would have them. */
function keysOf(stack: Stack, buckets: readonly s3refs.IBucketRef[], filter?: FilterFacts): unknown[] {
  return objectKeys(selectionOf(buckets, filter)).map((key) => stack.resolve(typeof key === 'string' ? key : key.keyArn));
}

function hiddenOf(buckets: readonly s3refs.IBucketRef[], filter?: FilterFacts): string[] {
  return hiddenKeyWarnings(selectionOf(buckets, filter), ['kms:Decrypt']).map(({ id }) => id.split('.')[1]);
}

describe.each<[string, (stack: Stack) => s3refs.IBucketRef, unknown[], string[], string[]]>([
  ['an L2 with a key', (stack) => new s3.Bucket(stack, 'B', { encryptionKey: keyAt(stack) }), [OLD], [], []],
  ['an L2 with an alias', (stack) => new s3.Bucket(stack, 'B', { encryptionKey: keyAt(stack).addAlias('alias/old') }), [OLD], [], []],
  [
    'an L2 with an alias imported by its name',
    (stack) => new s3.Bucket(stack, 'B', { encryptionKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/old') }),
    [], ['importedBucketKey'], ['importedBucketKey'],
  ],
  ['an L2 without a key', (stack) => new s3.Bucket(stack, 'B'), [], [], ['objectKeyNotSeen']],
  ['an L2 with the key of AWS', (stack) => new s3.Bucket(stack, 'B', { encryption: s3.BucketEncryption.KMS_MANAGED }), [], [], []],
  ['an L1 without a key', (stack) => new s3.CfnBucket(stack, 'B'), [], [], ['objectKeyNotSeen']],
  [
    'an L1 with a key',
    (stack) => new s3.CfnBucket(stack, 'B', {
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: OLD } }] },
    }),
    [OLD], [], [],
  ],
  [
    'one imported with its key',
    (stack) => s3.Bucket.fromBucketAttributes(stack, 'B', { bucketName: 'objects', encryptionKey: keyAt(stack) }),
    [OLD], [], [],
  ],
  ['one imported by its name', (stack) => bucketNamed(stack, 'objects'), [], ['importedBucketKey'], ['importedBucketKey']],
])('objects of %s', (_, makeBucket, keys, hidden, hiddenOfKms) => {
  test('are under its key', () => {
    const stack = newStack();

    expect(keysOf(stack, [makeBucket(stack)])).toEqual(keys);
  });

  test('are warned of where a key may be hidden', () => {
    expect(hiddenOf([makeBucket(newStack())])).toEqual(hidden);
  });

  test('are under its key where the filter asks for any', () => {
    const stack = newStack();
    const bucket = makeBucket(stack);

    expect(keysOf(stack, [bucket], anyKey)).toEqual(keys);
    expect(hiddenOf([bucket], anyKey)).toEqual(hiddenOfKms);
  });

  test('are under no key where the filter asks for none', () => {
    const stack = newStack();
    const bucket = makeBucket(stack);

    expect(keysOf(stack, [bucket], noKey)).toEqual([]);
    expect(hiddenOf([bucket], noKey)).toEqual([]);
  });

  test('are under the key that the filter asks for', () => {
    const stack = newStack();
    const bucket = makeBucket(stack);

    expect(keysOf(stack, [bucket], oneKey(keyAt(stack, FILTERED)))).toEqual([FILTERED]);
    expect(hiddenOf([bucket], oneKey(kms.Key.fromKeyArn(stack, 'Any', FILTERED)))).toEqual([]);
  });
});

test('an alias in the filter stands for its key', () => {
  const stack = newStack();

  expect(keysOf(stack, [bucketNamed(stack, 'objects')], oneKey(keyAt(stack, FILTERED).addAlias('alias/filtered')))).toEqual([FILTERED]);
});

test('a bucket counts once, and so does a key of several', () => {
  const stack = newStack();
  const key = new kms.Key(stack, 'Key');
  const one = new s3.Bucket(stack, 'One', { encryptionKey: key });
  const other = new s3.Bucket(stack, 'Other', { encryptionKey: key });
  const imported = bucketNamed(stack, 'objects');

  expect(keysOf(stack, [one, one, other])).toEqual([{ 'Fn::GetAtt': ['Key961B73FD', 'Arn'] }]);
  expect(hiddenOf([imported, imported])).toEqual(['importedBucketKey']);
});

test('an L1 bucket and an L2 of one key have it once, and a job in another stack imports it', () => {
  const app = new App();
  const theirs = new Stack(app, 'Theirs');
  const job = new Stack(app, 'Job');
  const key = new kms.Key(theirs, 'Key');
  const l1 = new s3.CfnBucket(theirs, 'L1', {
    bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.keyArn } }] },
  });
  const [seen, ...others] = objectKeys(selectionOf([l1, new s3.Bucket(theirs, 'L2', { encryptionKey: key })]));
  new CfnOutput(job, 'Seen', { value: seen as string });

  expect(others).toEqual([]);
  expect(Template.fromStack(job).toJSON().Outputs.Seen.Value).toEqual({ 'Fn::ImportValue': expect.stringContaining('Theirs:') });
});

test('of a key and the same as text, it is the first that stays', () => {
  const key = keyAt(newStack());

  expect(distinctKeys([key, OLD])).toEqual([key]);
  expect(distinctKeys([OLD, key, FILTERED])).toEqual([OLD, FILTERED]);
});

test('a warning says on which bucket, and what the role needs', () => {
  const stack = newStack();
  const warnings = hiddenKeyWarnings(selectionOf([bucketNamed(stack, 'objects'), new s3.Bucket(stack, 'Plain')], anyKey), ['kms:Decrypt', 'kms:Encrypt']);

  expect(warnings).toEqual([
    {
      id: 'cdk-s3-batch-operations:BatchJob.importedBucketKey',
      message: expect.stringMatching(/^which KMS key the bucket Stack\/objects encrypts with, .* needs kms:Decrypt, kms:Encrypt on it/),
    },
    {
      id: 'cdk-s3-batch-operations:BatchJob.objectKeyNotSeen',
      message: expect.stringMatching(/the bucket Stack\/Plain has none by default: .* needs kms:Decrypt, kms:Encrypt on it; name the key in the filter/),
    },
  ]);
});

test('what isn\'t a bucket is left to the manifest to refuse', () => {
  expect(keysOf(newStack(), ['objects' as never, undefined as never])).toEqual([]);
  expect(hiddenOf(['objects' as never, undefined as never])).toEqual([]);
});
