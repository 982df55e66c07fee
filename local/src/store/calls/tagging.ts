import { bucketOf, shownVersion, versionOf } from '../lookup';
import type { ObjectRequest, Tag } from '../object-store';
import { checkObjectTags } from '../object-tags';
import type { StoreSurroundings } from '../surroundings';

export async function getObjectTagging(surroundings: StoreSurroundings, request: ObjectRequest) {
  const version = versionOf(surroundings, request);
  return { tagSet: version.tags, ...shownVersion(bucketOf(surroundings, request), version) };
}

export async function putObjectTagging(surroundings: StoreSurroundings, { tagSet, ...request }: ObjectRequest & { readonly tagSet: readonly Tag[] }) {
  const version = versionOf(surroundings, request);
  checkObjectTags(tagSet);
  version.tags = tagSet.map(({ Key, Value }) => ({ Key, Value }));
  return shownVersion(bucketOf(surroundings, request), version);
}

export async function deleteObjectTagging(surroundings: StoreSurroundings, request: ObjectRequest) {
  const version = versionOf(surroundings, request);
  version.tags = [];
  return shownVersion(bucketOf(surroundings, request), version);
}
