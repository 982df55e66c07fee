import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { JobManifest, ManifestEncryption, ManifestFilter, type ManifestOutput } from '../../src';
import { bucketNamed, newJob, newStack, resourcesOf, statementsOf } from '../fixture';

const allow = (Action: string | string[], Resource: unknown) => ({ Action, Effect: 'Allow', Resource });
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1a2b';
const USE = ['kms:GenerateDataKey', 'kms:Decrypt'];
const WRITE = ['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion'];
const tagging = allow(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], 'arn:aws:s3:::objects/*');

function newListedJob(stack: Stack, output: ManifestOutput, filter = ManifestFilter.allObjects()) {
  return newJob(stack, { manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter, output }) });
}

test('the role may make a list for replication and keep it: nothing more', () => {
  const stack = newStack();
  newListedJob(stack, { bucket: bucketNamed(stack, 'lists'), prefix: 'daily/', encryption: ManifestEncryption.sseS3() }, ManifestFilter.eligibleForReplication());

  expect(statementsOf(stack, 'JobRole')).toEqual([
    allow(['s3:PutInventoryConfiguration', 's3:GetReplicationConfiguration'], 'arn:aws:s3:::objects'),
    allow(WRITE, 'arn:aws:s3:::lists/daily/*'),
    tagging,
  ]);
});

test.each([
  [undefined, '*'],
  ['daily', 'daily*'],
  ['a*b?$', 'a${*}b${?}${$}*'],
])('the role may write a list with the prefix %s to %s', (prefix, keys) => {
  const stack = newStack();
  newListedJob(stack, { bucket: bucketNamed(stack, 'lists'), prefix });

  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow(WRITE, `arn:aws:s3:::lists/${keys}`));
});

test('the role may write a list with a prefix that only the deployment knows', () => {
  const stack = newStack();
  newListedJob(stack, { bucket: bucketNamed(stack, 'lists'), prefix: new CfnParameter(stack, 'Prefix').valueAsString });

  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow(WRITE, { 'Fn::Join': ['', ['arn:aws:s3:::lists/', { Ref: 'Prefix' }, '*']] }));
});

const keyStatements = (stack: Stack) => statementsOf(stack, 'JobRole').filter((statement) => JSON.stringify(statement).includes('"kms:'));

