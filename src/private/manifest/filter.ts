import type { ManifestFilterConditions } from '../../manifest-filter';
import type { FilterFacts } from '../binding';
import type { ManifestFilterRequest } from '../contract';
import { bytesOf } from './filter-amounts';
import { eligibleProblems, filterProblems } from './filter-checks';
import { conditionPath } from './filter-conditions';
import { filterRequest } from './filter-request';
import { ReplicationStatus } from '../../replication-status';
import { instantWarnings } from '../instants';
import type { Warning } from '../warnings';

/** A filter's part of a job. */
export interface FilterBinding {
  /** Undefined: every object. */
  readonly request?: ManifestFilterRequest;
  /** Start of the keys that it selects; undefined: any. */
  readonly keyPrefix?: string;
  readonly facts?: FilterFacts;
  /** With any of them the request must not be used. */
  readonly problems: readonly string[];
  readonly warnings: readonly Warning[];
}

/** Binds the conditions of `ManifestFilter.where`. */
export function bindFilter(conditions: ManifestFilterConditions, now: Date): FilterBinding {
  const problems = filterProblems(conditions);
  return problems.length > 0 ? { problems, warnings: [] } : {
    request: filterRequest(conditions),
    keyPrefix: conditions.keyPrefix,
    facts: filterFacts(conditions),
    problems,
    warnings: [
      ...instantWarnings(conditionPath('createdAfter'), conditions.createdAfter, now, 'newerThan'),
      ...instantWarnings(conditionPath('createdBefore'), conditions.createdBefore, now, 'olderThan'),
    ],
  };
}

/** Binds the conditions of `ManifestFilter.eligibleForReplication`, with its own. */
export function bindEligibleFilter(conditions: ManifestFilterConditions, now: Date): FilterBinding {
  const problems = eligibleProblems(conditions);
  if (problems.length > 0) {
    return { problems, warnings: [] };
  }
  const { objectReplicationStatuses } = conditions;
  return bindFilter({
    ...conditions,
    eligibleForReplication: true,
    objectReplicationStatuses: objectReplicationStatuses === undefined
      ? [ReplicationStatus.NONE, ReplicationStatus.FAILED]
      : objectReplicationStatuses,
  }, now);
}

/** `olderThan` says nothing here: what is too young for one run is old enough for a later one. */
function filterFacts(conditions: ManifestFilterConditions): FilterFacts {
  const { createdBefore, objectSizeLessThan, storageClasses, eligibleForReplication, objectEncryption } = conditions;
  return {
    createdBefore,
    sizeLessThan: objectSizeLessThan && bytesOf(objectSizeLessThan),
    storageClasses,
    eligibleForReplication,
    encryption: objectEncryption?._facts(),
  };
}
