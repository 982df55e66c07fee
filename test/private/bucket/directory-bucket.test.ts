import { CfnParameter } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { DirectoryBucket } from '../../../src';
import { generalPurposeProblems } from '../../../src/private/bucket/directory-bucket';
import { newStack } from '../../fixture';

const NAME = 'base--usw2-az1--x-s3';
const stack = newStack();
const { fromBucketArn, fromBucketName } = s3.Bucket;
const parameter = new CfnParameter(stack, 'Name').valueAsString;

test.each<[string, s3refs.IBucketRef]>([
  ['name', fromBucketName(stack, 'Named', NAME)],
  ['ARN', fromBucketArn(stack, 'WithArn', `arn:aws:s3express:us-west-2:111122223333:bucket/${NAME}`)],
  ['ARN in a partition known at deployment', fromBucketArn(stack, 'Anywhere', stack.formatArn({ service: 's3express', resource: 'bucket', resourceName: NAME }))],
])('refuses a directory bucket that is imported by its %s', (_, bucket) => {
  expect(generalPurposeProblems('putObjectAcl', [{ bucket }])).toEqual([
    `\`manifest\` must name no objects in directory buckets, which take only putObjectCopy and lambdaInvoke, not putObjectAcl, got: "${NAME}"`,
  ]);
});

test('refuses a directory bucket whose ARN only the deployment knows', () => {
  const bucket = DirectoryBucket.fromBucketArn(stack, 'OfTheApp', parameter);

  expect(generalPurposeProblems('putObjectAcl', [{ bucket }])).toEqual([expect.stringContaining('must name no objects in directory buckets')]);
});

test.each<[string, s3refs.IBucketRef | undefined]>([
  ['a name that has the ending in its middle', fromBucketName(stack, 'Middle', 'base--x-s3-logs')],
  ['a name known at deployment', fromBucketName(stack, 'Later', parameter)],
  ['a bucket of the app', new s3.Bucket(stack, 'Ours')],
  ['an L1', new s3.CfnBucket(stack, 'L1')],
  ['what is no bucket, which others refuse', undefined],
])('takes %s', (_, bucket) => {
  expect(generalPurposeProblems('putObjectAcl', [{ bucket: bucket! }])).toEqual([]);
});

test('names each of them', () => {
  const objects = ['a--usw2-az1--x-s3', 'plain', 'c--usw2-az1--x-s3'].map((name) => ({ bucket: fromBucketName(stack, name, name) }));

  expect(generalPurposeProblems('putObjectAcl', objects).map((problem) => problem.split('got: ')[1])).toEqual(['"a--usw2-az1--x-s3"', '"c--usw2-az1--x-s3"']);
});
