import type { Readable } from 'node:stream';
import type { ByteRange, ContentRange } from './byte-range';
import type { LazyBody } from './object-body';
import type {
  Acl, ArchiveStatus, CannedAcl, ChecksumAlgorithm, Encryption, Grant, ObjectLockConfiguration, ReplicationConfiguration, ReplicationStatus,
  Restoration, Retention, StoredChecksum,
} from './object-state';

/**
 * S3 as one caller sees it: a method per API call, each failing with an `S3Error` where S3 would. Whose store it is
 * decides what is allowed: `MemoryStore.as(principal)` asks the principal's policies, `asOwner()` asks nobody.
 */
export interface ObjectStore {
  putObject(request: PutObjectRequest): Promise<{ readonly etag: string; readonly versionId?: string }>;
  getObject(request: GetObjectRequest): Promise<ObjectHead & { readonly body: Readable; readonly contentRange?: ContentRange }>;
  headObject(request: ObjectRequest): Promise<ObjectHead>;
  /** Succeeds where there is nothing to delete, too. In a bucket with versions, only naming one deletes bytes. */
  deleteObject(request: ObjectRequest): Promise<{ readonly versionId?: string; readonly deleteMarker?: true }>;
  getObjectTagging(request: ObjectRequest): Promise<{ readonly tagSet: readonly Tag[]; readonly versionId?: string }>;
  /** Replaces the whole set; tags aren't merged. */
  putObjectTagging(request: ObjectRequest & { readonly tagSet: readonly Tag[] }): Promise<{ readonly versionId?: string }>;
  deleteObjectTagging(request: ObjectRequest): Promise<{ readonly versionId?: string }>;
  listObjectsV2(request: ListObjectsRequest): Promise<ObjectPage>;
  listObjectVersions(request: ListVersionsRequest): Promise<VersionPage>;
  getBucketVersioning(request: BucketRequest): Promise<{ readonly status?: 'Enabled' }>;
  /** Copies a current object, or a version of one, of up to 5 GB. What the request doesn't replace comes from the source; an ACL never does. */
  copyObject(request: CopyObjectRequest): Promise<{ readonly etag: string; readonly lastModified: Date; readonly versionId?: string }>;
  getObjectAcl(request: ObjectRequest): Promise<Acl>;
  putObjectAcl(request: ObjectRequest & { readonly acl: AclRequest }): Promise<void>;
  /** Fails with `ObjectLockConfigurationNotFoundError` where a bucket has none. */
  getObjectLockConfiguration(request: BucketRequest): Promise<ObjectLockConfiguration>;
  getObjectRetention(request: ObjectRequest): Promise<Retention>;
  /** Without a retention it takes the one there is away. */
  putObjectRetention(request: ObjectRequest & { readonly retention?: Retention; readonly bypassGovernance?: boolean }): Promise<void>;
  getObjectLegalHold(request: ObjectRequest): Promise<'ON' | 'OFF'>;
  putObjectLegalHold(request: ObjectRequest & { readonly status: 'ON' | 'OFF' }): Promise<void>;
  /** Begins to restore an archived object, or changes how long its copy stays; resolves to which of both. */
  restoreObject(request: ObjectRequest & { readonly days?: number; readonly tier: Restoration['tier'] }): Promise<'accepted' | 'already restored'>;
  /** Changes what an object's bytes are encrypted with; they, its date and its ETag stay. */
  updateObjectEncryption(request: ObjectRequest & { readonly encryption: Encryption }): Promise<void>;
  /** Fails with `ReplicationConfigurationNotFoundError` where a bucket has none. */
  getBucketReplication(request: BucketRequest): Promise<ReplicationConfiguration>;
  createMultipartUpload(request: Omit<PutObjectRequest, 'body'>): Promise<{ readonly uploadId: string }>;
  uploadPart(request: UploadPartRequest): Promise<{ readonly etag: string; readonly checksum?: StoredChecksum }>;
  completeMultipartUpload(request: CompleteUploadRequest): Promise<{ readonly etag: string; readonly versionId?: string }>;
  abortMultipartUpload(request: UploadRequest): Promise<void>;
}

/** What every call names. */
export interface BucketRequest {
  readonly bucket: string;
  /** The account that the bucket must belong to; another one is refused. */
  readonly expectedBucketOwner?: string;
}

/** A call about an object, or about one version of it. */
export interface ObjectRequest extends BucketRequest {
  readonly key: string;
  /** `null` names what was written before its bucket had versions. Default: the current version. */
  readonly versionId?: string;
}

/** A whole object to write. */
export interface PutObjectRequest extends BucketRequest {
  readonly key: string;
  /** Bytes that are too many to stand in memory are read when somebody wants them. */
  readonly body: Buffer | LazyBody;
  /** Default: none. */
  readonly metadata?: ObjectMetadata;
  /** Default: none. */
  readonly tagSet?: readonly Tag[];
  /** Default: `STANDARD`. */
  readonly storageClass?: string;
  /** Default: the bucket's. */
  readonly encryption?: Encryption;
  /** Default: `private`. */
  readonly acl?: AclRequest;
  /** Default: the bucket's default retention. */
  readonly retention?: Retention;
  readonly legalHold?: 'ON' | 'OFF';
  /**
   * A checksum to keep; where the caller says what it must be, another is refused as `BadDigest`. Default: CRC64NVME, as S3 does.
   * `type` is for an upload in parts alone; its default is the algorithm's.
   */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly expected?: string; readonly type?: StoredChecksum['type'] };
}

