import type { Duration } from 'aws-cdk-lib';
import type { ManifestFilterConditions } from '../../manifest-filter';
import type { ManifestFilterRequest, SecondsAgo } from '../contract';
import { bytesOf, secondsOf } from './filter-amounts';
import { instantText } from '../instants';

/** Conditions as the API spells them. Only without problems of theirs. */
export function filterRequest(conditions: ManifestFilterConditions): ManifestFilterRequest {
  const { createdAfter, newerThan, createdBefore, olderThan, objectSizeGreaterThan, objectSizeLessThan, objectEncryption } = conditions;
  return {
    CreatedAfter: instant(createdAfter, newerThan),
    CreatedBefore: instant(createdBefore, olderThan),
    EligibleForReplication: conditions.eligibleForReplication,
    ObjectReplicationStatuses: sorted(conditions.objectReplicationStatuses),
    KeyNameConstraint: keyNameConstraint(conditions),
    ObjectSizeGreaterThanBytes: objectSizeGreaterThan && bytesOf(objectSizeGreaterThan),
    ObjectSizeLessThanBytes: objectSizeLessThan && bytesOf(objectSizeLessThan),
    MatchAnyStorageClass: sorted(conditions.storageClasses),
    MatchAnyObjectEncryption: only(objectEncryption?._request()),
  };
}

/** A date, or an age that the handler counts back from when it creates the job. */
function instant(date: Date | undefined, age: Duration | undefined): string | SecondsAgo | undefined {
  return age === undefined ? date && instantText(date) : { $secondsAgo: secondsOf(age) };
}

function keyNameConstraint({ keyPrefix, keySuffix, keySubstring }: ManifestFilterConditions): ManifestFilterRequest['KeyNameConstraint'] {
  return [keyPrefix, keySuffix, keySubstring].every((part) => part === undefined)
    ? undefined
    : { MatchAnyPrefix: only(keyPrefix), MatchAnySuffix: only(keySuffix), MatchAnySubstring: only(keySubstring) };
}

/** The API takes lists, and refuses more than one item in them. */
function only<T>(item: T | undefined): T[] | undefined {
  return item === undefined ? undefined : [item];
}

/** A set in one order: some languages hand it over in another at every synth, and the template shall not change with it. */
function sorted(set: readonly string[] | undefined): string[] | undefined {
  return set && [...new Set(set)].sort();
}
