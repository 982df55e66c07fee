import { inDays, refusal, START, storeWith } from './store-fixture';
import type { Retention } from '../../../local/src/store/object-state';
import type { ObjectStore } from '../../../local/src/store/object-store';

const object = { bucket: 'box', key: 'a' };
const body = Buffer.from('');
const until = (mode: Retention['mode'], days: number): Retention => ({ mode, retainUntil: inDays(days) });

function locked(retention?: Retention, legalHold?: 'ON' | 'OFF') {
  const parts = storeWith({ objectLock: {} });
  parts.store.seedObject('box', 'a', { body, versionId: 'v', retention, legalHold });
  return parts;
}

// S3 User Guide, "Locking objects with Object Lock", retention modes
test.each<[string, Retention | undefined, Retention | undefined, 'allowed' | 'with a bypass' | 'never']>([
  ['set', undefined, until('COMPLIANCE', 1), 'allowed'],
  ['prolonged in compliance mode', until('COMPLIANCE', 5), until('COMPLIANCE', 6), 'allowed'],
  ['left as it is', until('COMPLIANCE', 5), until('COMPLIANCE', 5), 'allowed'],
  ['shortened in compliance mode', until('COMPLIANCE', 5), until('COMPLIANCE', 4), 'never'],
  ['removed in compliance mode', until('COMPLIANCE', 5), undefined, 'never'],
  ['changed from compliance to governance mode', until('COMPLIANCE', 5), until('GOVERNANCE', 6), 'never'],
  ['prolonged in governance mode', until('GOVERNANCE', 5), until('GOVERNANCE', 6), 'allowed'],
  ['shortened in governance mode', until('GOVERNANCE', 5), until('GOVERNANCE', 4), 'with a bypass'],
  ['removed in governance mode', until('GOVERNANCE', 5), undefined, 'with a bypass'],
  ['changed from governance to compliance mode', until('GOVERNANCE', 5), until('COMPLIANCE', 5), 'with a bypass'],
  ['removed when it is over', until('COMPLIANCE', -1), undefined, 'allowed'],
])('may a retention be %s?', async (_what, before, after, answer) => {
  const call = async (bypassGovernance: boolean) => {
    const { s3 } = locked(before);
    await s3.putObjectRetention({ ...object, retention: after, bypassGovernance });
    return (await s3.headObject(object)).retention;
  };
  if (answer === 'allowed') expect(await call(false)).toEqual(after);
  else await expect(call(false)).rejects.toMatchObject(refusal(403, 'AccessDenied', 'object lock'));
  if (answer === 'never') await expect(call(true)).rejects.toMatchObject(refusal(403, 'AccessDenied'));
  else expect(await call(true)).toEqual(after);
});

test.each<[string, Retention | undefined, 'ON' | 'OFF' | undefined, boolean]>([
  ['under legal hold', undefined, 'ON', true],
  ['whose legal hold is off', undefined, 'OFF', false],
  ['retained in compliance mode', until('COMPLIANCE', 1), undefined, true],
  ['retained in governance mode', until('GOVERNANCE', 1), undefined, true],
  ['whose retention is over', until('COMPLIANCE', 0), undefined, false],
])('a version %s: is it kept from being deleted?', async (_what, retention, legalHold, isKept) => {
  const { s3 } = locked(retention, legalHold);
  const deletion = s3.deleteObject({ ...object, versionId: 'v' });
  if (isKept) await expect(deletion).rejects.toMatchObject(refusal(403, 'AccessDenied', 'object lock'));
  else expect(await deletion).toEqual({ versionId: 'v' });
});

test('a delete marker goes before a locked version, which stays', async () => {
  const { s3 } = locked(until('COMPLIANCE', 1), 'ON');
  expect(await s3.deleteObject(object)).toMatchObject({ deleteMarker: true });
  expect(await s3.headObject({ ...object, versionId: 'v' })).toMatchObject({ legalHold: 'ON' });
});

