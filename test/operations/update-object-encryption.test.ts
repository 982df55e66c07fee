import { Token, type Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { BatchOperation, JobManifest, ManifestFilter, ObjectEncryptionFilter, type UpdateObjectEncryptionOptions } from '../../src';
import type { OperationBinding, Selection } from '../../src/private/binding';
import { statementOf } from '../../src/private/role/grants';
import { bucketNamed, newJob, newStack, statementsOf } from '../fixture';

const NEW = 'arn:aws:kms:eu-west-1:111122223333:key/new';
const OLD = 'arn:aws:kms:eu-west-1:111122223333:key/old';
const KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt', 'kms:ReEncrypt*'];

const ours = () => newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
const keyAt = (stack: Stack, arn = NEW) => kms.Key.fromKeyArn(stack, `Key${stack.node.children.length}`, arn);
const allow = (Action: string | string[], Resource: string) => ({ Action, Effect: 'Allow', Resource });

/** A bucket that is known to encrypt with the old key. */
function encrypted(stack: Stack): s3.IBucket {
  return stack.node.tryFindChild('Encrypted') as s3.IBucket | undefined ?? s3.Bucket.fromBucketAttributes(stack, 'Encrypted', {
    bucketArn: 'arn:aws:s3:::encrypted', encryptionKey: keyAt(stack, OLD),
  });
}

interface Case {
  readonly key?: kms.IKey;
  readonly options?: UpdateObjectEncryptionOptions;
  readonly bucket?: s3refs.IBucketRef;
  readonly selection?: Partial<Selection>;
}

function bind({ key, options, bucket, selection }: Case = {}, stack = ours()): OperationBinding {
  const objects = [{ bucket: bucket ?? encrypted(stack) }];
  return BatchOperation.updateObjectEncryption(key ?? keyAt(stack), options)
    ._bind({ objects, namesVersions: false, source: 'csv', ...selection }, { scope: stack, now: new Date('2026-01-01T00:00:00Z') });
}

const policyOf = (example: Case, stack = ours()) => (
  bind(example, stack).permissions.map((permission) => stack.resolve(statementOf(permission).toStatementJson()))
);
const warningsOf = (example: Case, stack = ours()) => bind(example, stack).warnings.map(({ id }) => id.split('.')[1]);

test('is named as in the API', () => {
  expect(BatchOperation.updateObjectEncryption(keyAt(ours())).name).toBe('S3UpdateObjectEncryption');
});

test.each<[string, UpdateObjectEncryptionOptions | undefined, string]>([
  ['the key alone', undefined, ''],
  ['no options', {}, ''],
  ['a bucket key', { bucketKeyEnabled: true }, ',"BucketKeyEnabled":true'],
  ['no bucket key, said aloud', { bucketKeyEnabled: false }, ',"BucketKeyEnabled":false'],
])('sends what was said and no more: %s', (_, options, sent) => {
  expect(bind({ options })).toMatchObject({ problems: [], warnings: [] });
  expect(JSON.stringify(bind({ options }).request))
    .toBe(`{"S3UpdateObjectEncryption":{"ObjectEncryption":{"SSEKMS":{"KMSKeyArn":"${NEW}"${sent}}}}}`);
});

test.each<[string, unknown, string]>([
  ['text for a boolean', { bucketKeyEnabled: 'false' }, '`operation.bucketKeyEnabled` must be true or false, got: "false"'],
  ['null for a boolean', { bucketKeyEnabled: null }, '`operation.bucketKeyEnabled` must be true or false, got: null'],
  ['a misspelt option', { bucketKey: true }, '`operation.bucketKey` is no option; there are: bucketKeyEnabled'],
  ['a boolean for options', true, '`operation` must have its options by their names, as in updateObjectEncryption({ bucketKeyEnabled: … }), got: true'],
  ['null for options', null, '`operation` must have its options by their names, as in updateObjectEncryption({ bucketKeyEnabled: … }), got: null'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind({ options: options as never }).problems).toEqual([problem]);
});

test('tells a misspelt option together with a wrong one', () => {
  expect(bind({ options: { bucketKey: true, bucketKeyEnabled: 'yes' } as never }).problems).toEqual([
    '`operation.bucketKey` is no option; there are: bucketKeyEnabled', '`operation.bucketKeyEnabled` must be true or false, got: "yes"',
  ]);
});

test.each<[string, ObjectEncryptionFilter, boolean]>([
  ['SSE-S3', ObjectEncryptionFilter.sseS3(), true],
  ['SSE-KMS', ObjectEncryptionFilter.sseKms(), true],
  ['DSSE-KMS', ObjectEncryptionFilter.dsseKms(), false],
  ['SSE-C', ObjectEncryptionFilter.sseC(), false],
  ['nothing', ObjectEncryptionFilter.none(), false],
])('takes or refuses objects that the filter finds under %s', (_, filter, isTaken) => {
  expect(bind({ selection: { filter: { encryption: filter._facts() } } }).problems).toEqual(isTaken ? [] : [
    expect.stringContaining('`manifest.filter.objectEncryption` must be ObjectEncryptionFilter.sseS3() or ObjectEncryptionFilter.sseKms() for '
      + 'updateObjectEncryption, since the task of any other object fails, got: ObjectEncryptionFilter.'),
  ]);
});

test('refuses directory buckets', () => {
  expect(bind({ bucket: bucketNamed(newStack(), 'base--use1-az5--x-s3') }).problems).toEqual([
    expect.stringContaining('directory buckets, which take only putObjectCopy and lambdaInvoke, not updateObjectEncryption'),
  ]);
});

describe('the role', () => {
  test('may update the objects, and use the new key and the one that the bucket is seen to have', () => {
    expect(policyOf({})).toEqual([
      allow(['s3:GetObject', 's3:UpdateObjectEncryption'], 'arn:aws:s3:::encrypted/*'),
      allow(KEY_ACTIONS, NEW),
      allow(KEY_ACTIONS, OLD),
    ]);
  });

  test('may update versions where the manifest may name them, and only under the key prefix', () => {
    const bucket = bucketNamed(newStack(), 'objects');

    expect(policyOf({ selection: { objects: [{ bucket, keyPrefix: 'a/' }], namesVersions: true } })).toEqual([
      allow(['s3:GetObject', 's3:GetObjectVersion', 's3:UpdateObjectEncryption'], 'arn:aws:s3:::objects/a/*'),
      allow(KEY_ACTIONS, NEW),
    ]);
  });

  test('may use the old key that the filter names, in place of the bucket\'s', () => {
    const stack = ours();
    const key = keyAt(stack, OLD.replace('old', 'filtered'));

    expect(policyOf({ selection: { filter: { encryption: { usesKms: true, key } } } }, stack).slice(1))
      .toEqual([allow(KEY_ACTIONS, NEW), allow(KEY_ACTIONS, key.keyArn)]);
  });

  test('may use no old key where the filter selects objects without', () => {
    expect(policyOf({ selection: { filter: { encryption: { usesKms: false } } } }).slice(1)).toEqual([allow(KEY_ACTIONS, NEW)]);
  });

  test('is allowed one key once', () => {
    const stack = ours();

    expect(policyOf({ key: keyAt(stack, OLD) }, stack).slice(1)).toEqual([allow(KEY_ACTIONS, OLD)]);
  });

  test.each<[string, (stack: Stack, key: kms.Key) => s3refs.IBucketRef]>([
    ['an L2', (stack, encryptionKey) => new s3.Bucket(stack, 'Bucket', { encryptionKey })],
    ['an L1', (stack, key) => new s3.CfnBucket(stack, 'Bucket', {
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.keyArn } }] },
    })],
  ])('has one statement in the template for a key that is %s bucket\'s too', (_, makeBucket) => {
    const stack = newStack();
    const key = new kms.Key(stack, 'Key');
    newJob(stack, {
      operation: BatchOperation.updateObjectEncryption(key),
      manifest: JobManifest.generate(makeBucket(stack, key), { filter: ManifestFilter.allObjects() }),
    });

    expect(statementsOf(stack, 'JobRole').filter((statement) => JSON.stringify(statement).includes('kms:'))).toEqual([
      { Action: KEY_ACTIONS, Effect: 'Allow', Resource: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] } },
    ]);
  });
});

