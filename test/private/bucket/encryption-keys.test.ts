import { CfnParameter, Lazy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, ManifestEncryption, ManifestFilter } from '../../../src';
import { encryptsWithKms } from '../../../src/private/bucket/bucket-encryption';
import { defaultKeyOf, fullKeyProblems, keyProblems, mayHideKey } from '../../../src/private/bucket/encryption-keys';
import { jobResource, newJob, newStack } from '../../fixture';

const KEYS = 'arn:aws:kms:eu-west-1:111122223333:key/*';
const ONE_KEY = `must have the ARN of one key, without * and ?, got: ${JSON.stringify(KEYS)}`;
const keyBy = (arn: string) => kms.Key.fromKeyArn(newStack(), 'Key', arn);

test('a key is one, and no pattern that stands for others too', () => {
  expect(keyProblems('key', keyBy(KEYS))).toEqual([`\`key\` ${ONE_KEY}`]);
  expect(fullKeyProblems('key', keyBy(KEYS))).toEqual([`\`key\` ${ONE_KEY}`]);
  expect(ManifestEncryption.sseKms(keyBy(KEYS))._problems('encryption')).toEqual([`\`encryption.key\` ${ONE_KEY}`]);
});

test('nor is it an alias whose name is a pattern, or an ARN that is one behind what only the deployment knows', () => {
  const stack = newStack();
  const account = new CfnParameter(stack, 'Account').valueAsString;

  expect(keyProblems('key', kms.Alias.fromAliasName(stack, 'Alias', 'alias/team-*'))).toEqual([expect.stringContaining('must have the ARN of one key')]);
  expect(keyProblems('key', kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${account}:key/*`))).toEqual([expect.stringContaining('must have the ARN of one key')]);
  expect(keyProblems('key', kms.Key.fromKeyArn(stack, 'Other', `arn:aws:kms:eu-west-1:${account}:key/abc`))).toEqual([]);
});

describe('an L1 whose encryption is made later', () => {
  const byDefault = (kmsMasterKeyId: string) => ({ serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId } }] });
  let isReady = false;
  const whenReady = <T>(value: T) => {
    if (!isReady) {
      throw new Error('too early');
    }
    return value;
  };

  test.each<[string, () => s3.CfnBucketProps['bucketEncryption']]>([
    ['all of it', () => Lazy.any({ produce: () => whenReady(byDefault('alias/later')) })],
    ['its key', () => byDefault(Lazy.string({ produce: () => whenReady('alias/later') }))],
  ])('may hide a key, and is resolved with the template: %s', (_, bucketEncryption) => {
    isReady = false;
    const stack = newStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketEncryption: bucketEncryption() });

    expect(mayHideKey(bucket)).toBe(true);
    expect(defaultKeyOf(bucket)).toBeUndefined();
    expect(() => encryptsWithKms(bucket)).not.toThrow();
    newJob(stack, { manifest: JobManifest.generate(bucket, { filter: ManifestFilter.allObjects() }) });
    isReady = true;
    expect(jobResource(stack).Type).toBe('Custom::S3BatchJob');
  });
});
