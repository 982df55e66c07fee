import { refusal, storeWith } from './store-fixture';
import type { SeededObject } from '../../../local/src/store/memory-store';
import type { Restoration } from '../../../local/src/store/object-state';

const object = { bucket: 'box', key: 'a' };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Tier = Restoration['tier'];

const ARCHIVES = {
  GLACIER: { storageClass: 'GLACIER' },
  DEEP_ARCHIVE: { storageClass: 'DEEP_ARCHIVE' },
  ARCHIVE_ACCESS: { storageClass: 'INTELLIGENT_TIERING', archiveStatus: 'ARCHIVE_ACCESS' },
  DEEP_ARCHIVE_ACCESS: { storageClass: 'INTELLIGENT_TIERING', archiveStatus: 'DEEP_ARCHIVE_ACCESS' },
} as const;

function archived(seeded: Partial<SeededObject> = ARCHIVES.GLACIER) {
  const parts = storeWith();
  parts.store.seedObject('box', 'a', { body: Buffer.from('cold'), ...seeded });
  const restore = (days: number | undefined, tier: Tier) => parts.s3.restoreObject({ ...object, days, tier });
  const restoration = async () => (await parts.s3.headObject(object)).restoration;
  const isReadable = () => parts.s3.getObject(object).then(() => true, () => false);
  return { ...parts, restore, restoration, isReadable };
}

// S3 User Guide, "Understanding archive retrieval options"
test.each<[keyof typeof ARCHIVES, Tier, number]>([
  ['GLACIER', 'Expedited', 5 / 60],
  ['GLACIER', 'Standard', 5],
  ['GLACIER', 'Bulk', 12],
  ['DEEP_ARCHIVE', 'Standard', 12],
  ['DEEP_ARCHIVE', 'Bulk', 48],
  ['ARCHIVE_ACCESS', 'Standard', 5],
  ['DEEP_ARCHIVE_ACCESS', 'Bulk', 48],
])('an object of %s can be read when it was restored with the tier %s, %d hours later', async (archive, tier, hours) => {
  const { clock, restore, isReadable } = archived(ARCHIVES[archive]);
  expect(await isReadable()).toBe(false);
  expect(await restore(archive.endsWith('ACCESS') ? undefined : 1, tier)).toBe('accepted');
  await clock.advance(hours * HOUR - 1);
  expect(await isReadable()).toBe(false);
  await clock.advance(1);
  expect(await isReadable()).toBe(true);
});

// S3 User Guide, "Restoring an archived object": until the midnight (UTC) after so many days
test('the copy goes away at midnight after its days, and can be restored again', async () => {
  const { clock, restore, restoration, isReadable } = archived();
  await restore(2, 'Bulk');
  expect(await restoration()).toEqual({ state: 'in progress', tier: 'Bulk', days: 2 });
  await clock.advance(12 * HOUR);
  // asked for on the 1st at noon, and done on the 2nd at 0:00
  const expires = new Date('2026-11-05T00:00:00.000Z');
  expect(await restoration()).toEqual({ state: 'restored', tier: 'Bulk', days: 2, expires });
  await clock.advance(3 * DAY - 1);
  expect(await isReadable()).toBe(true);
  await clock.advance(1);
  expect(await isReadable()).toBe(false);
  expect(await restoration()).toBeUndefined();
  expect(await restore(2, 'Bulk')).toBe('accepted');
});

// S3 User Guide, "Restoring an archived object": it is moved into the Frequent Access tier
test('an object of an archive tier leaves it for good', async () => {
  const { clock, s3, restore, isReadable } = archived(ARCHIVES.ARCHIVE_ACCESS);
  await restore(undefined, 'Standard');
  expect(await s3.headObject(object)).toMatchObject({ archiveStatus: 'ARCHIVE_ACCESS' });
  await clock.advance(1000 * DAY);
  expect(await s3.headObject(object)).not.toHaveProperty('archiveStatus');
  expect(await isReadable()).toBe(true);
  await expect(restore(undefined, 'Standard')).rejects.toMatchObject(refusal(403, 'InvalidObjectState'));
});

