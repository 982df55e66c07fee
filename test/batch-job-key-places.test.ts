import { App, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BatchOperation, JobManifest, ManifestEncryption, ManifestFilter, ObjectEncryptionFilter, type BatchJobProps } from '../src';
import { bucketNamed, newJob, newStack } from './fixture';

const ENV = { account: '111122223333', region: 'eu-west-1' };

type PropsOf = (stack: Stack, key: kms.IKey) => Partial<BatchJobProps>;

const uses: [string, PropsOf][] = [
  ['operation.kmsKey', (stack, kmsKey) => ({ operation: BatchOperation.putObjectCopy(bucketNamed(stack, 'target'), { kmsKey }) })],
  ['operation.kmsKey', (_, kmsKey) => ({ operation: BatchOperation.updateObjectEncryption(kmsKey) })],
  ['manifest.output.encryption.key', (stack, key) => ({
    manifest: JobManifest.generate(bucketNamed(stack, 'objects'), {
      filter: ManifestFilter.allObjects(), output: { bucket: bucketNamed(stack, 'output'), encryption: ManifestEncryption.sseKms(key) },
    }),
  })],
];

const filtering: [string, PropsOf] = ['manifest.filter.objectEncryption.key', (stack, key) => ({
  manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter: ManifestFilter.where({ objectEncryption: ObjectEncryptionFilter.sseKms({ key }) }) }),
})];

describe.each(uses)('%s', (path, propsOf) => {
  test('is refused of another Region', () => {
    const stack = newStack({ env: ENV });
    const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/theirs');

    expect(() => newJob(stack, propsOf(stack, key))).toThrow(new RegExp(`- \`${path}\` must be a key of the Region of .* eu-west-1.*, got: a key in us-east-1`));
  });

  test.each([['the Region', ENV], ['a Region known at deployment', undefined]])('is taken of %s', (_, env) => {
    const stack = newStack({ env });
    const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/ours');

    expect(() => newJob(stack, propsOf(stack, key))).not.toThrow();
  });
});

describe.each([...uses, filtering])('%s', (path, propsOf) => {
  test('is refused of a stack of another account, which the job\'s can\'t refer to', () => {
    const app = new App();
    const key = new kms.Key(new Stack(app, 'Theirs', { env: { ...ENV, account: '444455556666' } }), 'Key');
    const stack = new Stack(app, 'Stack', { env: ENV });

    expect(() => newJob(stack, propsOf(stack, key))).toThrow(`- \`${path}\` must be a key that the job's stack can refer to, `
      + 'and no reference crosses accounts or Regions; use Key.fromKeyArn with the key\'s ARN, got: Theirs/Key of another stack');
  });

  test('is taken of another stack of the account', () => {
    const app = new App();
    const key = new kms.Key(new Stack(app, 'Theirs', { env: ENV }), 'Key');
    const stack = new Stack(app, 'Stack', { env: ENV });
    newJob(stack, propsOf(stack, key));

    expect(() => app.synth()).not.toThrow();
  });
});

test('the key of a manifest is of the Region of its bucket, which may be another than the job\'s', () => {
  const stack = newStack({ env: ENV });
  const bucket = s3.Bucket.fromBucketAttributes(stack, 'Output', { bucketName: 'output', region: 'us-east-1' });
  const manifestUnder = (keyRegion: string) => JobManifest.generate(bucketNamed(stack, 'objects'), {
    filter: ManifestFilter.allObjects(),
    output: { bucket, encryption: ManifestEncryption.sseKms(kms.Key.fromKeyArn(stack, keyRegion, `arn:aws:kms:${keyRegion}:111122223333:key/a`)) },
  });

  expect(() => newJob(stack, { manifest: manifestUnder('us-east-1') })).not.toThrow();
  expect(() => newJob(stack, { manifest: manifestUnder('eu-west-1') }, 'Other')).toThrow('the Region of `manifest.output.bucket`, which is us-east-1');
});
