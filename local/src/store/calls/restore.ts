import { type Archive, archiveOf, expiryAfter, restorationOf, RETRIEVAL_TIERS, retrievalTime } from '../archive';
import { versionOf } from '../lookup';
import type { Restore, Restoration } from '../object-state';
import type { ObjectRequest } from '../object-store';
import { invalidObjectState, S3Error } from '../s3-error';
import type { StoreSurroundings } from '../surroundings';

type RestoreRequest = ObjectRequest & { readonly days?: number; readonly tier: Restoration['tier'] };

export async function restoreObject(surroundings: StoreSurroundings, request: RestoreRequest): Promise<'accepted' | 'already restored'> {
  const version = versionOf(surroundings, request);
  const now = surroundings.now();
  const archive = archiveOf(version, now);
  if (!archive) throw invalidObjectState('Restore is not allowed for the object\'s current storage class');
  checkDays(archive, request);
  const restoration = restorationOf(version, now);
  if (restoration?.state === 'restored') {
    version.restore = { ...version.restore!, days: request.days, expires: expiryAfter(now, request.days!) };
    return 'already restored';
  }
  if (restoration) checkUpgrade(restoration, request);
  version.restore = begun(surroundings, archive, request);
  return 'accepted';
}

/**
 * A copy of an object of an archive storage class stays for some days; one in an archive tier of Intelligent-Tiering is moved out.
 * API reference, RestoreRequest: `Days`; the codes aren't said there.
 */
function checkDays(archive: Archive, { days }: RestoreRequest): void {
  const hasDays = archive === 'GLACIER' || archive === 'DEEP_ARCHIVE';
  if (hasDays && days === undefined) throw new S3Error(400, 'MalformedXML', `an object of the storage class ${archive} is restored for some \`Days\``);
  if (!hasDays && days !== undefined) throw new S3Error(400, 'InvalidArgument', `an object of the access tier ${archive} is restored for good, without \`Days\``);
  if (days !== undefined && !(Number.isInteger(days) && days > 0)) throw new S3Error(400, 'InvalidArgument', `\`Days\` must be 1 or more, got: ${days}`);
}

/** A restoration that goes on can only be made faster. S3 User Guide, "Restoring an archived object" and "Restore objects with Batch Operations". */
function checkUpgrade(restoration: Restoration, { tier, days }: RestoreRequest): void {
  const isFaster = RETRIEVAL_TIERS.indexOf(tier) > RETRIEVAL_TIERS.indexOf(restoration.tier);
  if (!isFaster || days !== restoration.days) throw new S3Error(409, 'RestoreAlreadyInProgress', 'Object restore is already in progress');
}

function begun({ now, restoreDuration }: StoreSurroundings, archive: Archive, { tier, days }: RestoreRequest): Restore {
  const typical = retrievalTime(archive, tier);
  const done = new Date(now().getTime() + (restoreDuration ?? typical));
  return { tier, done, ...(days !== undefined && { days, expires: expiryAfter(done, days) }) };
}
