import type { Readable } from 'node:stream';
import type { ByteRange, ContentRange } from './byte-range';

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
  readonly body: Buffer;
  /** Default: none. */
  readonly metadata?: ObjectMetadata;
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
}

/** Part of a listing: keys in UTF-8 order, within a key the newest version first. */
export interface VersionPage {
  readonly versions: readonly ListedVersion[];
  /** The `keyMarker` of the next page; none on the last one. */
  readonly nextKeyMarker?: string;
}

/** One version in a listing. A listing reads no bytes, so it has no ETag. */
export interface ListedVersion {
  readonly key: string;
  /** `null` for what was written without versions. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly size: number;
  readonly lastModified: Date;
  readonly storageClass: string;
}

/** What is known of an object without its bytes. */
export interface ObjectHead {
  /** MD5 of the bytes in hex, without the quotes that HTTP puts around it. */
  readonly etag: string;
  readonly size: number;
  readonly lastModified: Date;
  readonly storageClass: string;
  /** Only of an object that was put with some. */
  readonly metadata?: ObjectMetadata;
  /** Only in a bucket with versions. */
  readonly versionId?: string;
}

/** A tag of an object, or of a job: S3 spells both alike. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
