import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BatchOperation, CompletionReport, JobManifest, ManifestFilter } from '../src';
import { newJob } from './fixture';

const ID = 'cdk-s3-batch-operations:BatchJob.bucketOfAnotherAccount';
const region = 'eu-west-1';
const newStack = (account: string, app = new App()) => new Stack(app, `Stack${account}`, { env: { account, region } });
const warnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('.*')).map(({ entry }) => String(entry.data));
const generated = (bucket: s3.IBucket) => JobManifest.generate(bucket, { filter: ManifestFilter.allObjects() });

test('says what an imported bucket of another account has to allow', () => {
  const stack = newStack('111122223333');
  const theirs = s3.Bucket.fromBucketAttributes(stack, 'Theirs', { bucketName: 'theirs', account: '444455556666', region });
  newJob(stack, { manifest: generated(theirs), report: CompletionReport.allTasks(theirs, { prefix: 'x' }) });

  const [warning, ...others] = warnings(stack).filter((text) => text.includes(ID));
  expect(others).toEqual([]);
  expect(warning).toContain('the bucket Stack111122223333/Theirs is of account 444455556666 and was imported: its own policy has to allow the job\'s role '
    + 's3:PutInventoryConfiguration, s3:PutObjectTagging, s3:PutObjectVersionTagging, s3:PutObject, which this app leaves to that account');
});

describe('what the handler needs of another account', () => {
  const HANDLER = 'the role of the jobs\' handler (Stack111122223333/S3BatchJobHandler/Role, the `role` of BatchJobHandler.getOrCreate)';
  const THEIRS = { bucketName: 'theirs', account: '444455556666', region };
  const handlerWarnings = (stack: Stack) => warnings(stack).filter((text) => text.includes('handler'));

  test('is said of a bucket that a manifest lies in', () => {
    const stack = newStack('111122223333');
    const theirs = s3.Bucket.fromBucketAttributes(stack, 'Theirs', THEIRS);
    newJob(stack, { manifest: JobManifest.fromCsv(theirs, 'm.csv', { scope: [{ bucket: s3.Bucket.fromBucketName(stack, 'Ours', 'ours') }] }) });

    expect(handlerWarnings(stack)).toEqual([expect.stringContaining(`its own policy has to allow ${HANDLER} s3:GetObject, which this app leaves`)]);
  });

  test('is said of a bucket that a manifest is written to', () => {
    const stack = newStack('111122223333');
    const stagingBucket = s3.Bucket.fromBucketAttributes(stack, 'Theirs', THEIRS);
    newJob(stack, { manifest: JobManifest.fromObjects(s3.Bucket.fromBucketName(stack, 'Ours', 'ours'), [{ key: 'a' }], { stagingBucket }) });

    expect(handlerWarnings(stack)).toEqual([expect.stringContaining(`${HANDLER} s3:PutObject, s3:AbortMultipartUpload, which this app leaves`)]);
  });

  test('is said of the key of a report', () => {
    const stack = newStack('111122223333');
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:444455556666:key/theirs');
    const theirs = s3.Bucket.fromBucketAttributes(stack, 'Theirs', { ...THEIRS, encryptionKey });
    const scope = [{ bucket: s3.Bucket.fromBucketName(stack, 'Ours', 'ours') }];
    newJob(stack, { manifest: JobManifest.fromInventoryReport(theirs, 'a/b/2024-01-01T00-00Z/manifest.json', { scope }) });

    expect(handlerWarnings(stack)).toContainEqual(expect.stringContaining(`the key Stack111122223333/Key is of account 444455556666 and was imported: its own policy has to allow ${HANDLER} kms:Decrypt`));
  });

  test('is nothing where the manifest\'s ETag is given', () => {
    const stack = newStack('111122223333');
    const theirs = s3.Bucket.fromBucketAttributes(stack, 'Theirs', THEIRS);
    newJob(stack, { manifest: JobManifest.fromCsv(theirs, 'm.csv', { etag: 'e', scope: [{ bucket: s3.Bucket.fromBucketName(stack, 'Ours', 'ours') }] }) });

    expect(handlerWarnings(stack)).toEqual([]);
  });
});

test.each<[string, (stack: Stack) => s3.IBucket]>([
  ['an imported one of the stack\'s account', (stack) => s3.Bucket.fromBucketName(stack, 'Ours', 'ours')],
  ['one of another account in the app, whose policy the CDK writes', (stack) => (
    new s3.Bucket(newStack('444455556666', stack.node.root as App), 'Bucket', { bucketName: 'theirs' })
  )],
])('has nothing to say of %s', (_, bucket) => {
  const stack = newStack('111122223333');
  newJob(stack, { manifest: generated(bucket(stack)) });

  expect(warnings(stack).filter((text) => text.includes(ID))).toEqual([]);
});

describe('a key of another account', () => {
  const KEY_ID = 'cdk-s3-batch-operations:BatchJob.policyOfAnotherAccountsKey';
  const copyTo = (stack: Stack, kmsKey: kms.IKey) => newJob(stack, {
    operation: BatchOperation.putObjectCopy(s3.Bucket.fromBucketName(stack, 'Target', 'target'), { kmsKey }),
    manifest: generated(s3.Bucket.fromBucketName(stack, 'Source', 'source')),
  });

  test('has to let the role in by its own policy, where it was imported', () => {
    const stack = newStack('111122223333');
    copyTo(stack, kms.Key.fromKeyArn(stack, 'Theirs', 'arn:aws:kms:eu-west-1:444455556666:key/11111111-aaaa-bbbb-cccc-222222222222'));

    expect(warnings(stack).filter((text) => text.includes(KEY_ID))).toEqual([expect.stringContaining(
      'the key Stack111122223333/Theirs is of account 444455556666 and was imported: its own policy has to allow the job\'s role kms:GenerateDataKey',
    )]);
  });

  test('is no matter where it is of the app, or of the stack\'s account', () => {
    const stack = newStack('111122223333');
    copyTo(stack, kms.Key.fromKeyArn(stack, 'Ours', 'arn:aws:kms:eu-west-1:111122223333:key/11111111-aaaa-bbbb-cccc-222222222222'));

    expect(warnings(stack).filter((text) => text.includes(KEY_ID))).toEqual([]);
  });
});
