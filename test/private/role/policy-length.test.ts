import { Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LEAST, lengthAtMost, MOST, policyLength } from '../../../src/private/role/policy-length';
import { newStack } from '../../fixture';

const QUOTES = 2;

test('white space isn\'t counted, but for that in names', () => {
  expect(policyLength({ Resource: ['a b', 'c'] }, LEAST)).toBe('{"Resource":["a b","c"]}'.length);
});

test.each<[string, unknown, number, number]>([
  ['an account', { Ref: 'AWS::AccountId' }, 12, 12],
  ['a partition', { Ref: 'AWS::Partition' }, 'aws'.length, 'aws-us-gov'.length],
  ['a Region', { Ref: 'AWS::Region' }, 'eu-west-1'.length, 'us-isof-south-1'.length],
  ['text with parameters', { 'Fn::Sub': 'cdk-assets-${AWS::AccountId}' }, 28, 28],
  ['what is joined', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::b']] }, 'arn:aws:s3:::b'.length, 'arn:aws-us-gov:s3:::b'.length],
  ['what is joined by something', { 'Fn::Join': ['/', ['a', { 'Fn::Join': ['-', ['b', 'c']] }]] }, 'a/b-c'.length, 'a/b-c'.length],
])('%s is as long as it will be', (_, value, least, most) => {
  expect([policyLength(value, LEAST), policyLength(value, MOST)]).toEqual([QUOTES + least, QUOTES + most]);
});

test.each<[string, unknown, string]>([
  ['a bucket\'s name', { Ref: 'Bucket' }, 'stack-bucket83908e77-1a2b3c4d5e6f'],
  ['a bucket\'s ARN', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::stack-bucket83908e77-1a2b3c4d5e6f'],
  ['a long bucket\'s ARN', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, `arn:aws-us-gov:s3:::${'b'.repeat(63)}`],
  ['an ARN of another stack\'s', { 'Fn::ImportValue': 'Arn' }, 'arn:aws:s3:::stack-bucket83908e77-1a2b3c4d5e6f'],
  ['a role\'s ARN', { 'Fn::GetAtt': ['Role', 'Arn'] }, `arn:aws-us-gov:iam::111122223333:role/${'r'.repeat(64)}`],
])('%s has at least and at most so much', (_, value, deployed) => {
  expect(policyLength(value, LEAST)).toBeLessThanOrEqual(deployed.length + QUOTES);
  expect(policyLength(value, MOST)).toBeGreaterThanOrEqual(deployed.length + QUOTES);
});

const allowing = (...resources: string[]) => new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources })] });

test('a policy has no more characters than can be told at once', () => {
  const stack = newStack();
  const document = allowing(new s3.Bucket(stack, 'Bucket').arnForObjects('logs/*'), `arn:${stack.partition}:s3:::named/*`);

  expect(lengthAtMost(document)).toBeGreaterThanOrEqual(policyLength(stack.resolve(document), MOST));
  expect(lengthAtMost(document)).toBeLessThan(Infinity);
});

test.each<[string, unknown]>([
  ['text that is only made later', allowing(Lazy.string({ produce: () => 'x'.repeat(9999) }))],
  ['a list that is only made later', allowing(...Lazy.list({ produce: () => ['x'.repeat(9999)] }))],
  ['nothing yet', new iam.PolicyDocument()],
  ['what the app wrote itself', { Statement: [] }],
])('nothing can be told at once of a policy with %s', (_, document) => {
  expect(lengthAtMost(document)).toBe(Infinity);
});
