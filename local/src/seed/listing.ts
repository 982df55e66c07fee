import { createReadStream } from 'node:fs';
import { absentBytes, NO_BYTES } from './absent-body';
import { inPlace } from './in-place';
import { JsonElements } from './json-elements';
import { date, listOf, members, oneOf, text, wholeNumber, yesOrNo } from './json-values';
import { type NamedVersion, StagedVersions } from './staged-versions';
import { STORAGE_CLASSES } from '../store/new-version';
import type { Restoration } from '../store/object-state';

const owner = members({ DisplayName: text, ID: text });

const object = {
  Key: text,
  Size: wholeNumber,
  LastModified: date,
  ETag: text,
  StorageClass: oneOf(...STORAGE_CLASSES),
  // the one checksum that would be seeded is the one that the listing doesn't have: its value
  ChecksumAlgorithm: listOf(text),
  ChecksumType: text,
  // another account's id means nothing here
  Owner: owner,
  RestoreStatus: members({ IsRestoreInProgress: yesOrNo, RestoreExpiryDate: date }),
};

const version = { VersionId: text, IsLatest: yesOrNo };

/** Each list of a listing, and what it is a list of. API reference, `Object`, `ObjectVersion` and `DeleteMarkerEntry`, as the AWS CLI prints them. */
const LISTS: { readonly [member: string]: (value: unknown, source: string) => NamedVersion } = {
  Contents: (value, source) => named(members(object, 'Key', 'Size', 'LastModified')(value, ''), source),
  Versions: (value, source) => named(members({ ...object, ...version }, 'Key', 'Size', 'LastModified', 'VersionId', 'IsLatest')(value, ''), source),
  DeleteMarkers: (value) => marker(members({ Key: text, LastModified: date, Owner: owner, ...version }, 'Key', 'LastModified', 'VersionId', 'IsLatest')(value, '')),
};

/** What tells that JSON is a listing. */
export const LISTING_MEMBERS: readonly string[] = Object.keys(LISTS);

type ListedObject = ReturnType<ReturnType<typeof members<typeof object & Partial<typeof version>, 'Key' | 'Size' | 'LastModified'>>>;

interface ListedMarker {
  readonly Key: string;
  readonly LastModified: Date;
  readonly VersionId: string;
  readonly IsLatest: boolean;
}

/** The objects of a listing, as `aws s3api list-object-versions` or `list-objects-v2` prints it. AWS CLI command reference. */
export async function stagedListing(path: string): Promise<StagedVersions> {
  const staged = new StagedVersions(path, 'by date');
  const elements = new JsonElements(path);
  const counts = new Map(LISTING_MEMBERS.map((member) => [member, 0]));
  for await (const { member, value } of elements.of(createReadStream(path))) {
    const index = counts.get(member);
    if (index === undefined) continue;
    counts.set(member, index + 1);
    inPlace(`${path}, ${member}[${index}]`, () => staged.add(LISTS[member](value, path)));
  }
  for (const [member, count] of counts) inPlace(path, () => requireObjects(elements.rest, member, count));
  return staged;
}

/** Only objects have come of a list: it mustn't have anything else. */
function requireObjects(listing: unknown, member: string, count: number): void {
  const list = (listing as { readonly [member: string]: unknown })[member] ?? [];
  if (!Array.isArray(list) || list.length !== count) throw new Error(`\`${member}\` must be a list of objects`);
}

function named({ Key, Size, LastModified, ETag, StorageClass, RestoreStatus, VersionId, IsLatest }: ListedObject, source: string): NamedVersion {
  const etag = ETag?.replaceAll('"', '');
  return {
    key: Key,
    isLatest: IsLatest,
    object: {
      body: absentBytes(Key, Size, etag, source),
      etag,
      versionId: VersionId,
      lastModified: LastModified,
      storageClass: StorageClass,
      restoration: RestoreStatus && restorationIn(RestoreStatus),
    },
  };
}

/** API reference, `RestoreStatus`. The tier isn't there; it is the one that is taken where nobody asks for another. */
function restorationIn({ IsRestoreInProgress, RestoreExpiryDate }: NonNullable<ListedObject['RestoreStatus']>): Restoration | undefined {
  if (IsRestoreInProgress) return { state: 'in progress', tier: 'Standard' };
  return RestoreExpiryDate && { state: 'restored', tier: 'Standard', expires: RestoreExpiryDate };
}

function marker({ Key, LastModified, VersionId, IsLatest }: ListedMarker): NamedVersion {
  return { key: Key, isDeleteMarker: true, isLatest: IsLatest, object: { body: NO_BYTES, versionId: VersionId, lastModified: LastModified } };
}
