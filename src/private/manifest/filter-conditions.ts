import type { ManifestFilterConditions } from '../../manifest-filter';
import type { KnownOptions } from '../checks';

/** What problems call the filter of a generated manifest. */
export const FILTER = 'manifest.filter';

/** What problems call a condition of it. */
export function conditionPath(condition: keyof ManifestFilterConditions): string {
  return `${FILTER}.${condition}`;
}

/** The compiler complains here of a condition that a new version of the struct has and this list lacks. */
export const CONDITIONS: KnownOptions<ManifestFilterConditions> = {
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
