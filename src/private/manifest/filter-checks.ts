import type { ManifestFilterConditions } from '../../manifest-filter';
import { booleanProblems, show, textProblems } from '../checks';
import { ageProblems, sizeProblems } from './filter-amounts';
import { CONDITIONS, conditionPath, FILTER } from './filter-conditions';
import { rangeProblems } from './filter-ranges';
import { ObjectEncryptionFilter } from '../../object-encryption-filter';
import { ObjectStorageClass } from '../../object-storage-class';
import { ReplicationStatus } from '../../replication-status';
import { instantProblems } from '../instants';
import { KEY_CONSTRAINT_LENGTH } from '../limits';
import { isStruct, structProblems } from '../struct-checks';

/** What of the conditions can't be rendered, or would select other objects than those asked for. */
export function filterProblems(conditions: ManifestFilterConditions): string[] {
  if (conditions === undefined || (isStruct(conditions) && Object.values(conditions).every((value) => value === undefined))) {
    return [`\`${FILTER}\` must have at least one condition; use ManifestFilter.allObjects() for the whole bucket`];
  }
  const misspelt = structProblems(FILTER, conditions, CONDITIONS);
  return isStruct(conditions) ? [...misspelt, ...valueProblems(conditions), ...rangeProblems(sound(conditions))] : misspelt;
}

/** Those conditions that have no problems by themselves. */
function sound(conditions: ManifestFilterConditions): ManifestFilterConditions {
  const each = Object.entries(conditions).map(([name, value]) => ({ [name]: value }));
  return Object.assign({}, ...each.filter((condition) => valueProblems(condition).length === 0));
}

/** Conditions that `ManifestFilter.eligibleForReplication` can't add its own to. */
export function eligibleProblems(conditions: ManifestFilterConditions): string[] {
  const problems = isStruct(conditions) ? [] : structProblems(FILTER, conditions, CONDITIONS);
  return problems.length > 0 || [undefined, true].includes(conditions.eligibleForReplication) ? problems : [
    `\`${conditionPath('eligibleForReplication')}\` must be true or be left out with ManifestFilter.eligibleForReplication(); `
    + `use ManifestFilter.where() otherwise, got: ${show(conditions.eligibleForReplication)}`,
  ];
}

function valueProblems(conditions: ManifestFilterConditions): string[] {
  const { keyPrefix, keySuffix, keySubstring, objectSizeGreaterThan, objectSizeLessThan, objectEncryption } = conditions;
  return [
    ...textProblems(conditionPath('keyPrefix'), keyPrefix, KEY_CONSTRAINT_LENGTH),
    ...textProblems(conditionPath('keySuffix'), keySuffix, KEY_CONSTRAINT_LENGTH),
    ...textProblems(conditionPath('keySubstring'), keySubstring, KEY_CONSTRAINT_LENGTH),
    ...instantProblems(conditionPath('createdAfter'), conditions.createdAfter),
    ...instantProblems(conditionPath('createdBefore'), conditions.createdBefore),
    ...ageProblems(conditionPath('newerThan'), conditions.newerThan),
    ...ageProblems(conditionPath('olderThan'), conditions.olderThan),
    ...sizeProblems(conditionPath('objectSizeGreaterThan'), objectSizeGreaterThan, 0),
    // nothing is smaller than an empty object
    ...sizeProblems(conditionPath('objectSizeLessThan'), objectSizeLessThan, 1),
    ...listProblems(conditionPath('storageClasses'), conditions.storageClasses, ObjectStorageClass, 'ObjectStorageClass'),
    ...objectEncryptionProblems(conditionPath('objectEncryption'), objectEncryption),
    ...booleanProblems(conditionPath('eligibleForReplication'), conditions.eligibleForReplication),
    ...listProblems(conditionPath('objectReplicationStatuses'), conditions.objectReplicationStatuses, ReplicationStatus, 'ReplicationStatus'),
  ];
}

function listProblems(path: string, list: unknown, values: { readonly [name: string]: string }, enumName: string): string[] {
  if (list === undefined) {
    return [];
  }
  if (!Array.isArray(list) || list.length === 0) {
    return [`\`${path}\` must be a list of at least one ${enumName} or be left out, got: ${Array.isArray(list) ? 'none' : show(list)}`];
  }
  const names = Object.keys(values).map((name) => `${enumName}.${name}`).join(', ');
  // a hole of a list is a value too
  return Array.from<unknown>(list)
    .filter((item) => !Object.values<unknown>(values).includes(item))
    .map((item) => `\`${path}\` must hold ${names}, got: ${show(item)}`);
}

function objectEncryptionProblems(path: string, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  return value instanceof ObjectEncryptionFilter
    ? value._problems(path)
    : [`\`${path}\` must be made by ObjectEncryptionFilter, as in ObjectEncryptionFilter.sseS3(), got: ${show(value)}`];
}
