import type { Readable } from 'node:stream';
import { archiveStatusOf } from './archive';
import type { Authority } from './authority';
import type { Bucket } from './bucket';
import { encryptionFor, requireKey } from './key-use';
import { bucketOf, versionOf } from './lookup';
import { aclOfNew } from './object-acl';
import { lockFor } from './object-lock';
import type { Acl, Encryption, ReplicationStatus } from './object-state';
import type { BucketRequest, ObjectRequest, ObjectState, Tag } from './object-store';
import { customerKeyMissing } from './s3-error';
import type { StoredVersion } from './stored-version';
import type { StoreSurroundings } from './surroundings';

/** An object's bytes as they are stored. */
export interface StoredBytes {
  readonly body: Readable;
  /** In bytes, of an object that was uploaded in parts. */
  readonly partSizes?: readonly number[];
}

/** What an object is in, without anything that takes its bytes. */
export interface StoredState extends Omit<ObjectState, 'restoration'> {
  readonly encryption: Encryption;
  readonly storageClass: string;
  readonly tags: readonly Tag[];
}

/** What a replica has of its own. */
export interface Replica {
  readonly bucket: string;
  readonly storageClass: string;
  readonly encryption: Encryption;
  /** Whether it has the source's tags. */
  readonly withTags: boolean;
  /** It belongs to its bucket's owner, and the source's ACL isn't its own. */
  readonly ownerOverride: boolean;
}

/** What S3 does with the objects that it stores, and none of its API's calls does. No policy is asked but by `read`. */
export class StoredObjects {
  /** The buckets that each version was replicated to. */
  private readonly replicatedTo = new WeakMap<StoredVersion, Set<string>>();

  constructor(private readonly surroundings: StoreSurroundings) {}

  /** Whether nothing says what a bucket is like: it was only filled with objects. */
  isUndescribed({ bucket }: BucketRequest): boolean {
    return this.surroundings.buckets.get(bucket)?.configuration.undescribed === true;
  }

  /** The account that a bucket belongs to. */
  accountOf(request: BucketRequest): string {
    return bucketOf(this.surroundings, request).configuration.account;
  }

  /** Whether a bucket's owner owns whatever is put there. */
  enforcesOwner(request: BucketRequest): boolean {
    return isEnforced(bucketOf(this.surroundings, request));
  }

  /** What a replica is encrypted with that is to be like its source; what isn't encrypted becomes as its bucket says. */
  encryptionOfReplica(request: BucketRequest, wanted: Encryption): Encryption {
    const bucket = bucketOf(this.surroundings, request);
    return wanted.type === 'SSE-C' ? wanted : encryptionFor(this.surroundings, bucket, wanted.type === 'NOT-SSE' ? {} : { encryption: wanted });
  }

  /** What an object is in, whether or not it can be read. */
  stateOf(request: ObjectRequest): StoredState {
    const { storageClass, tags, encryption, replicationStatus, ...version } = versionOf(this.surroundings, request);
    const archiveStatus = archiveStatusOf(version, this.surroundings.now());
    return { storageClass, tags, encryption, ...(archiveStatus && { archiveStatus }), ...(replicationStatus && { replicationStatus }) };
  }

  /** An object's bytes, archived or not; whoever reads them must be allowed to use the key that they are encrypted with. */
  read(request: ObjectRequest, authority: Authority): StoredBytes {
    const { body, partSizes, encryption } = versionOf(this.surroundings, request);
    if (encryption.type === 'SSE-C') throw customerKeyMissing();
    requireKey({ ...this.surroundings, authority }, encryption, 'reading');
    return { body: body.open(), ...(partSizes && { partSizes }) };
  }

  setReplicationStatus(request: ObjectRequest, status: ReplicationStatus): void {
    versionOf(this.surroundings, request).replicationStatus = status;
  }

  /** Whether a version was replicated to a bucket, and its replica has been deleted for good. */
  replicaIsGone(source: ObjectRequest, bucket: string): boolean {
    const version = versionOf(this.surroundings, source);
    const isThere = bucketOf(this.surroundings, { bucket }).versions(source.key).some(({ versionId }) => versionId === version.versionId);
    return !isThere && this.replicatedTo.get(version)?.has(bucket) === true;
  }

  /**
   * Puts a replica of a version into another bucket, in place of one that is there. It keeps the version's id, date,
   * metadata and lock. S3 User Guide, "Replicating objects within and across Regions" and "What does Amazon S3 replicate?".
   */
  replicate(source: ObjectRequest, { bucket: name, storageClass, encryption, withTags, ownerOverride }: Replica): void {
    const { restore: _restore, archiveStatus: _tier, ...version } = versionOf(this.surroundings, source);
    const bucket = bucketOf(this.surroundings, { bucket: name });
    putInOrder(bucket, source.key, {
      ...version,
      storageClass,
      ...lockOfReplica(version, bucket, this.surroundings.now()),
      encryption,
      tags: withTags ? version.tags : [],
      acl: aclOfReplica(version, bucket, ownerOverride),
      replicationStatus: 'REPLICA',
    });
    this.noteReplica(versionOf(this.surroundings, source), name);
  }

  private noteReplica(version: StoredVersion, bucket: string): void {
    this.replicatedTo.set(version, (this.replicatedTo.get(version) ?? new Set()).add(bucket));
  }
}

/** The source's lock; a version without one gets its bucket's default. */
function lockOfReplica({ retention, legalHold }: StoredVersion, bucket: Bucket, now: Date) {
  return { ...lockFor(bucket, {}, now), ...(retention && { retention }), ...(legalHold && { legalHold }) };
}

function aclOfReplica({ acl }: StoredVersion, bucket: Bucket, ownerOverride: boolean): Acl {
  return ownerOverride || isEnforced(bucket) ? aclOfNew(bucket, bucket.configuration.account) : acl;
}

function isEnforced({ configuration: { ownership = 'BucketOwnerEnforced' } }: Bucket): boolean {
  return ownership === 'BucketOwnerEnforced';
}

/** Versions stay in the order in which they were written at their source. */
function putInOrder(bucket: Bucket, key: string, replica: StoredVersion): void {
  const others = bucket.versions(key).filter(({ versionId }) => versionId !== replica.versionId).reverse();
  const oldestFirst = [...others, replica].sort((one, other) => one.lastModified.getTime() - other.lastModified.getTime());
  for (const version of oldestFirst) bucket.put(key, version);
}
