import { Operation } from './operation';
import { ObjectStorageClass } from '../object-storage-class';
import type { OperationBinding, Selection } from '../private/binding';
import { resourceOfBucket } from '../private/bucket/bucket-encryption';
import { generalPurposeProblems } from '../private/bucket/directory-bucket';
import { selectedBuckets } from '../private/bucket/selected-buckets';
import { keysStartingWith } from '../private/key-pattern';
import { replicateWithoutEligibility, replicationNotSeen, type Warning } from '../private/warnings';

/** Storage classes that no job replicates from. S3 User Guide, "Replicating existing objects with Batch Replication". */
const NOT_REPLICATED: readonly string[] = [ObjectStorageClass.GLACIER, ObjectStorageClass.DEEP_ARCHIVE];

/** S3ReplicateObject: replicates each object as the replication rules of its bucket say. */
export class ReplicateObject extends Operation {
  public readonly name = 'S3ReplicateObject';

  /** @internal */
  public _bind(selection: Selection): OperationBinding {
    const { objects } = selection;
    return {
      request: { S3ReplicateObject: {} },
      // nothing on the destination nor on any key: replication has a role of its own, which the bucket's rules name
      permissions: objects.map(({ bucket, keyPrefix }) => ({
        bucket, actions: ['s3:InitiateReplication'], keyPattern: keysStartingWith(keyPrefix),
      })),
      problems: [
        ...generalPurposeProblems('replicateObject', objects),
        ...versionProblems(selection),
        ...storageClassProblems(selection),
      ],
      warnings: [...eligibilityWarnings(selection), ...ruleWarnings(selection)],
    };
  }
}

/** S3 replicates versioned buckets alone, of which a given manifest has to name the versions. */
function versionProblems({ objects, namesVersions, source }: Selection): string[] {
  // without objects the manifest has problems of its own
  if (namesVersions || objects.length === 0) {
    return [];
  }
  const way = source === 'inventory' ? 'give an inventory of all versions' : 'give each object a version id';
  return [`\`manifest\` must name versions for replicateObject, since S3 replicates versions of objects; ${way}, or use JobManifest.generate, `
    + 'got: a manifest without version ids'];
}

function storageClassProblems({ filter }: Selection): string[] {
  const refused = (filter?.storageClasses ?? []).filter((storageClass) => NOT_REPLICATED.includes(storageClass));
  return refused.length === 0 ? [] : [
    `\`manifest.filter.storageClasses\` must not name ${NOT_REPLICATED.join(' or ')} for replicateObject, which S3 doesn't replicate from, `
    + `got: ${refused.join(', ')}`,
  ];
}

function eligibilityWarnings({ source, filter }: Selection): Warning[] {
  return source === 'generated' && filter?.eligibleForReplication !== true ? [replicateWithoutEligibility()] : [];
}

/** Buckets of the app that have no rules. Those of an imported one can't be seen. */
function ruleWarnings(selection: Selection): Warning[] {
  return selectedBuckets(selection)
    .filter((bucket) => {
      const resource = resourceOfBucket(bucket);
      return resource !== undefined && resource.replicationConfiguration === undefined;
    })
    .map(({ node }) => replicationNotSeen(node.path));
}
