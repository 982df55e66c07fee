import * as s3express from 'aws-cdk-lib/aws-s3express';
import { DirectoryBucket } from '../src';
import { newStack } from './fixture';

const ARN = 'arn:aws:s3express:eu-west-1:444455556666:bucket/base--euw1-az1--x-s3';

test('knows what the ARN says', () => {
  const bucket = DirectoryBucket.fromBucketArn(newStack(), 'Fast', ARN);

  expect(bucket.bucketRef).toEqual({ bucketArn: ARN, bucketName: 'base--euw1-az1--x-s3' });
  expect(bucket.env).toEqual({ account: '444455556666', region: 'eu-west-1' });
});

test('takes the ARN of a bucket of the app', () => {
  const stack = newStack();
  const resource = new s3express.CfnDirectoryBucket(stack, 'Resource', { dataRedundancy: 'SingleAvailabilityZone', locationName: 'euw1-az1' });
  const { bucketRef } = DirectoryBucket.fromBucketArn(stack, 'Fast', resource.attrArn);

  expect(stack.resolve(bucketRef.bucketArn)).toEqual({ 'Fn::GetAtt': ['Resource', 'Arn'] });
});

test.each<[string, unknown, string]>([
  ['that of another bucket', 'arn:aws:s3:::objects', '"arn:aws:s3:::objects"'],
  ['one with the slash of the API reference', 'arn:aws:s3express:eu-west-1:444455556666:/bucket/base--euw1-az1--x-s3', '"arn:aws:s3express:eu-west-1:444455556666:/bucket/base--euw1-'],
  ['one without a zone', 'arn:aws:s3express:eu-west-1:444455556666:bucket/base--x-s3', '"arn:aws:s3express:eu-west-1:444455556666:bucket/base--x-s3"'],
  ['that of an object', `${ARN}/key`, '"arn:aws:s3express:eu-west-1:444455556666:bucket/base--euw1-a'],
  ['a name', 'base--euw1-az1--x-s3', '"base--euw1-az1--x-s3"'],
  ['nothing', undefined, 'undefined'],
  ['a number', 1, '1'],
])('refuses %s for an ARN', (_, arn, got) => {
  expect(() => DirectoryBucket.fromBucketArn(newStack(), 'Fast', arn as string)).toThrow(
    'Stack/Fast can\'t be deployed as it is:\n- `bucketArn` must be the ARN of a directory bucket, as in '
    + `arn:aws:s3express:eu-west-1:111122223333:bucket/base--euw1-az1--x-s3, got: ${got}`,
  );
});
