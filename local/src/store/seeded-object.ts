import { archiveOf, expiryAfter, retrievalTime } from './archive';
import type { Bucket } from './bucket';
import { blankVersion } from './new-version';
import { expandedAcl, ownerOfNew } from './object-acl';
import { type LazyBody, ObjectBody } from './object-body';
import { checkMetadata, checkRedirect } from './object-metadata';
import type { Restore, ArchiveStatus, Encryption, ReplicationStatus, Restoration, Retention, StoredChecksum } from './object-state';
import type { AclRequest, ObjectMetadata, Tag } from './object-store';
import type { StoredVersion } from './stored-version';
import type { StoreSurroundings } from './surroundings';

/** A version of an object that is there before any call is made: the newest of its key, when it is seeded. */
export interface SeededObject {
  readonly body: Buffer | LazyBody;
  /** Default: made up, or `null` in a bucket without versions. */
  readonly versionId?: string;
  /** Default: now. */
  readonly lastModified?: Date;
  /** In hex. Default: the MD5 of the bytes. */
  readonly etag?: string;
  /** Default: `STANDARD`. */
  readonly storageClass?: string;
  /** Default: none. */
  readonly metadata?: ObjectMetadata;
  readonly websiteRedirect?: string;
  /** Default: none. */
  readonly tags?: readonly Tag[];
  /** Default: `private`. */
  readonly acl?: AclRequest;
  readonly retention?: Retention;
  readonly legalHold?: 'ON' | 'OFF';
  readonly archiveStatus?: ArchiveStatus;
  /** One in progress takes from now on what a restoration takes. */
  readonly restoration?: Restoration;
  /** Default: SSE-S3, whatever the bucket's. */
  readonly encryption?: Encryption;
  readonly replicationStatus?: ReplicationStatus;
  /** Default: none is kept. */
  readonly checksum?: StoredChecksum;
  /** In bytes, of one that was uploaded in parts. */
  readonly partSizes?: readonly number[];
}

/** A seeded version as it is stored. Little of it is checked: it may be in any state that S3 ever let an object come to. */
export function seededVersion(surroundings: StoreSurroundings, bucket: Bucket, seeded: SeededObject): StoredVersion {
  const { body, etag, acl = { canned: 'private' }, checksum, restoration, encryption, ...state } = seeded;
  if (state.metadata) checkMetadata(state.metadata);
  if (state.websiteRedirect !== undefined) checkRedirect(state.websiteRedirect);
  const version: StoredVersion = {
    ...blankVersion(surroundings, bucket, new ObjectBody(body, etag)),
    acl: expandedAcl(bucket, ownerOfNew(bucket, surroundings.account, acl), acl),
    ...(checksum && { checksum: async () => checksum }),
    ...said(state),
    ...(encryption && { encryption: 'keyArn' in encryption ? { ...encryption, keyArn: surroundings.keys.arnOf(encryption.keyArn) } : encryption }),
  };
  return { ...version, ...(restoration && { restore: restoreOf(surroundings, restoration, version) }) };
}

function restoreOf({ now, restoreDuration }: StoreSurroundings, { state, tier, days, expires }: Restoration, version: StoredVersion): Restore {
  const archive = archiveOf(version, now());
  if (!archive) throw new Error(`only an archived object can have a restoration, and it can't be of the storage class ${version.storageClass}`);
  const done = new Date(now().getTime() + (state === 'restored' ? 0 : restoreDuration ?? retrievalTime(archive, tier)));
  const end = expires ?? (days === undefined ? undefined : expiryAfter(done, days));
  return { tier, done, ...(days !== undefined && { days }), ...(end && { expires: end }) };
}

/** What was said, without what was left open. */
function said<T extends object>(state: T): Partial<T> {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as Partial<T>;
}
