import { bucketOf, shownVersion, versionOrMarker } from '../lookup';
import { keptChecksum, newVersion, requireWriting } from '../new-version';
import type { ObjectBody } from '../object-body';
import type { CopyObjectRequest, ObjectRequest } from '../object-store';
import { objectArn } from '../resource-arn';
import { S3Error } from '../s3-error';
import type { StoredVersion } from '../stored-version';
import type { StoreSurroundings } from '../surroundings';
import { requireReadable } from './objects';

/** In bytes: 5 GiB. API reference, CopyObject. */
const LARGEST_SOURCE = 5 * 1024 ** 3;

const ARCHIVED = 'Operation is not valid for the source object\'s storage class';

export async function copyObject(surroundings: StoreSurroundings, request: CopyObjectRequest) {
  const bucket = bucketOf(surroundings, request);
  const source = sourceOf(surroundings, request.source);
  checkConditions(request, source);
  checkSource(surroundings, source);
  checkChange(request);
  const { metadata = source.metadata, tagSet = copiedTags(surroundings, request.source, source) } = request;
  const written = { ...request, metadata, tagSet };
  requireWriting(surroundings, bucket, written);
  const body = source.body.copied();
  const version = newVersion(surroundings, bucket, written, { body, checksum: await checksumOfCopy(body, source, request) });
  const etag = await body.etag();
  bucket.put(request.key, version);
  return { etag, lastModified: version.lastModified, ...shownVersion(bucket, version) };
}

/** The source's algorithm where none is asked for; of the whole object, for a copy is written at once. API reference, CopyObject. */
async function checksumOfCopy(body: ObjectBody, source: StoredVersion, { checksum }: CopyObjectRequest) {
  const { algorithm } = checksum ?? await source.checksum?.() ?? {};
  return keptChecksum(body, algorithm && { ...checksum, algorithm });
}

/** The version to copy, if the caller may read it. Service Authorization Reference, "API operations defined by Amazon S3", CopyObject. */
function sourceOf(surroundings: StoreSurroundings, source: ObjectRequest): StoredVersion {
  const { authority, partition } = surroundings;
  // that there is no such bucket is told whoever asks
  bucketOf(surroundings, source);
  authority.require(source.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', objectArn(partition, source));
  const version = versionOrMarker(surroundings, source);
  if (version.isDeleteMarker) throw invalidRequest('The source of a copy request may not specifically refer to a delete marker by version id.');
  return version;
}

function checkConditions({ ifModifiedSince, ifUnmodifiedSince }: CopyObjectRequest, { lastModified }: StoredVersion): void {
  const isTooOld = ifModifiedSince !== undefined && lastModified <= ifModifiedSince;
  const isTooNew = ifUnmodifiedSince !== undefined && lastModified > ifUnmodifiedSince;
  if (isTooOld || isTooNew) throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
}

function checkSource(surroundings: StoreSurroundings, source: StoredVersion): void {
  requireReadable(surroundings, source, ARCHIVED);
  if (source.body.size > LARGEST_SOURCE) {
    throw invalidRequest(`The specified copy source is larger than the maximum allowable size for a copy source: ${LARGEST_SOURCE}`);
  }
}

/** A version that is named may become the current one without a change. API reference, CopyObject; User Guide, "Restoring previous versions". */
function checkChange({ source, bucket, key, metadata, storageClass, websiteRedirect, encryption, bucketKeyEnabled }: CopyObjectRequest): void {
  const isItself = source.bucket === bucket && source.key === key && source.versionId === undefined;
  if (isItself && [metadata, storageClass, websiteRedirect, encryption, bucketKeyEnabled].every((change) => change === undefined)) {
    throw invalidRequest('This copy request is illegal because it is trying to copy an object to itself without changing the object\'s metadata, '
      + 'storage class, website redirect location or encryption attributes.');
  }
}

/** Tags that are there to be copied must be readable, too. */
function copiedTags({ authority, partition }: StoreSurroundings, source: ObjectRequest, { tags }: StoredVersion): StoredVersion['tags'] {
  const action = source.versionId === undefined ? 's3:GetObjectTagging' : 's3:GetObjectVersionTagging';
  if (tags.length > 0) authority.require(action, objectArn(partition, source));
  return tags;
}

function invalidRequest(message: string): S3Error {
  return new S3Error(400, 'InvalidRequest', message);
}
