import { CfnParameter } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { DirectoryBucket } from '../../src';
import { bucketProblems, show, textProblems } from '../../src/private/checks';
import { newStack } from '../fixture';

const stack = newStack();
const parameter = new CfnParameter(stack, 'Text').valueAsString;
const importedBy = (bucketArn: string) => s3.Bucket.fromBucketAttributes(newStack(), 'Bucket', { bucketArn, bucketName: 'any' });

describe('a bucket', () => {
  test.each([
    ['its ARN', importedBy('arn:aws-cn:s3:::logs')],
    ['an ARN from before 2018', importedBy('arn:aws:s3:::Old_Logs.2017')],
    ['its name, in a partition known at deployment', s3.Bucket.fromBucketName(stack, 'Named', 'logs')],
    ['an ARN known at deployment', importedBy(parameter)],
    ['what the stack makes', new s3.Bucket(stack, 'Ours')],
    ['the ARN of a directory bucket', importedBy('arn:aws:s3express:eu-west-1:111122223333:bucket/base--euw1-az1--x-s3')],
    ['that of one that is known at deployment', DirectoryBucket.fromBucketArn(stack, 'Fast', parameter)],
    ['a directory bucket of the stack\'s Region', importedBy(stack.formatArn({ service: 's3express', resource: 'bucket', resourceName: 'base--euw1-az1--x-s3' }))],
  ])('is known by %s', (_, bucket) => {
    expect(bucketProblems('bucket', bucket)).toEqual([]);
  });

  test.each([
    ['a pattern', 'arn:aws:s3:::logs*'],
    ['every bucket', 'arn:aws:s3:::*'],
    ['a pattern of one character', 'arn:aws:s3:::log?'],
    ['an object', 'arn:aws:s3:::logs/2024'],
    ['an access point', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/logs'],
    ['nothing of AWS', 'logs'],
    ['a pattern after what only the deployment knows', `arn:${parameter}:s3:::logs*`],
    ['a pattern before it', `arn:aws:s3:::*-${parameter}`],
    ['an object after it', `arn:aws:s3:::${parameter}/2024`],
  ])('isn\'t known by the ARN of %s', (_, arn) => {
    expect(bucketProblems('manifest.bucket', importedBy(arn))).toEqual([
      expect.stringMatching(/^`manifest\.bucket` must have the ARN of a bucket, as in arn:aws:s3:::logs, and of nothing else, got: "/),
    ]);
  });

  test('has no key that stands for others too', () => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Keys', 'arn:aws:kms:eu-west-1:111122223333:key/*');
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Encrypted', { bucketName: 'logs', encryptionKey });

    expect(bucketProblems('bucket', bucket)).toEqual([
      '`bucket.encryptionKey` must have the ARN of one key, without * and ?, got: "arn:aws:kms:eu-west-1:111122223333:key/*"',
    ]);
  });
});

test.each<[number, number]>([[3, 0], [4, 1]])('a character beyond U+FFFF counts as one: of %i, 3 are taken', (count, problems) => {
  expect(textProblems('prefix', '😀'.repeat(count), 3)).toHaveLength(problems);
});

test('a long text is shown without half of a character', () => {
  expect(show(`${'x'.repeat(59)}😀😀`)).toBe(`"${'x'.repeat(59)}😀"… (61 characters)`);
});
