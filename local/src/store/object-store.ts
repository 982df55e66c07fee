import type { Readable } from 'node:stream';
import type { ContentRange } from './byte-range';
import type { ObjectHead, ObjectPage, VersionPage } from './object-answers';
import type {
  AclRequest, BucketRequest, CompleteUploadRequest, CopyObjectRequest, GetObjectRequest, ListObjectsRequest, ListVersionsRequest, ObjectRequest,
  PutObjectRequest, UploadPartRequest, UploadRequest,
} from './object-requests';
import type {
  Acl, Encryption, ObjectLockConfiguration, ReplicationConfiguration, Restoration, Retention, StoredChecksum, Tag,
} from './object-state';

export type * from './object-answers';
export type * from './object-requests';
export type { ObjectMetadata, Tag } from './object-state';

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
