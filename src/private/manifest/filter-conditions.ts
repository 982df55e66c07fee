import type { ManifestFilterConditions } from '../../manifest-filter';

/** What problems call the filter of a generated manifest. */
export const FILTER = 'manifest.filter';

/** What problems call a condition of it. */
export function conditionPath(condition: keyof ManifestFilterConditions): string {
  return `${FILTER}.${condition}`;
}

/** The compiler complains here of a condition that a new version of the struct has and this list lacks. */
export const CONDITIONS: { readonly [condition in keyof Required<ManifestFilterConditions>]: true } = {
  keyPrefix: true,
  keySuffix: true,
  keySubstring: true,
  createdAfter: true,
  createdBefore: true,
  newerThan: true,
  olderThan: true,
  objectSizeGreaterThan: true,
  objectSizeLessThan: true,
  storageClasses: true,
  objectEncryption: true,
  eligibleForReplication: true,
  objectReplicationStatuses: true,
};
