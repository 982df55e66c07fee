import type { ArchiveStatus, Restoration } from './object-state';
import { S3Error } from './s3-error';
import type { StoredVersion } from './stored-version';

/** Where an object is that has to be restored before it is read. */
export type Archive = 'GLACIER' | 'DEEP_ARCHIVE' | ArchiveStatus;

const HOUR = 3_600_000;

/** How long a restoration takes at most. S3 User Guide, "Understanding archive retrieval options"; none where there is no such option. */
const DURATIONS: { readonly [archive in Archive]: { readonly [tier in Restoration['tier']]?: number } } = {
  GLACIER: { Expedited: HOUR / 12, Standard: 5 * HOUR, Bulk: 12 * HOUR },
  DEEP_ARCHIVE: { Standard: 12 * HOUR, Bulk: 48 * HOUR },
  ARCHIVE_ACCESS: { Expedited: HOUR / 12, Standard: 5 * HOUR, Bulk: 12 * HOUR },
  DEEP_ARCHIVE_ACCESS: { Standard: 12 * HOUR, Bulk: 48 * HOUR },
};

/** The slowest first. */
export const RETRIEVAL_TIERS: readonly Restoration['tier'][] = ['Bulk', 'Standard', 'Expedited'];

/** The archive that an object has to be restored from before it can be read; undefined for what can be read at once. */
export function archiveOf({ storageClass, ...version }: StoredVersion, now: Date): Archive | undefined {
  if (storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE') return storageClass;
  return archiveStatusOf(version, now);
}

/** The archive tier of Intelligent-Tiering that an object is in; a restoration moves it out for good. */
export function archiveStatusOf({ archiveStatus, restore }: Pick<StoredVersion, 'archiveStatus' | 'restore'>, now: Date): ArchiveStatus | undefined {
  return restore && restore.done <= now ? undefined : archiveStatus;
}

/** Whether an object's bytes can be read: it isn't archived, or a copy was restored and is still there. */
export function isReadable(version: StoredVersion, now: Date): boolean {
  return archiveOf(version, now) === undefined || restorationOf(version, now)?.state === 'restored';
}

/** How far the restoration of an object is; undefined where there is none, or its copy is gone. */
export function restorationOf({ restore }: StoredVersion, now: Date): Restoration | undefined {
  if (!restore || (restore.expires && restore.expires <= now)) return undefined;
  const { done, tier, days, expires } = restore;
  const asked = { tier, ...(days !== undefined && { days }) };
  return done > now ? { state: 'in progress', ...asked } : { state: 'restored', ...asked, ...(expires && { expires }) };
}

/** How long it takes to restore from an archive, in milliseconds; refuses a speed that the archive doesn't have. */
export function retrievalTime(archive: Archive, tier: Restoration['tier']): number {
  const duration = DURATIONS[archive][tier];
  if (duration === undefined) throw new S3Error(400, 'InvalidArgument', `an object of ${archive} can't be restored with the tier ${tier}`);
  return duration;
}

/** When a copy goes away that stays for some days from a moment: at the midnight (UTC) after. S3 User Guide, "Restoring an archived object". */
export function expiryAfter(from: Date, days: number): Date {
  const end = new Date(from.getTime() + days * 24 * HOUR);
  return new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), end.getUTCDate() + 1));
}