test('puts an object under legal hold and takes it off, whatever its retention', async () => {
  const { s3 } = locked(until('COMPLIANCE', 1));
  for (const status of ['ON', 'OFF'] as const) {
    await s3.putObjectLegalHold({ ...object, status });
    expect(await s3.getObjectLegalHold(object)).toBe(status);
  }
  expect(await s3.getObjectRetention(object)).toEqual(until('COMPLIANCE', 1));
});

test.each([
  ['days', { mode: 'GOVERNANCE', days: 30 } as const, inDays(30)],
  ['years', { mode: 'COMPLIANCE', years: 2 } as const, new Date('2028-11-01T12:00:00.000Z')],
])('gives what is put, or copied, the default retention of its bucket in %s', async (_unit, defaultRetention, retainUntil) => {
  const { s3, store } = storeWith({ objectLock: { defaultRetention } });
  store.seedObject('logs', 'a', { body });
  await s3.putObject({ ...object, body });
  await s3.copyObject({ bucket: 'box', key: 'b', source: { bucket: 'logs', key: 'a' } });
  for (const key of ['a', 'b']) expect(await s3.getObjectRetention({ bucket: 'box', key })).toEqual({ mode: defaultRetention.mode, retainUntil });
});

test('gives what is put the lock that it is put with', async () => {
  const { s3 } = storeWith({ objectLock: { defaultRetention: { mode: 'COMPLIANCE', days: 30 } } });
  await s3.putObject({ ...object, body, retention: until('GOVERNANCE', 1), legalHold: 'ON' });
  expect(await s3.headObject(object)).toMatchObject({ retention: until('GOVERNANCE', 1), legalHold: 'ON' });
});

// API reference, PutObjectRetention, PutObjectLegalHold, PutObject
test.each<[string, (s3: ObjectStore) => Promise<unknown>]>([
  ['a retention', (s3) => s3.putObjectRetention({ ...object, retention: until('GOVERNANCE', 1) })],
  ['a retention with the object', (s3) => s3.putObject({ ...object, body, retention: until('GOVERNANCE', 1) })],
  ['a legal hold', (s3) => s3.putObjectLegalHold({ ...object, status: 'ON' })],
  ['a legal hold with the object', (s3) => s3.putObject({ ...object, body, legalHold: 'OFF' })],
  ['the question for a retention', (s3) => s3.getObjectRetention(object)],
  ['the question for a legal hold', (s3) => s3.getObjectLegalHold(object)],
])('refuses %s where the bucket has no Object Lock', async (_what, call) => {
  const { s3, store } = storeWith();
  store.seedObject('box', 'a', { body });
  await expect(call(s3)).rejects.toMatchObject(refusal(400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration'));
});

test('tells of a bucket\'s Object Lock, and that there is none', async () => {
  const objectLock = { defaultRetention: { mode: 'GOVERNANCE', days: 1 } } as const;
  expect(await storeWith({ objectLock }).s3.getObjectLockConfiguration({ bucket: 'box' })).toEqual(objectLock);
  await expect(storeWith().s3.getObjectLockConfiguration({ bucket: 'box' })).rejects.toMatchObject(refusal(404, 'ObjectLockConfigurationNotFoundError'));
});

test('tells that an object has no lock', async () => {
  const { s3 } = locked();
  for (const call of [s3.getObjectRetention(object), s3.getObjectLegalHold(object)]) {
    await expect(call).rejects.toMatchObject(refusal(404, 'NoSuchObjectLockConfiguration'));
  }
});

test('refuses a retention that is over already', async () => {
  const { s3 } = locked();
  const retention = { mode: 'GOVERNANCE', retainUntil: new Date(START) } as const;
  await expect(s3.putObjectRetention({ ...object, retention })).rejects.toMatchObject(refusal(400, 'InvalidArgument', 'future'));
});

test('a bucket with Object Lock has versions', async () => {
  expect(await locked().s3.getBucketVersioning({ bucket: 'box' })).toEqual({ status: 'Enabled' });
});