describe('warns', () => {
  test('of an old key that can\'t be seen', () => {
    expect(bind({ bucket: bucketNamed(ours(), 'objects') }).warnings).toEqual([{
      id: 'cdk-s3-batch-operations:BatchJob.importedBucketKey',
      message: expect.stringContaining(`the job's role needs ${KEY_ACTIONS.join(', ')} on it`),
    }]);
  });

  test('of no old key where the filter settles it', () => {
    const selection: Partial<Selection> = { filter: { encryption: { usesKms: false } } };

    expect(warningsOf({ bucket: bucketNamed(ours(), 'objects'), selection })).toEqual([]);
  });

  test('of a key of another account than the bucket\'s', () => {
    const stack = ours();
    const key = keyAt(stack, NEW.replace('111122223333', '444455556666'));

    expect(bind({ key }, stack).warnings).toEqual([{
      id: 'cdk-s3-batch-operations:BatchJob.keyOfAnotherAccount',
      message: `the key ${key.node.path} is of account 444455556666, and the bucket Stack/Encrypted of 111122223333: S3 updates the encryption of `
        + 'objects to a key of another account only after AWS Support has enabled that for an organization, and the key\'s own policy has to allow the '
        + 'job\'s role; give a key of the bucket\'s account',
    }]);
  });

  test('not of a key of the bucket\'s account, which needn\'t be the stack\'s', () => {
    const stack = ours();
    const account = '444455556666';
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Theirs', { bucketName: 'theirs', account, encryptionKey: keyAt(stack, OLD) });

    expect(warningsOf({ key: keyAt(stack, NEW.replace('111122223333', account)), bucket }, stack)).toEqual([]);
  });

  test('not of accounts that only the deployment knows', () => {
    const stack = newStack();
    const key = kms.Key.fromKeyArn(stack, 'Key', Token.asString({ Ref: 'KeyArn' }));

    expect(warningsOf({ key }, stack)).toEqual([]);
  });
});
