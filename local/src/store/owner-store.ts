import { type Bucket, NULL_VERSION, type StoredVersion } from './bucket';
import { contentRangeOf, sliceOf } from './byte-range';
import { objectPage, versionPage } from './listing';
import { ObjectBody } from './object-body';
import type {
  BucketRequest, GetObjectRequest, ListObjectsRequest, ListVersionsRequest, ObjectHead, ObjectRequest, ObjectStore, PutObjectRequest, Tag,
} from './object-store';
import { checkObjectTags } from './object-tags';
import { isDeleteMarker, noSuchBucket, noSuchKey, noSuchVersion, S3Error } from './s3-error';

/** What the API calls need beside the objects. */
export interface StoreSurroundings {
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** The account that all buckets belong to. */
  readonly account: string;
  readonly now: () => Date;
  readonly newVersionId: () => string;
}

/** The API calls themselves, with no policy before them. */
export class OwnerStore implements ObjectStore {
  constructor(private readonly surroundings: StoreSurroundings) {}

  async putObject({ key, body, metadata, ...request }: PutObjectRequest) {
    const bucket = this.bucket(request);
    const version = { ...this.newVersion(bucket, body), ...(metadata && { metadata }) };
    bucket.put(key, version);
    return { etag: await version.body.etag(), ...shownVersion(bucket, version) };
  }

  async getObject({ range, ...request }: GetObjectRequest) {
    // the version that the head tells of, whatever is written while its digest is computed
    const version = this.version(request);
    const head = await headOf(this.bucket(request), version);
    if (!range) return { ...head, body: version.body.open() };
    const contentRange = contentRangeOf(range, head.size);
    return { ...head, body: sliceOf(version.body.open(), contentRange), contentRange };
  }

  async headObject(request: ObjectRequest): Promise<ObjectHead> {
    return headOf(this.bucket(request), this.version(request));
  }

  async deleteObject({ key, versionId, ...request }: ObjectRequest) {
    const bucket = this.bucket(request);
    if (bucket.versioned && versionId === undefined) {
      const marker = { ...this.newVersion(bucket, Buffer.alloc(0)), isDeleteMarker: true as const };
      bucket.put(key, marker);
      return { versionId: marker.versionId, deleteMarker: true as const };
    }
    const removed = bucket.remove(key, versionId ?? NULL_VERSION);
    return { ...(bucket.versioned && { versionId }), ...(removed?.isDeleteMarker && { deleteMarker: true as const }) };
  }

  async getObjectTagging(request: ObjectRequest) {
    const version = this.version(request);
    return { tagSet: version.tags, ...shownVersion(this.bucket(request), version) };
  }

  async putObjectTagging(request: ObjectRequest & { readonly tagSet: readonly Tag[] }) {
    const version = this.version(request);
    checkObjectTags(request.tagSet);
    version.tags = request.tagSet.map(({ Key, Value }) => ({ Key, Value }));
    return shownVersion(this.bucket(request), version);
  }

  async deleteObjectTagging(request: ObjectRequest) {
    const version = this.version(request);
    version.tags = [];
    return shownVersion(this.bucket(request), version);
  }

  async listObjectsV2(request: ListObjectsRequest) {
    return objectPage(this.bucket(request), request);
  }

  async listObjectVersions(request: ListVersionsRequest) {
    return versionPage(this.bucket(request), request);
  }

  async getBucketVersioning(request: BucketRequest) {
    return this.bucket(request).versioned ? { status: 'Enabled' as const } : {};
  }

  private bucket({ bucket: name, expectedBucketOwner }: BucketRequest): Bucket {
    const bucket = this.surroundings.buckets.get(name);
    if (!bucket) throw noSuchBucket();
    if (expectedBucketOwner !== undefined && expectedBucketOwner !== this.surroundings.account) {
      throw new S3Error(403, 'AccessDenied', `the bucket ${name} doesn't belong to the expected account ${expectedBucketOwner}`);
    }
    return bucket;
  }

  private version(request: ObjectRequest): StoredVersion {
    const versions = this.bucket(request).versions(request.key);
    const [current] = versions;
    if (!current || (current.isDeleteMarker && request.versionId === undefined)) throw noSuchKey();
    if (request.versionId === undefined) return current;
    const version = versions.find(({ versionId }) => versionId === request.versionId);
    if (!version) throw noSuchVersion();
    if (version.isDeleteMarker) throw isDeleteMarker();
    return version;
  }

  private newVersion(bucket: Bucket, body: Buffer): StoredVersion {
    const { now, newVersionId } = this.surroundings;
    const versionId = bucket.versioned ? newVersionId() : NULL_VERSION;
    return { versionId, body: new ObjectBody(body), lastModified: now(), storageClass: 'STANDARD', tags: [] };
  }
}

async function headOf(bucket: Bucket, version: StoredVersion): Promise<ObjectHead> {
  const { body, lastModified, storageClass, metadata } = version;
  return { etag: await body.etag(), size: body.size, lastModified, storageClass, ...(metadata && { metadata }), ...shownVersion(bucket, version) };
}

/** A version id is spoken of only where a bucket has versions. */
function shownVersion(bucket: Bucket, { versionId }: StoredVersion): { versionId?: string } {
  return bucket.versioned ? { versionId } : {};
}
