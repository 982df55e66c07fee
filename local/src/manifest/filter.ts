import { encryptionTest } from './filter-encryption';
import type { ManifestFilterRequest } from '../model/job-request';
import type { ListedVersion } from '../store/object-store';

type Test = (version: ListedVersion) => boolean;

/** The prefix that a listing can begin with; API reference, KeyNameConstraint: one string a list. */
export function prefixOf(filter: ManifestFilterRequest): string | undefined {
  return filter.KeyNameConstraint?.MatchAnyPrefix?.[0];
}

/**
 * A filter, beside the eligibility for replication, as a test of one version, which must pass all that is given.
 * "After", "before", "greater" and "less" leave the value itself out.
 */
export function selectorOf(filter: ManifestFilterRequest): Test {
  const { MatchAnyStorageClass, MatchAnyObjectEncryption, ObjectReplicationStatuses, ObjectSizeGreaterThanBytes, ObjectSizeLessThanBytes } = filter;
  const tests: readonly Test[] = [
    dateTest(filter),
    keyTest(filter.KeyNameConstraint),
    ({ size }) => size > (ObjectSizeGreaterThanBytes ?? -Infinity) && size < (ObjectSizeLessThanBytes ?? Infinity),
    ({ storageClass }) => MatchAnyStorageClass?.includes(storageClass) ?? true,
    ({ encryption }) => MatchAnyObjectEncryption?.some((wanted) => encryptionTest(wanted)(encryption)) ?? true,
    ({ replicationStatus = 'NONE' }) => (ObjectReplicationStatuses as readonly string[] | undefined)?.includes(replicationStatus) ?? true,
  ];
  return (version) => tests.every((test) => test(version));
}

function dateTest({ CreatedAfter, CreatedBefore }: ManifestFilterRequest): Test {
  const after = CreatedAfter === undefined ? -Infinity : Date.parse(CreatedAfter);
  const before = CreatedBefore === undefined ? Infinity : Date.parse(CreatedBefore);
  return ({ lastModified }) => lastModified.getTime() > after && lastModified.getTime() < before;
}

function keyTest({ MatchAnyPrefix, MatchAnySuffix, MatchAnySubstring }: NonNullable<ManifestFilterRequest['KeyNameConstraint']> = {}): Test {
  return ({ key }) =>
    (MatchAnyPrefix?.some((text) => key.startsWith(text)) ?? true)
    && (MatchAnySuffix?.some((text) => key.endsWith(text)) ?? true)
    && (MatchAnySubstring?.some((text) => key.includes(text)) ?? true);
}
