import { bytesOf, secondsOf } from './filter-amounts';
import { conditionPath } from './filter-conditions';
import type { ManifestFilterConditions } from '../../manifest-filter';
import { instantText } from '../instants';

const [AFTER, BEFORE, NEWER, OLDER, GREATER, LESS] = (
  ['createdAfter', 'createdBefore', 'newerThan', 'olderThan', 'objectSizeGreaterThan', 'objectSizeLessThan'] as const
).map((condition) => `\`${conditionPath(condition)}\``);

/**
 * Conditions that no object meets together. A date and an age at the two ends of a span aren't compared: which is the
 * earlier is known only when the job is created.
 */
export function rangeProblems(conditions: ManifestFilterConditions): string[] {
  return [
    ...sameSideProblems(conditions),
    ...dateProblems(conditions),
    ...ageRangeProblems(conditions),
    ...sizeRangeProblems(conditions),
  ];
}

/** S3 takes one instant for each end. */
function sameSideProblems({ createdAfter, newerThan, createdBefore, olderThan }: ManifestFilterConditions): string[] {
  return [
    ...(createdAfter === undefined || newerThan === undefined ? [] : [`${AFTER} and ${NEWER} can't be given together; leave one out`]),
    ...(createdBefore === undefined || olderThan === undefined ? [] : [`${BEFORE} and ${OLDER} can't be given together; leave one out`]),
  ];
}

function dateProblems({ createdAfter, createdBefore }: ManifestFilterConditions): string[] {
  return createdAfter === undefined || createdBefore === undefined || createdAfter < createdBefore
    ? []
    : [`${AFTER} must be earlier than ${BEFORE}, got: ${instantText(createdAfter)} and ${instantText(createdBefore)}`];
}

function ageRangeProblems({ olderThan, newerThan }: ManifestFilterConditions): string[] {
  return olderThan === undefined || newerThan === undefined || secondsOf(olderThan) < secondsOf(newerThan)
    ? []
    : [`${OLDER} must be shorter than ${NEWER}, or no object meets both, got: ${secondsOf(olderThan)} and ${secondsOf(newerThan)} seconds`];
}

/** Neither bound is itself a size that is selected. */
function sizeRangeProblems({ objectSizeGreaterThan: greater, objectSizeLessThan: less }: ManifestFilterConditions): string[] {
  return greater === undefined || less === undefined || bytesOf(greater) + 1 < bytesOf(less)
    ? []
    : [`${LESS} must be 2 bytes or more above ${GREATER}, or no object meets both, got: ${bytesOf(less)} and ${bytesOf(greater)} bytes`];
}
