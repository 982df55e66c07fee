import type { ByteRange } from './byte-range';
import type { LazyBody } from './object-body';
import type { Acl, CannedAcl, ChecksumAlgorithm, Encryption, Grant, ObjectMetadata, Retention, StoredChecksum, Tag } from './object-state';

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
  /** Whether the KMS key of the bucket's own encryption is used by way of an S3 Bucket Key. Default: what the bucket says. */
  readonly bucketKeyEnabled?: boolean;
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

/** Which versions of a bucket to list: at most `maxKeys` keys (1000) after `keyMarker`, each with all its versions. */
export interface ListVersionsRequest extends BucketRequest {
  readonly prefix?: string;
  readonly keyMarker?: string;
  readonly maxKeys?: number;
  /** Whether the versions' ETags are wanted, which may mean to read all their bytes. Default: no. */
  readonly withEtags?: boolean;
}