describe('the key that a list is kept under', () => {
  const imported = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);

  test.each<[string, (stack: Stack) => ManifestOutput, unknown[]]>([
    ['is the one that is given', (stack) => ({ bucket: bucketNamed(stack, 'lists'), encryption: ManifestEncryption.sseKms(imported(stack)) }), [allow(USE, KEY_ARN)]],
    [
      'is the given one, whatever the bucket\'s',
      (stack) => ({
        bucket: s3.Bucket.fromBucketAttributes(stack, 'Lists', { bucketName: 'lists', encryptionKey: new kms.Key(stack, 'Other') }),
        encryption: ManifestEncryption.sseKms(imported(stack)),
      }),
      [allow(USE, KEY_ARN)],
    ],
    [
      'is none with SSE-S3, whatever the bucket\'s',
      (stack) => ({ bucket: s3.Bucket.fromBucketAttributes(stack, 'Lists', { bucketName: 'lists', encryptionKey: imported(stack) }), encryption: ManifestEncryption.sseS3() }),
      [],
    ],
    [
      'is the bucket\'s, where none is given',
      (stack) => ({ bucket: s3.Bucket.fromBucketAttributes(stack, 'Lists', { bucketName: 'lists', encryptionKey: imported(stack) }) }),
      [allow(USE, KEY_ARN)],
    ],
    ['is none where the bucket has none', (stack) => ({ bucket: new s3.Bucket(stack, 'Lists') }), []],
    [
      'is the one behind an alias that is made in the app',
      (stack) => ({ bucket: bucketNamed(stack, 'lists'), encryption: ManifestEncryption.sseKms(new kms.Alias(stack, 'Alias', { aliasName: 'alias/a', targetKey: imported(stack) })) }),
      [allow(USE, KEY_ARN)],
    ],
  ])('%s', (_, output, statements) => {
    const stack = newStack();
    newListedJob(stack, output(stack));

    expect(keyStatements(stack)).toEqual(statements);
  });

  test('is the one that an L1 bucket names', () => {
    const stack = newStack();
    const bucket = new s3.CfnBucket(stack, 'Lists', {
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: KEY_ARN } }] },
    });
    newListedJob(stack, { bucket });

    expect(keyStatements(stack)).toEqual([allow(USE, KEY_ARN)]);
  });

  test('is what somebody has to allow who writes the policy by hand, rather than an alias of it', () => {
    const stack = newStack();
    const alias = new kms.Alias(stack, 'Alias', { aliasName: 'alias/a', targetKey: imported(stack) });
    const job = newListedJob(stack, { bucket: bucketNamed(stack, 'lists'), encryption: ManifestEncryption.sseKms(alias) });

    expect(job.requiredStatements.map((statement) => statement.toStatementJson())).toContainEqual(allow(USE, KEY_ARN));
  });

  test.each([['no feature flags', {}], ['the recommended feature flags', recommendedFlags]])('may be known by an alias alone, with %s', (_, context) => {
    const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } }, context);
    const alias = kms.Alias.fromAliasName(stack, 'Alias', 'alias/theirs');
    const job = newListedJob(stack, { bucket: bucketNamed(stack, 'lists'), encryption: ManifestEncryption.sseKms(alias) });

    const throughAlias = {
      Action: expect.arrayContaining(USE),
      Effect: 'Allow',
      Resource: expect.anything(),
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/theirs' } },
    };
    expect(keyStatements(stack)).toEqual([throughAlias]);
    expect(JSON.stringify(keyStatements(stack))).toContain(':kms:eu-west-1:111122223333:key/*"');
    expect(stack.resolve(job.requiredStatements.map((statement) => statement.toStatementJson()))).toContainEqual(throughAlias);
  });
});

describe('a list in another account\'s bucket, which may keep ACLs', () => {
  const FOREIGN = ['s3:PutObject', 's3:PutObjectAcl', 's3:GetObject', 's3:GetObjectVersion'];
  const ours = { account: '111122223333', region: 'eu-west-1' };

  test('is written with one', () => {
    const stack = newStack({ env: ours });
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Lists', { bucketArn: 'arn:aws:s3:::lists', account: '444455556666', region: ours.region });
    newListedJob(stack, { bucket });

    expect(statementsOf(stack, 'JobRole')).toContainEqual(allow(FOREIGN, 'arn:aws:s3:::lists/*'));
  });

  test('lets the role in by its policy, where it is of the app', () => {
    const app = new App();
    const theirs = new Stack(app, 'Theirs', { env: { ...ours, account: '444455556666' } });
    const stack = new Stack(app, 'Ours', { env: ours });
    newListedJob(stack, { bucket: new s3.Bucket(theirs, 'Bucket', { bucketName: 'their-bucket' }), prefix: 'lists/' });

    const [policy] = Object.values(resourcesOf(theirs, 'AWS::S3::BucketPolicy'));
    expect(policy.Properties.PolicyDocument.Statement).toEqual([expect.objectContaining({ Action: FOREIGN })]);
  });

  test('is not what a bucket of the same account is, nor one of an account that only the deployment knows', () => {
    const [known, unknown] = [newStack({ env: ours }), newStack()];
    const listsOf = (stack: Stack) => s3.Bucket.fromBucketAttributes(stack, 'Lists', { bucketArn: 'arn:aws:s3:::lists', account: ours.account, region: ours.region });
    [known, unknown].forEach((stack) => newListedJob(stack, { bucket: listsOf(stack) }));

    expect(statementsOf(known, 'JobRole')).toContainEqual(allow(WRITE, 'arn:aws:s3:::lists/*'));
    expect(statementsOf(unknown, 'JobRole')).toContainEqual(allow(WRITE, 'arn:aws:s3:::lists/*'));
  });
});
