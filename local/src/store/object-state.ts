/** Someone whom an ACL names. */
export interface Grantee {
  /** `id`: a canonical user id; `uri`: a group that S3 defines; `emailAddress`: an account's. */
  readonly type: 'id' | 'uri' | 'emailAddress';
  readonly identifier: string;
}

/** What an ACL lets someone do. */
export interface Grant {
  readonly grantee: Grantee;
  readonly permission: 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';
}

/** An object's ACL. */
export interface Acl {
  /** Canonical user id. */
  readonly owner: string;
  readonly grants: readonly Grant[];
}

/** The ACLs that have a name. S3 User Guide, "Access control list (ACL) overview", canned ACL. */
export type CannedAcl =
  | 'private' | 'public-read' | 'public-read-write' | 'aws-exec-read' | 'authenticated-read' | 'bucket-owner-read' | 'bucket-owner-full-control';

/** Until when, and how strictly, a version can't be deleted. */
export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly retainUntil: Date;
}

/** How an object's bytes are encrypted. S3 encrypts with SSE-S3 where nothing else is said. */
export type Encryption =
  | { readonly type: 'SSE-S3' }
  | { readonly type: 'SSE-KMS' | 'DSSE-KMS'; readonly keyArn: string; readonly bucketKeyEnabled?: boolean }
  | { readonly type: 'SSE-C' }
  /** Only of objects that are older than encryption by default. */
  | { readonly type: 'NOT-SSE' };

/** How far the copy that was restored of an archived object is. */
export interface Restoration {
  readonly state: 'in progress' | 'restored';
  readonly tier: 'Bulk' | 'Standard' | 'Expedited';
  /** None for an archive tier of Intelligent-Tiering, whose objects stay restored. */
  readonly days?: number;
  readonly expires?: Date;
}

/** A restoration as it was asked for; what it is at a moment follows from the clock. */
export interface Restore {
  readonly tier: Restoration['tier'];
  readonly days?: number;
  /** When it is, or was, done. */
  readonly done: Date;
  /** When its copy goes away; never where an object was moved out of an archive tier. */
  readonly expires?: Date;
}

/** The archive tier that Intelligent-Tiering moved an object to. */
export type ArchiveStatus = 'ARCHIVE_ACCESS' | 'DEEP_ARCHIVE_ACCESS';

/** What S3's replication has done with an object; without one, nothing. */
export type ReplicationStatus = 'PENDING' | 'COMPLETED' | 'FAILED' | 'REPLICA';

/** The algorithms of the checksums that S3 keeps. API reference, `Checksum`. */
export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'MD5' | 'SHA1' | 'SHA256' | 'SHA512' | 'XXHASH64' | 'XXHASH3' | 'XXHASH128';

/** A checksum that was stored with an object. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
  /** Base64; of a composite one with `-` and the number of parts behind it. */
  readonly value: string;
}

/** Where, and by whom, a bucket's objects are replicated. S3 User Guide, "Replication configuration file elements". */
export interface ReplicationConfiguration {
  readonly roleArn: string;
  readonly rules: readonly ReplicationRule[];
}

/** Which of a bucket's objects are replicated where. */
export interface ReplicationRule {
  readonly id?: string;
  readonly enabled: boolean;
  /** Higher wins where two rules name one destination. */
  readonly priority: number;
  readonly prefix?: string;
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly destination: {
    /** Its name. */
    readonly bucket: string;
    readonly account?: string;
    readonly storageClass?: string;
    readonly replicaKeyArn?: string;
    /** The replica belongs to the destination's owner. */
    readonly ownerOverride?: boolean;
  };
  /** Objects under SSE-KMS are replicated too. */
  readonly replicatesKms?: boolean;
  readonly replicatesReplicaModifications?: boolean;
}

/** A bucket's Object Lock. */
export interface ObjectLockConfiguration {
  readonly defaultRetention?: { readonly mode: Retention['mode']; readonly days?: number; readonly years?: number };
}

/** Who owns what others write to a bucket. `BucketOwnerEnforced`, the default: its owner, and ACLs are disabled. */
export type ObjectOwnership = 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';

/** What a bucket is like. */
export interface BucketConfiguration {
  /** Default: no. */
  readonly versioned?: boolean;
  /** Default: the account of the store. */
  readonly account?: string;
  /** Default: none; a bucket with Object Lock has versions. */
  readonly objectLock?: ObjectLockConfiguration;
  /** What objects are encrypted with that don't say. Default: SSE-S3. */
  readonly encryption?: Encryption;
  /** Default: `BucketOwnerEnforced`. */
  readonly ownership?: ObjectOwnership;
  /** Default: none. */
  readonly replication?: ReplicationConfiguration;
  /** Its tags let the CDK's `autoDeleteObjects` empty it. Default: no. */
  readonly autoDelete?: true;
  /** Keys of its tags by which the CDK's deployments of files say what is theirs. Default: none. */
  readonly owners?: readonly string[];
  /** Nothing says what the bucket is like: it was only filled with objects. */
  readonly undescribed?: true;
}

/** What is sent with an object and comes back with it: HTTP headers such as `content-type` and `x-amz-meta-…`, in lower case. */
export interface ObjectMetadata {
  readonly [header: string]: string;
}

/** A tag of an object, or of a job: S3 spells both alike. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
