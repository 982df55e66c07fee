import { bucketOf, shownVersion, versionOf } from '../lookup';
import type { ObjectRequest, Tag } from '../object-store';
import { checkObjectTags } from '../object-tags';
import type { StoreSurroundings } from '../surroundings';

export async function getObjectTagging(surroundings: StoreSurroundings, request: ObjectRequest) {
  const version = versionOf(surroundings, request);
  return { tagSet: version.tags, ...shownVersion(bucketOf(surroundings, request), version) };
}

export async function putObjectTagging(surroundings: StoreSurroundings, request: ObjectRequest & { readonly tagSet: readonly Tag[] }) {
  const version = versionOf(surroundings, request);
  version.tags = keptTags(request.tagSet);
  return shownVersion(bucketOf(surroundings, request), version);
}

/** Tag sets as objects have them. A job puts one and the same on a million objects. */
const kept = new WeakMap<readonly Tag[], readonly Tag[]>();

function keptTags(tagSet: readonly Tag[]): readonly Tag[] {
  const known = kept.get(tagSet);
  if (known) return known;
  checkObjectTags(tagSet);
  const tags = tagSet.map(({ Key, Value }) => ({ Key, Value }));
  kept.set(tagSet, tags);
  return tags;
}

export async function deleteObjectTagging(surroundings: StoreSurroundings, request: ObjectRequest) {
  const version = versionOf(surroundings, request);
  version.tags = [];
  return shownVersion(bucketOf(surroundings, request), version);
}
