import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { CompletionReport, JobManifest, ManifestFilter } from '../src';
import { bucketNamed, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const allow = (Action: string | string[], Resource: unknown) => ({ Action, Effect: 'Allow', Resource });
const tagging = ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'];
const keysOf = (arn: unknown, keys: string) => ({ 'Fn::Join': ['', [arn, `/${keys}`]] });

describe.each([
  ['no feature flags', {}],
  ['the recommended feature flags', recommendedFlags],
])('with %s', (_, context) => {
  test('the role may tag what the manifest selects, have it listed, and write the report: nothing more', () => {
    const stack = newStack({}, context);
    newJob(stack, { report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { prefix: 'tagged' }) });

    const statements = statementsOf(stack, 'JobRole');
    expect(statements).toHaveLength(3);
    expect(statements).toEqual(expect.arrayContaining([
      allow('s3:PutInventoryConfiguration', 'arn:aws:s3:::objects'),
      allow(tagging, 'arn:aws:s3:::objects/logs/*'),
      allow('s3:PutObject', 'arn:aws:s3:::reports/tagged/job-*'),
    ]));
  });
});

test('the role may write nothing without a report', () => {
  const stack = newStack();
  newJob(stack);

  expect(statementsOf(stack, 'JobRole')).toEqual([
    allow('s3:PutInventoryConfiguration', 'arn:aws:s3:::objects'),
    allow(tagging, 'arn:aws:s3:::objects/logs/*'),
  ]);
});

test('the role may tag every object where the manifest selects all', () => {
  const stack = newStack();
  newJob(stack, { manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter: ManifestFilter.allObjects() }) });

  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow(tagging, 'arn:aws:s3:::objects/*'));
});

test.each([
  [undefined, 'job-*'],
  ['tagged', 'tagged/job-*'],
  ['a/b', 'a/b/job-*'],
  ['tagged/', 'tagged/*'],
  ['tag?ged*$', 'tag${?}ged${*}${$}/job-*'],
])('the role may write a report with the prefix %s to %s', (prefix, keys) => {
  const stack = newStack();
  newJob(stack, { report: CompletionReport.failedTasks(bucketNamed(stack, 'reports'), { prefix }) });

  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow('s3:PutObject', `arn:aws:s3:::reports/${keys}`));
});

test('a key prefix is no pattern, and no variable', () => {
  const stack = newStack();
  const prefix = new CfnParameter(stack, 'Prefix').valueAsString;
  newJob(stack, {
    manifest: JobManifest.generate(bucketNamed(stack, 'objects'), {
      filter: ManifestFilter.where({ keyPrefix: `*${prefix}/\${aws:username}?` }),
    }),
  });

  expect(statementsOf(stack, 'JobRole')).toContainEqual(
    allow(tagging, { 'Fn::Join': ['', ['arn:aws:s3:::objects/${*}', { Ref: 'Prefix' }, '/${$}{aws:username}${?}*']] }),
  );
});

const buckets: [string, (stack: Stack) => s3refs.IBucketRef, unknown][] = [
  ['an L1', (stack) => new s3.CfnBucket(stack, 'Bucket'), { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
  ['an L2', (stack) => new s3.Bucket(stack, 'Bucket'), { 'Fn::GetAtt': ['Bucket83908E77', 'Arn'] }],
  [
    'an L2 that a key encrypts',
    (stack) => new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') }),
    { 'Fn::GetAtt': ['Bucket83908E77', 'Arn'] },
  ],
];

test.each(buckets)('the role gets the same for %s bucket', (_, makeBucket, arn) => {
  const stack = newStack();
  const bucket = makeBucket(stack);
  newJob(stack, {
    manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where({ keyPrefix: 'logs/' }) }),
    report: CompletionReport.allTasks(bucket, { prefix: 'reports' }),
  });

  expect(statementsOf(stack, 'JobRole')).toEqual([
    allow('s3:PutInventoryConfiguration', arn),
    allow(tagging, keysOf(arn, 'logs/*')),
    allow('s3:PutObject', keysOf(arn, 'reports/job-*')),
  ]);
});

test('ARNs are of the partition that the stack is deployed to', () => {
  const stack = newStack();
  newJob(stack, { manifest: JobManifest.generate(s3.Bucket.fromBucketName(stack, 'Named', 'named'), { filter: ManifestFilter.allObjects() }) });

  expect(statementsOf(stack, 'JobRole')).toContainEqual(
    allow('s3:PutInventoryConfiguration', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::named']] }),
  );
});

test('only S3 Batch Operations may assume the role, on nobody else\'s conditions', () => {
  const stack = newStack();
  newJob(stack);

  const [role] = Object.entries(resourcesOf(stack, 'AWS::IAM::Role')).filter(([id]) => id.startsWith('JobRole'));
  expect(role[1].Properties).toEqual({
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'batchoperations.s3.amazonaws.com' } }],
    },
    Path: '/cdk-s3-batch-operations/Stack/',
  });
});

test('a bucket of another account lets the role in by its policy, which names the role', () => {
  const app = new App();
  const theirs = new Stack(app, 'Theirs', { env: { account: '444455556666', region: 'eu-west-1' } });
  const ours = new Stack(app, 'Ours', { env: { account: '111122223333', region: 'eu-west-1' } });
  const bucket = new s3.Bucket(theirs, 'Bucket', { bucketName: 'their-bucket' });
  newJob(ours, { manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where({ keyPrefix: 'logs/' }) }) });

  const [policy] = Object.values(resourcesOf(theirs, 'AWS::S3::BucketPolicy'));
  expect(policy.Properties.PolicyDocument.Statement.map(({ Action }: { Action: unknown }) => Action)).toEqual(['s3:PutInventoryConfiguration', tagging]);
  expect(JSON.stringify(policy.Properties.PolicyDocument.Statement[0].Principal)).toContain(':role/cdk-s3-batch-operations/Ours/ours');
  expect(statementsOf(ours, 'JobRole')).toHaveLength(2);
});
