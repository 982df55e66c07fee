import type { ManifestFilterRequest } from '../model/job-request';
import type { ListedVersion } from '../store/object-store';

/** The prefix that a listing can begin with; API reference, KeyNameConstraint: one string a list. */
export function prefixOf(filter: ManifestFilterRequest): string | undefined {
  return filter.KeyNameConstraint?.MatchAnyPrefix?.[0];
}

/** The rest of a filter, beside the prefix, as a test of one version. "After" and "before" leave the moment itself out. */
export function selectorOf({ CreatedAfter, CreatedBefore }: ManifestFilterRequest): (version: ListedVersion) => boolean {
  const after = CreatedAfter === undefined ? -Infinity : Date.parse(CreatedAfter);
  const before = CreatedBefore === undefined ? Infinity : Date.parse(CreatedBefore);
  return ({ lastModified }) => lastModified.getTime() > after && lastModified.getTime() < before;
}
