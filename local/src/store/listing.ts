import type { Bucket } from './bucket';
import type { ListedObject, ListedVersion, ListObjectsRequest, ListVersionsRequest, ObjectPage, VersionPage } from './object-store';

/** The most that a page of any listing holds. API reference, ListObjectsV2: `MaxKeys`. */
const PAGE_LIMIT = 1000;

/** One page of a bucket's versions. */
export function versionPage(bucket: Bucket, { prefix = '', keyMarker, maxKeys = PAGE_LIMIT }: ListVersionsRequest): VersionPage {
  const { page, last } = pageOf(bucket.keys(prefix, keyMarker), maxKeys);
  return { versions: page.flatMap((key) => versionsOf(bucket, key)), ...(last !== undefined && { nextKeyMarker: last }) };
}

/** One page of a bucket's current objects. */
export async function objectPage(bucket: Bucket, request: ListObjectsRequest): Promise<ObjectPage> {
  const { page, last } = pageOf(entries(bucket, request), Math.min(request.maxKeys ?? PAGE_LIMIT, PAGE_LIMIT));
  return {
    objects: await Promise.all(page.filter(({ isPrefix }) => !isPrefix).map(({ name }) => listedObject(bucket, name))),
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

function versionsOf(bucket: Bucket, key: string): ListedVersion[] {
  return bucket.versions(key).flatMap(({ versionId, body, lastModified, storageClass, isDeleteMarker }, index) =>
    isDeleteMarker ? [] : [{ key, versionId, isLatest: index === 0, size: body.size, lastModified, storageClass }]);
}

async function listedObject(bucket: Bucket, key: string): Promise<ListedObject> {
  const [{ body, lastModified, storageClass }] = bucket.versions(key);
  return { key, etag: await body.etag(), size: body.size, lastModified, storageClass };
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
