import type { ReplicationConfiguration, ReplicationRule } from '../store/object-state';
import type { ObjectState, Tag } from '../store/object-store';

/** What decides about an object's replication. */
export interface ReplicationCandidate extends ObjectState {
  readonly key: string;
  readonly storageClass: string;
  readonly tags: readonly Tag[];
}

/**
 * The rules by which a job replicates an object: all that apply, but of those with one destination only that of the
 * highest priority. None for an object that isn't eligible. S3 User Guide, "Replication configuration file elements" and
 * "What does Amazon S3 replicate?"; replicas, too, are replicated by a job.
 */
export function rulesFor(object: ReplicationCandidate, { rules }: ReplicationConfiguration): ReplicationRule[] {
  if (isArchived(object)) return [];
  const byPriority = rules.filter((rule) => applies(rule, object)).sort((one, other) => other.priority - one.priority);
  return byPriority.filter(({ destination }, index) => byPriority.findIndex((rule) => rule.destination.bucket === destination.bucket) === index);
}

/** A restored copy doesn't help an object of an archive class. */
function isArchived({ storageClass, archiveStatus }: ReplicationCandidate): boolean {
  return ['GLACIER', 'DEEP_ARCHIVE'].includes(storageClass) || archiveStatus !== undefined;
}

function applies(rule: ReplicationRule, { key, tags, encryption }: ReplicationCandidate): boolean {
  return rule.enabled
    && key.startsWith(rule.prefix ?? '')
    && (rule.tags ?? []).every((wanted) => tags.some(({ Key, Value }) => Key === wanted.Key && Value === wanted.Value))
    && (rule.replicatesKms === true || !isUnderKms(encryption));
}

/** Whether an object is under a KMS key, which replication leaves out unless a rule says otherwise. */
export function isUnderKms(encryption: ObjectState['encryption']): encryption is KmsEncryption {
  return encryption?.type === 'SSE-KMS' || encryption?.type === 'DSSE-KMS';
}

type KmsEncryption = Extract<NonNullable<ObjectState['encryption']>, { readonly keyArn: string }>;
