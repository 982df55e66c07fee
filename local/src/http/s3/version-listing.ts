import { encoderFor, given, invalidArgument, maxKeysIn } from './listing';
import { bucketIn, type S3Request } from './request';
import { compareUtf8 } from '../../store/bucket';
import type { BucketRequest, ListedMarker, ListedVersion, ObjectStore, VersionPage } from '../../store/object-store';
import type { ApiResponse } from '../server';
import { type XmlContent, xmlResponse } from '../xml';

/** ListObjectVersions' parameters: a page begins after a key, or after a version of it. */
export interface VersionListing extends BucketRequest {
  readonly prefix: string;
  readonly keyMarker?: string;
  readonly versionIdMarker?: string;
  readonly maxKeys: number;
}

/** A line of the listing. */
type Entry = ListedVersion | ListedMarker;

/** A page as S3 counts it: the store's pages hold keys, these versions and markers. */
interface EntryPage {
  readonly entries: readonly Entry[];
  readonly isTruncated: boolean;
}

/** What a request for versions asks for. */
export function versionsIn(request: S3Request): VersionListing {
  const { query } = request;
  const keyMarker = query.get('key-marker') || undefined;
  const versionIdMarker = query.get('version-id-marker') || undefined;
  if (versionIdMarker !== undefined && keyMarker === undefined) throw invalidArgument('A version-id marker cannot be specified without a key marker.');
  return { ...bucketIn(request), prefix: query.get('prefix') ?? '', keyMarker, versionIdMarker, maxKeys: maxKeysIn(query) };
}

/** Reads one page. */
export async function versionPage(store: ObjectStore, listing: VersionListing): Promise<EntryPage> {
  const { prefix, keyMarker, maxKeys, versionIdMarker, ...bucket } = listing;
  const page = await store.listObjectVersions({ ...bucket, prefix, keyMarker, maxKeys: Math.max(maxKeys, 1), withEtags: true });
  const rest = versionIdMarker === undefined ? [] : await restOfKey(store, listing);
  const entries = [...rest, ...entriesOf(page)];
  return { entries: entries.slice(0, maxKeys), isTruncated: maxKeys > 0 && (entries.length > maxKeys || page.nextKeyMarker !== undefined) };
}

/** ListObjectVersions' answer. */
export function versionsListed({ entries, isTruncated }: EntryPage, { prefix, maxKeys }: VersionListing, { bucket, query }: S3Request): ApiResponse {
  const text = encoderFor(query);
  const last = isTruncated ? entries.at(-1) : undefined;
  return xmlResponse(200, 'ListVersionsResult', {
    Name: bucket,
    Prefix: text(prefix),
    KeyMarker: text(query.get('key-marker') ?? ''),
    VersionIdMarker: query.get('version-id-marker') ?? '',
    ...given('EncodingType', query.get('encoding-type')),
    MaxKeys: String(maxKeys),
    IsTruncated: String(isTruncated),
    ...(last && { NextKeyMarker: text(last.key), NextVersionIdMarker: last.versionId }),
    Version: entries.filter(isVersion).map((version) => versionElement(version, text)),
    DeleteMarker: entries.filter((entry) => !isVersion(entry)).map((marker) => entryElement(marker, text)),
  });
}

/** What there is of the marker's key behind the marker's version. */
async function restOfKey(store: ObjectStore, { prefix, keyMarker, versionIdMarker, maxKeys: _, ...bucket }: VersionListing): Promise<Entry[]> {
  if (!keyMarker!.startsWith(prefix)) return [];
  const page = await store.listObjectVersions({ ...bucket, prefix: keyMarker, maxKeys: 1, withEtags: true });
  const entries = entriesOf(page).filter(({ key }) => key === keyMarker);
  const index = entries.findIndex(({ versionId }) => versionId === versionIdMarker);
  if (index === -1) throw invalidArgument('Invalid version id specified');
  return entries.slice(index + 1);
}

/** Versions and markers together, in the order of their keys, and within a key the newest first. */
function entriesOf({ versions, deleteMarkers = [] }: VersionPage): Entry[] {
  const entries = new Map<string, Entry[]>();
  for (const version of versions) entries.set(version.key, [...(entries.get(version.key) ?? []), version]);
  // as they are listed: the newest of a key first, so that each finds the newer ones in place
  for (const marker of deleteMarkers) {
    const others = entries.get(marker.key) ?? [];
    const { newer = 0 } = marker;
    entries.set(marker.key, [...others.slice(0, newer), marker, ...others.slice(newer)]);
  }
  return [...entries.keys()].sort(compareUtf8).flatMap((key) => entries.get(key)!);
}

function isVersion(entry: Entry): entry is ListedVersion {
  return 'size' in entry;
}

function versionElement(version: ListedVersion, text: (key: string) => string): XmlContent {
  const { etag, size, storageClass } = version;
  return { ...entryElement(version, text), ETag: `"${etag}"`, Size: String(size), StorageClass: storageClass };
}

function entryElement({ key, versionId, isLatest, lastModified }: Entry, text: (key: string) => string): { [element: string]: string } {
  return { Key: text(key), VersionId: versionId, IsLatest: String(isLatest), LastModified: lastModified.toISOString() };
}
