import { refusal, storeWith } from './store-fixture';
import type { Encryption } from '../../../local/src/store/object-state';

const object = { bucket: 'box', key: 'a' };
const body = Buffer.from('');
const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/k';

test.each<[string, Encryption | undefined, Encryption | undefined, Encryption]>([
  ['SSE-S3 where nothing is said', undefined, undefined, { type: 'SSE-S3' }],
  ['what its bucket does', { type: 'DSSE-KMS', keyArn }, undefined, { type: 'DSSE-KMS', keyArn }],
  ['what the request says', { type: 'SSE-KMS', keyArn }, { type: 'SSE-S3' }, { type: 'SSE-S3' }],
])('encrypts an object with %s', async (_what, ofBucket, asked, expected) => {
  const { s3 } = storeWith({ encryption: ofBucket });
  await s3.putObject({ ...object, body, encryption: asked });
  expect((await s3.headObject(object)).encryption).toEqual(expected);
});

// API reference, PutObject and CopyObject: `x-amz-server-side-encryption-bucket-key-enabled`
describe('an S3 Bucket Key that is asked for without a key', () => {
  test.each([true, false])('is one, or none, of the bucket\'s own key: %s', async (bucketKeyEnabled) => {
    const { s3 } = storeWith({ encryption: { type: 'SSE-KMS', keyArn, bucketKeyEnabled: !bucketKeyEnabled } });
    await s3.putObject({ ...object, body, bucketKeyEnabled });
    expect((await s3.headObject(object)).encryption).toEqual({ type: 'SSE-KMS', keyArn, bucketKeyEnabled });
  });

  test('is one of an upload in parts, too', async () => {
    const { s3 } = storeWith({ encryption: { type: 'SSE-KMS', keyArn } });
    const { uploadId } = await s3.createMultipartUpload({ ...object, bucketKeyEnabled: true });
    const { etag } = await s3.uploadPart({ ...object, uploadId, partNumber: 1, body });
    await s3.completeMultipartUpload({ ...object, uploadId, parts: [{ partNumber: 1, etag }] });
    expect((await s3.headObject(object)).encryption).toEqual({ type: 'SSE-KMS', keyArn, bucketKeyEnabled: true });
  });

  test('changes an object that is copied to itself', async () => {
    const { s3 } = storeWith({ encryption: { type: 'SSE-KMS', keyArn } });
    await s3.putObject({ ...object, body });
    await s3.copyObject({ ...object, source: object, bucketKeyEnabled: true });
    expect((await s3.headObject(object)).encryption).toEqual({ type: 'SSE-KMS', keyArn, bucketKeyEnabled: true });
  });

  test.each<Encryption | undefined>([undefined, { type: 'SSE-S3' }, { type: 'DSSE-KMS', keyArn }])('is refused where the bucket has %j', async (encryption) => {
    const { s3 } = storeWith({ encryption });
    await expect(s3.putObject({ ...object, body, bucketKeyEnabled: true })).rejects.toMatchObject(refusal(501, 'NotImplemented', 'S3 Bucket Key'));
    await expect(s3.putObject({ ...object, body, bucketKeyEnabled: false })).resolves.toBeDefined();
  });
});

// API reference, PutObject: `x-amz-server-side-encryption-aws-kms-key-id` takes an id, an ARN or an alias
test.each(['k', 'alias/images', 'arn:aws:kms:us-east-1:111122223333:alias/images', keyArn])('finds the key that is named %s', async (name) => {
  const { store, s3 } = storeWith();
  store.keys.addKey('k');
  store.keys.addAlias('alias/images', 'k');
  await s3.putObject({ ...object, body, encryption: { type: 'SSE-KMS', keyArn: name } });
  expect((await s3.headObject(object)).encryption).toEqual({ type: 'SSE-KMS', keyArn });
});

test.each(['k', 'alias/images', 'arn:aws:kms:eu-west-1:111122223333:alias/images'])('refuses the key %s that isn\'t known, by its name', async (name) => {
  const { store, s3 } = storeWith();
  store.keys.addKey('other');
  await expect(s3.putObject({ ...object, body, encryption: { type: 'SSE-KMS', keyArn: name } })).rejects.toMatchObject(refusal(400, 'KMS.NotFoundException', name));
});

test('takes a key by its ARN that isn\'t known, such as one of another account', async () => {
  const { s3 } = storeWith();
  const encryption = { type: 'SSE-KMS', keyArn: 'arn:aws:kms:eu-west-1:999999999999:key/theirs' } as const;
  await s3.putObject({ ...object, body, encryption });
  expect((await s3.headObject(object)).encryption).toEqual(encryption);
});

// Service Authorization Reference, "AWS Key Management Service": resource types
test.each([
  'arn:aws:s3:::logs', 'arn:aws:iam::111122223333:role/job', 'arn:aws:kms:us-east-1:111122223333:k', 'arn:aws:kms:us-east-1:me:key/k', 'a key',
])('takes %s for no KMS key', async (name) => {
  const { s3, store } = storeWith();
  const encryption = { type: 'SSE-KMS', keyArn: name } as const;
  await expect(s3.putObject({ ...object, body, encryption })).rejects.toMatchObject(refusal(400, 'KMS.NotFoundException', name));
  expect(() => store.seedObject('box', 'a', { body, encryption })).toThrow(name);
});

test('forgets keys and aliases that are taken away', async () => {
  const { store: { keys } } = storeWith();
  keys.removeKey(keys.addKey('k'));
  expect(() => keys.arnOf('k')).toThrow('`k`');
  keys.addAlias('alias/images', keyArn);
  expect(() => keys.addAlias('alias/images', keyArn)).toThrow('already');
  keys.removeAlias('alias/images');
  expect(() => keys.arnOf('alias/images')).toThrow('`alias/images`');
});

// API reference, GetObject and HeadObject: "SSE-C"
test('reads nothing of an object whose key its caller alone has', async () => {
  const { store, s3 } = storeWith();
  store.seedObject('box', 'a', { body, encryption: { type: 'SSE-C' } });
  for (const call of [s3.getObject(object), s3.headObject(object)]) await expect(call).rejects.toMatchObject(refusal(400, 'InvalidRequest'));
});

test.each<[Encryption, ReturnType<typeof refusal>]>([
  [{ type: 'SSE-C' }, refusal(501, 'NotImplemented', 'SSE-C')],
  [{ type: 'NOT-SSE' }, refusal(400, 'InvalidArgument')],
])('writes nothing with %j', async (encryption, error) => {
  const { s3 } = storeWith();
  await expect(s3.putObject({ ...object, body, encryption })).rejects.toMatchObject(error);
});

test('writes nothing with a checksum that isn\'t its own', async () => {
  const { s3 } = storeWith();
  const put = (expected: string) => s3.putObject({ ...object, body: Buffer.from('hello'), checksum: { algorithm: 'MD5', expected } });
  await expect(put('AAAA')).rejects.toMatchObject(refusal(400, 'BadDigest', 'MD5'));
  await put('XUFAKrxLKna5cZ2REBfFkg==');
  expect((await s3.headObject(object)).checksum).toEqual({ algorithm: 'MD5', type: 'FULL_OBJECT', value: 'XUFAKrxLKna5cZ2REBfFkg==' });
});
