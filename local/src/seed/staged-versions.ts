import type { MemoryStore, SeededObject } from '../store/memory-store';
import { checkKey } from '../store/object-key';
import type { BucketConfiguration } from '../store/object-state';
import { S3Error } from '../store/s3-error';
import { NULL_VERSION } from '../store/stored-version';

/** A version, or a delete marker, as a source has it. */
export interface NamedVersion {
  readonly key: string;
  readonly isDeleteMarker?: boolean;
  /** Only where the source says. */
  readonly isLatest?: boolean;
  readonly object: SeededObject;
}

/** Everything that a source names, read to its end before any of it is put into a bucket: a source that is broken seeds nothing. */
export class StagedVersions {
  /** Most keys have one version, and a million lists would be in the way. */
  private readonly staged = new Map<string, NamedVersion | NamedVersion[]>();
  private needsVersions = false;
  private needsLock = false;

  /**
   * @param source how messages call it
   * @param order in which the versions of a key come; by date, the source says of each when it was written, and of one that it is the latest
   */
  constructor(private readonly source: string, private readonly order: 'oldest first' | 'by date') {}

  add(version: NamedVersion): void {
    const { key, object: { versionId, retention, legalHold } } = version;
    const versions = this.versions(key);
    const isNamedTwice = versions.some(({ object }) => object.versionId === versionId);
    if (isNamedTwice && (versionId !== undefined || this.order === 'by date')) {
      throw new Error(`${key}${versionId === undefined ? '' : `, version ${versionId},`} is there twice`);
    }
    checkKey(key);
    checkState(version.object);
    this.staged.set(key, versions.length === 0 ? version : [...versions, version]);
    this.needsVersions ||= versions.length > 0 || version.isDeleteMarker === true || (versionId ?? NULL_VERSION) !== NULL_VERSION;
    this.needsLock ||= retention !== undefined || legalHold === 'ON';
  }

  /** Puts all of it into a bucket, once; a bucket that isn't there is made. Returns how many versions it was, delete markers among them. */
  async putInto(store: MemoryStore, bucket: string, versioned = this.needsVersions): Promise<number> {
    await this.requireBucket(store, bucket, versioned || this.needsLock);
    let count = 0;
    for (const key of this.staged.keys()) {
      for (const { isDeleteMarker, object } of this.oldestFirst(this.versions(key))) {
        if (isDeleteMarker) store.seedDeleteMarker(bucket, key, object);
        else store.seedObject(bucket, key, object);
        count++;
      }
      // a million rows needn't be in memory twice
      this.staged.delete(key);
    }
    return count;
  }

  private versions(key: string): readonly NamedVersion[] {
    const staged = this.staged.get(key) ?? [];
    return Array.isArray(staged) ? staged : [staged];
  }

  private async requireBucket(store: MemoryStore, bucket: string, versioned: boolean): Promise<void> {
    const isThere = store.hasBucket(bucket);
    const hasVersions = isThere ? (await store.asOwner().getBucketVersioning({ bucket })).status === 'Enabled' : versioned;
    if (this.needsVersions && !hasVersions) throw new Error(`${this.source} names versions, and the bucket \`${bucket}\` has none`);
    if (isThere && this.needsLock && !await hasObjectLock(store, bucket)) {
      throw new Error(`${this.source} has locked objects, and the bucket \`${bucket}\` has no Object Lock`);
    }
    if (!isThere) store.createBucket(bucket, this.configuration(versioned));
  }

  /** Of a bucket that nothing describes but its objects; only one with Object Lock has locked ones. */
  private configuration(versioned: boolean): BucketConfiguration | undefined {
    if (this.needsLock) return { objectLock: {}, undescribed: true };
    return versioned ? { versioned, undescribed: true } : undefined;
  }

  private oldestFirst(versions: readonly NamedVersion[]): readonly NamedVersion[] {
    if (this.order === 'oldest first') return versions;
    // listings have the newest first, and their dates no parts of a second
    return [...versions].reverse().sort((one, other) => rankOf(one) - rankOf(other) || timeOf(one) - timeOf(other));
  }
}

async function hasObjectLock(store: MemoryStore, bucket: string): Promise<boolean> {
  try {
    await store.asOwner().getObjectLockConfiguration({ bucket });
    return true;
  } catch (error) {
    if (error instanceof S3Error && error.code === 'ObjectLockConfigurationNotFoundError') return false;
    throw error;
  }
}

function rankOf({ isLatest }: NamedVersion): number {
  return isLatest ? 1 : 0;
}

function timeOf({ object: { lastModified } }: NamedVersion): number {
  return lastModified?.getTime() ?? 0;
}

/** Refuses a state that S3 never lets an object come to; the store would take it, or fail with half of the versions put. */
function checkState({ storageClass, archiveStatus, restoration }: SeededObject): void {
  if (archiveStatus && storageClass !== 'INTELLIGENT_TIERING') throw new Error(`only an object of INTELLIGENT_TIERING is in the tier ${archiveStatus}`);
  const isArchived = storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE' || archiveStatus !== undefined;
  if (restoration && !isArchived) throw new Error(`only an archived object is restored, and it isn't known that this one is (${storageClass ?? 'STANDARD'})`);
}
