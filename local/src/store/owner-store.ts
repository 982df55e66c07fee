import { type Bucket, NULL_VERSION, type StoredVersion } from './bucket';
import { ObjectBody } from './object-body';
import type {
  BucketRequest, ListedVersion, ListVersionsRequest, ObjectHead, ObjectRequest, ObjectStore, PutObjectRequest, Tag, VersionPage,
} from './object-store';
import { checkObjectTags } from './object-tags';
import { noSuchBucket, noSuchKey, noSuchVersion, S3Error } from './s3-error';

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

  async putObject({ key, body, ...request }: PutObjectRequest) {
    const bucket = this.bucket(request);
    const versionId = bucket.versioned ? this.surroundings.newVersionId() : NULL_VERSION;
    const version = { versionId, body: new ObjectBody(body), lastModified: this.surroundings.now(), storageClass: 'STANDARD', tags: [] };
    bucket.put(key, version);
    return { etag: await version.body.etag(), ...shownVersion(bucket, version) };
  }

  async getObject(request: ObjectRequest) {
    const head = await this.headObject(request);
    return { ...head, body: this.version(request).body.open() };
  }

  async headObject(request: ObjectRequest): Promise<ObjectHead> {
    const version = this.version(request);
    const { body, lastModified, storageClass } = version;
    return { etag: await body.etag(), size: body.size, lastModified, storageClass, ...shownVersion(this.bucket(request), version) };
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

  async listObjectVersions(request: ListVersionsRequest): Promise<VersionPage> {
    const bucket = this.bucket(request);
    const { prefix = '', keyMarker, maxKeys = 1000 } = request;
    const keys: string[] = [];
    for (const key of bucket.keys(prefix, keyMarker)) {
      if (keys.length === maxKeys) return { versions: listed(bucket, keys), nextKeyMarker: keys.at(-1) };
      keys.push(key);
    }
    return { versions: listed(bucket, keys) };
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
    const [current, ...older] = this.bucket(request).versions(request.key);
    if (!current) throw noSuchKey();
    if (request.versionId === undefined) return current;
    const version = [current, ...older].find(({ versionId }) => versionId === request.versionId);
    if (!version) throw noSuchVersion();
    return version;
  }
}

/** A version id is spoken of only where a bucket has versions. */
function shownVersion(bucket: Bucket, { versionId }: StoredVersion): { versionId?: string } {
  return bucket.versioned ? { versionId } : {};
}

function listed(bucket: Bucket, keys: readonly string[]): ListedVersion[] {
  return keys.flatMap((key) => bucket.versions(key).map(({ versionId, body, lastModified, storageClass }, index) =>
    ({ key, versionId, isLatest: index === 0, size: body.size, lastModified, storageClass })));
}
