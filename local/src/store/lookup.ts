import type { Bucket } from './bucket';
import type { BucketRequest, ObjectRequest } from './object-store';
import { isDeleteMarker, noSuchBucket, noSuchKey, noSuchVersion, S3Error } from './s3-error';
import type { StoredVersion } from './stored-version';
import type { StoreSurroundings } from './surroundings';

/** The bucket that a call names. */
export function bucketOf({ buckets }: StoreSurroundings, { bucket: name, expectedBucketOwner }: BucketRequest): Bucket {
  const bucket = buckets.get(name);
  if (!bucket) throw noSuchBucket(name);
  if (expectedBucketOwner !== undefined && expectedBucketOwner !== bucket.configuration.account) {
    throw new S3Error(403, 'AccessDenied', `the bucket ${name} doesn't belong to the expected account ${expectedBucketOwner}`, false, 'ownership');
  }
  return bucket;
}

/** The version that a call names, or the current one. */
export function versionOf(surroundings: StoreSurroundings, request: ObjectRequest): StoredVersion {
  const version = versionOrMarker(surroundings, request);
  if (version.isDeleteMarker) throw isDeleteMarker();
  return version;
}

/** The version that a call names, which may be a delete marker, or the current one, which may not. */
export function versionOrMarker(surroundings: StoreSurroundings, request: ObjectRequest): StoredVersion {
  const versions = bucketOf(surroundings, request).versions(request.key);
  const [current] = versions;
  if (request.versionId === undefined) {
    if (!current || current.isDeleteMarker) throw noSuchKey();
    return current;
  }
  const version = versions.find(({ versionId }) => versionId === request.versionId);
  // recorded of S3: of a version that is named, it says so even where there is no such key
  if (!version) throw noSuchVersion(!current);
  return version;
}

/** A version id is spoken of only where a bucket has versions. */
export function shownVersion({ versioned }: Bucket, { versionId }: StoredVersion): { versionId?: string } {
  return versioned ? { versionId } : {};
}