// S3 User Guide, "Restore objects with Batch Operations", overlapping restores
test.each<[string, number, Tier, boolean]>([
  ['a faster tier', 2, 'Standard', true],
  ['the fastest tier', 2, 'Expedited', true],
  ['the same tier', 2, 'Bulk', false],
  ['a faster tier and other days', 3, 'Standard', false],
])('while it is in progress, restores with %s', async (_what, days, tier, isTaken) => {
  const { clock, restore, isReadable } = archived();
  await restore(2, 'Bulk');
  if (!isTaken) return expect(restore(days, tier)).rejects.toMatchObject(refusal(409, 'RestoreAlreadyInProgress'));
  expect(await restore(days, tier)).toBe('accepted');
  await clock.advance(5 * HOUR);
  expect(await isReadable()).toBe(true);
});

test('refuses a slower tier while it is in progress', async () => {
  const { restore } = archived();
  await restore(2, 'Standard');
  await expect(restore(2, 'Bulk')).rejects.toMatchObject(refusal(409, 'RestoreAlreadyInProgress'));
});

// API reference, RestoreObject: the period is relative to now
test('changes how long the copy stays that is there already', async () => {
  const { clock, restore, restoration, isReadable } = archived();
  await restore(1, 'Expedited');
  await clock.advance(DAY);
  expect(await restore(10, 'Bulk')).toBe('already restored');
  expect(await isReadable()).toBe(true);
  expect(await restoration()).toMatchObject({ state: 'restored', expires: new Date('2026-11-13T00:00:00.000Z') });
});

test.each<[string, Partial<SeededObject>, number | undefined, Tier, ReturnType<typeof refusal>]>([
  ['an object that isn\'t archived', { storageClass: 'GLACIER_IR' }, 1, 'Bulk', refusal(403, 'InvalidObjectState')],
  ['an object of Intelligent-Tiering that isn\'t', { storageClass: 'INTELLIGENT_TIERING' }, undefined, 'Bulk', refusal(403, 'InvalidObjectState')],
  ['without days', ARCHIVES.GLACIER, undefined, 'Bulk', refusal(400, 'MalformedXML', '`Days`')],
  ['for no days', ARCHIVES.GLACIER, 0, 'Bulk', refusal(400, 'InvalidArgument', '`Days`')],
  ['an object of an archive tier for days', ARCHIVES.ARCHIVE_ACCESS, 1, 'Bulk', refusal(400, 'InvalidArgument', '`Days`')],
  ['faster than the archive can', ARCHIVES.DEEP_ARCHIVE, 1, 'Expedited', refusal(400, 'InvalidArgument', 'Expedited')],
])('refuses to restore %s', async (_what, seeded, days, tier, error) => {
  await expect(archived(seeded).restore(days, tier)).rejects.toMatchObject(error);
});

test.each([ARCHIVES.GLACIER, ARCHIVES.DEEP_ARCHIVE, ARCHIVES.ARCHIVE_ACCESS])('tells of an archived object all but its bytes: %j', async (seeded) => {
  const { s3 } = archived(seeded);
  expect(await s3.headObject(object)).toMatchObject({ size: 4, ...seeded });
  await expect(s3.getObject(object)).rejects.toMatchObject(refusal(403, 'InvalidObjectState'));
});

test.each([
  ['in progress', { state: 'in progress', tier: 'Bulk', days: 1 } as const, false],
  ['restored', { state: 'restored', tier: 'Bulk', days: 1 } as const, true],
])('an object can be there with a restoration that is %s', async (_state, restoration, expected) => {
  const { clock, isReadable } = archived({ ...ARCHIVES.GLACIER, restoration });
  expect(await isReadable()).toBe(expected);
  await clock.advance(12 * HOUR);
  expect(await isReadable()).toBe(true);
});
