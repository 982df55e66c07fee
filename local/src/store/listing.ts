import type { Bucket } from './bucket';
import { stateOf } from './object-head';
import type { ListedMarker, ListedObject, ListedVersion, ListObjectsRequest, ListVersionsRequest, ObjectPage, VersionPage } from './object-store';
import type { StoredVersion } from './stored-version';

/** The most that a page of any listing holds. API reference, ListObjectsV2: `MaxKeys`. */
const PAGE_LIMIT = 1000;

/** One page of a bucket's versions. */
export async function versionPage(bucket: Bucket, request: ListVersionsRequest, now: Date): Promise<VersionPage> {
  const { prefix = '', keyMarker, maxKeys = PAGE_LIMIT, withEtags = false } = request;
  const { page, last } = pageOf(bucket.keys(prefix, keyMarker), maxKeys);
  const deleteMarkers = page.flatMap((key) => markersOf(bucket, key));
  const versions = await Promise.all(page.map((key) => versionsOf(bucket, key, withEtags, now)));
  return { versions: versions.flat(), ...(deleteMarkers.length > 0 && { deleteMarkers }), ...(last !== undefined && { nextKeyMarker: last }) };
}

/** One page of a bucket's current objects. */
export async function objectPage(bucket: Bucket, request: ListObjectsRequest, now: Date): Promise<ObjectPage> {
  const { page, last } = pageOf(entries(bucket, request), Math.min(request.maxKeys ?? PAGE_LIMIT, PAGE_LIMIT));
  return {
    objects: await Promise.all(page.filter(({ isPrefix }) => !isPrefix).map(({ name }) => listedObject(bucket, name, now))),
    commonPrefixes: page.filter(({ isPrefix }) => isPrefix).map(({ name }) => name),
    ...(last !== undefined && { nextStartAfter: last.name }),
  };
}

/** A line of a listing: an object's key, or the prefix that stands for several. */
interface Entry {
  readonly name: string;
  readonly isPrefix: boolean;
}

function* entries(bucket: Bucket, { prefix = '', delimiter, startAfter }: ListObjectsRequest): Generator<Entry> {
  let previous = startAfter;
  for (const key of bucket.keys(prefix, startAfter)) {
    if (bucket.versions(key)[0].isDeleteMarker) continue;
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const name = end === -1 ? key : key.slice(0, end + delimiter!.length);
    if (name !== previous) yield { name, isPrefix: end !== -1 };
    previous = name;
  }
}

function versionsOf(bucket: Bucket, key: string, withEtags: boolean, now: Date): Promise<ListedVersion[]> {
  const [latest] = bucket.versions(key);
  return Promise.all(bucket.versions(key).filter(({ isDeleteMarker }) => !isDeleteMarker).map(async (version) => ({
    key, versionId: version.versionId, isLatest: version === latest, ...(withEtags && { etag: await version.body.etag() }), ...listedOf(version, now),
  })));
}

function markersOf(bucket: Bucket, key: string): ListedMarker[] {
  return bucket.versions(key).flatMap(({ isDeleteMarker, versionId, lastModified }, newer) => (
    isDeleteMarker ? [{ key, newer, versionId, isLatest: newer === 0, lastModified }] : []
  ));
}

async function listedObject(bucket: Bucket, key: string, now: Date): Promise<ListedObject> {
  const [version] = bucket.versions(key);
  return { key, etag: await version.body.etag(), ...listedOf(version, now) };
}

function listedOf(version: StoredVersion, now: Date) {
  const { body: { size }, lastModified, storageClass } = version;
  return { size, lastModified, storageClass, ...stateOf(version, now) };
}

/** The first so many items, and the last of them if more follow. */
function pageOf<Item>(items: Iterable<Item>, limit: number): { page: Item[]; last?: Item } {
  const page: Item[] = [];
  if (limit === 0) return { page };
  for (const item of items) {
    if (page.length === limit) return { page, last: page.at(-1) };
    page.push(item);
  }
  return { page };
}
