import { inDays, refusal, storeWith } from './store-fixture';
import type { SeededObject } from '../../../local/src/store/memory-store';
import type { Encryption } from '../../../local/src/store/object-state';

const object = { bucket: 'box', key: 'a' };
const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/new';
const wanted: Encryption = { type: 'SSE-KMS', keyArn, bucketKeyEnabled: true };

function stored(seeded: Partial<SeededObject> = {}) {
  const parts = storeWith({ objectLock: {} });
  parts.store.seedObject('box', 'a', { body: Buffer.from('hello'), storageClass: 'GLACIER', lastModified: new Date(0), ...seeded });
  return parts;
}

test.each<Encryption>([{ type: 'SSE-S3' }, { type: 'SSE-KMS', keyArn: `${keyArn}er` }])('brings an object under a key, from %j, and leaves all else', async (encryption) => {
  const { s3 } = stored({ encryption });
  const before = await s3.headObject(object);
  await s3.updateObjectEncryption({ ...object, encryption: wanted });
  expect(await s3.headObject(object)).toEqual({ ...before, encryption: wanted });
});

// API reference, UpdateObjectEncryption, "Errors"
test.each<[string, Partial<SeededObject>, Encryption, ReturnType<typeof refusal>]>([
  ['an unencrypted object', { encryption: { type: 'NOT-SSE' } }, wanted, refusal(400, 'InvalidRequest', 'unencrypted')],
  ['an object under SSE-C', { encryption: { type: 'SSE-C' } }, wanted, refusal(400, 'InvalidRequest', 'SSE-C')],
  ['an object under DSSE-KMS', { encryption: { type: 'DSSE-KMS', keyArn } }, wanted, refusal(400, 'InvalidRequest', 'DSSE-KMS')],
  ['SSE-S3', {}, { type: 'SSE-S3' }, refusal(400, 'InvalidRequest', 'SSEKMS')],
  ['DSSE-KMS', {}, { type: 'DSSE-KMS', keyArn }, refusal(400, 'InvalidRequest', 'DSSE-KMS')],
  ['an alias', {}, { type: 'SSE-KMS', keyArn: 'alias/images' }, refusal(400, 'InvalidRequest', 'alias/images')],
  ['a key of another account', {}, { type: 'SSE-KMS', keyArn: keyArn.replace('111122223333', '999999999999') }, refusal(403, 'AccessDenied', 'account')],
  ['an object under legal hold', { legalHold: 'ON' }, wanted, refusal(403, 'AccessDenied', 'Object Lock')],
  ['a retained object', { retention: { mode: 'GOVERNANCE', retainUntil: inDays(1) } }, wanted, refusal(403, 'AccessDenied', 'Object Lock')],
])('refuses %s', async (_what, seeded, encryption, error) => {
  const { s3 } = stored(seeded);
  await expect(s3.updateObjectEncryption({ ...object, encryption })).rejects.toMatchObject(error);
});