/** An ACL to set, in one of its three spellings. Grants alone, which headers give, leave the owner as S3 has it. */
export type AclRequest = { readonly canned: CannedAcl } | { readonly acl: Acl } | { readonly grants: readonly Grant[] };

/** A copy to make; `bucket` and `key` are where to. */
export interface CopyObjectRequest extends Omit<PutObjectRequest, 'body'> {
  readonly source: ObjectRequest;
  /** Default: the source's metadata; with some, these alone. */
  readonly metadata?: ObjectMetadata;
  /** Default: the source's tags; with some, or none, these alone. */
  readonly tagSet?: readonly Tag[];
  /** The source must have changed after it, or the copy is refused as `PreconditionFailed`. */
  readonly ifModifiedSince?: Date;
  /** The source must not have changed after it. */
  readonly ifUnmodifiedSince?: Date;
  /** Where a browser that asks for the copy of a website's page is sent to. */
  readonly websiteRedirect?: string;
}

/** A call about an upload in parts. */
export interface UploadRequest extends BucketRequest {
  readonly key: string;
  readonly uploadId: string;
}

/** One part of an upload. */
export interface UploadPartRequest extends UploadRequest {
  /** From 1 to 10000. */
  readonly partNumber: number;
  readonly body: Buffer;
  readonly checksum?: PutObjectRequest['checksum'];
}

/** The parts that an object consists of, in ascending order. */
export interface CompleteUploadRequest extends UploadRequest {
  readonly parts: readonly UploadedPart[];
}

/** A part that an upload is completed with. */
export interface UploadedPart {
  readonly partNumber: number;
  readonly etag: string;
  /** In base64; where the caller says what it must be, another is refused as `InvalidPart`. */
  readonly checksum?: string;
}

/** What is sent with an object and comes back with it: HTTP headers such as `content-type` and `x-amz-meta-…`, in lower case. */
export interface ObjectMetadata {
  readonly [header: string]: string;
}

/** An object's bytes, or some of them. */
export interface GetObjectRequest extends ObjectRequest {
  /** Default: all bytes. */
  readonly range?: ByteRange;
}

/** Which objects of a bucket to list. */
export interface ListObjectsRequest extends BucketRequest {
  readonly prefix?: string;
  /** Keys that go on alike up to its first occurrence after the prefix are listed as one common prefix. */
  readonly delimiter?: string;
  /** Begins after this key, or after this common prefix. */
  readonly startAfter?: string;
  /** Objects and common prefixes together. Default: 1000. */
  readonly maxKeys?: number;
}

/** Part of a listing, in UTF-8 order. */
export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  readonly commonPrefixes: readonly string[];
  /** The `startAfter` of the next page; none on the last one. */
  readonly nextStartAfter?: string;
}

/** An object in a listing. */
export interface ListedObject extends Omit<ObjectHead, 'versionId' | 'metadata'> {
  readonly key: string;
}

/** Which versions of a bucket to list: at most `maxKeys` keys (1000) after `keyMarker`, each with all its versions. */
export interface ListVersionsRequest extends BucketRequest {
  readonly prefix?: string;
  readonly keyMarker?: string;
  readonly maxKeys?: number;
  /** Whether the versions' ETags are wanted, which may mean to read all their bytes. Default: no. */
  readonly withEtags?: boolean;
}

/** Part of a listing: keys in UTF-8 order, within a key the newest version first. */
export interface VersionPage {
  readonly versions: readonly ListedVersion[];
  /** Default: none. */
  readonly deleteMarkers?: readonly ListedMarker[];
  /** The `keyMarker` of the next page; none on the last one. */
  readonly nextKeyMarker?: string;
}

/** A delete marker in a listing. */
export interface ListedMarker {
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly lastModified: Date;
}

/** One version in a listing. */
export interface ListedVersion extends ObjectState {
  readonly key: string;
  /** `null` for what was written without versions. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly size: number;
  /** Only where it was asked for. */
  readonly etag?: string;
  readonly lastModified: Date;
  readonly storageClass: string;
}

/** What an object is in beside its bytes. */
export interface ObjectState {
  /** Default: SSE-S3. */
  readonly encryption?: Encryption;
  readonly replicationStatus?: ReplicationStatus;
  readonly archiveStatus?: ArchiveStatus;
  readonly restoration?: Restoration;
}

/** What is known of an object without its bytes. */
export interface ObjectHead extends ObjectState {
  /** MD5 of the bytes in hex, or of its parts' MD5s, without the quotes that HTTP puts around it. */
  readonly etag: string;
  readonly size: number;
  readonly lastModified: Date;
  readonly storageClass: string;
  /** Only of an object that was put with some. */
  readonly metadata?: ObjectMetadata;
  /** Only in a bucket with versions. */
  readonly versionId?: string;
  /** How many parts it was uploaded in, if in parts. */
  readonly partsCount?: number;
  readonly checksum?: StoredChecksum;
  readonly retention?: Retention;
  readonly legalHold?: 'ON' | 'OFF';
  readonly websiteRedirect?: string;
}

/** A tag of an object, or of a job: S3 spells both alike. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
