import type { Bucket } from './bucket';
import type { Retention } from './object-state';
import type { PutObjectRequest } from './object-store';
import { accessDeniedByLock, S3Error } from './s3-error';
import type { StoredVersion } from './stored-version';

const DAY = 86_400_000;

/** Refuses what only a bucket with Object Lock has. */
export function requireObjectLock({ configuration: { objectLock } }: Bucket): void {
  if (!objectLock) throw new S3Error(400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration');
}

/** The lock that a new version gets: as the request says, or else its bucket's default. S3 User Guide, "Locking objects with Object Lock". */
export function lockFor(bucket: Bucket, { retention, legalHold }: Pick<PutObjectRequest, 'retention' | 'legalHold'>, now: Date) {
  if (retention ?? legalHold) requireObjectLock(bucket);
  if (retention) checkRetention(retention, now);
  const kept = retention ?? defaultRetention(bucket, now);
  return { ...(kept && { retention: kept }), ...(legalHold && { legalHold }) };
}

/** Refuses a retention that is over before it begins. API reference, PutObjectRetention: `RetainUntilDate`. */
export function checkRetention({ retainUntil }: Retention, now: Date): void {
  if (retainUntil <= now) throw new S3Error(400, 'InvalidArgument', 'The retain until date must be in the future!');
}

/** Whether a version can't be deleted at a moment. */
export function isLocked({ retention, legalHold }: StoredVersion, now: Date): boolean {
  return legalHold === 'ON' || isRetained(retention, now);
}

/**
 * How a version's retention may become another, or none. S3 User Guide, "Locking objects with Object Lock": in compliance mode it is
 * only prolonged; in governance mode whoever has a permission for it may do more.
 */
export function retentionChange(current: Retention | undefined, wanted: Retention | undefined, now: Date): 'allowed' | 'bypass' | 'refused' {
  if (!current || !isRetained(current, now)) return 'allowed';
  if (wanted?.mode === current.mode && wanted.retainUntil >= current.retainUntil) return 'allowed';
  return current.mode === 'GOVERNANCE' ? 'bypass' : 'refused';
}

/** Refuses to delete a version that is locked. */
export function requireUnlocked(version: StoredVersion, now: Date): void {
  if (isLocked(version, now)) throw accessDeniedByLock();
}

function isRetained(retention: Retention | undefined, now: Date): boolean {
  return retention !== undefined && retention.retainUntil > now;
}

function defaultRetention({ configuration: { objectLock } }: Bucket, now: Date): Retention | undefined {
  const { mode, days, years = 0 } = objectLock?.defaultRetention ?? {};
  if (!mode) return undefined;
  const retainUntil = days === undefined ? new Date(now) : new Date(now.getTime() + days * DAY);
  retainUntil.setUTCFullYear(retainUntil.getUTCFullYear() + years);
  return { mode, retainUntil };
}
