import { archiveStatusOf, restorationOf } from './archive';
import type { Bucket } from './bucket';
import { shownVersion } from './lookup';
import type { ObjectHead, ObjectState } from './object-store';
import type { StoredVersion } from './stored-version';

/** What there is to say of a version without its bytes. */
export async function headOf(bucket: Bucket, version: StoredVersion, now: Date): Promise<ObjectHead> {
  const { body, lastModified, storageClass, metadata, partSizes, checksum, retention, legalHold, websiteRedirect } = version;
  return {
    etag: await body.etag(),
    size: body.size,
    lastModified,
    storageClass,
    ...(metadata && { metadata }),
    ...shownVersion(bucket, version),
    ...(partSizes && { partsCount: partSizes.length }),
    ...(checksum && { checksum: await checksum() }),
    ...(retention && { retention }),
    ...(legalHold && { legalHold }),
    ...(websiteRedirect !== undefined && { websiteRedirect }),
    ...stateOf(version, now),
    // which S3 tells of every object that is asked for
    encryption: version.encryption,
  };
}

/** What a version is in beside its bytes. In a listing, that it is encrypted with SSE-S3 goes without saying. */
export function stateOf(version: StoredVersion, now: Date): ObjectState {
  const { encryption, replicationStatus } = version;
  const archiveStatus = archiveStatusOf(version, now);
  const restoration = restorationOf(version, now);
  return {
    ...(encryption.type !== 'SSE-S3' && { encryption }),
    ...(replicationStatus && { replicationStatus }),
    ...(archiveStatus && { archiveStatus }),
    ...(restoration && { restoration }),
  };
}
