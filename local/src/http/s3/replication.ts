import type { ReplicationConfiguration, ReplicationRule } from '../../store/object-state';
import { bucketArn } from '../../store/resource-arn';
import type { ApiResponse } from '../server';
import { type XmlContent, xmlResponse } from '../xml';

type Elements = { readonly [element: string]: XmlContent };

/** GetBucketReplication's answer. API reference, `ReplicationRule`. */
export function replicationOfBucket({ roleArn, rules }: ReplicationConfiguration): ApiResponse {
  return xmlResponse(200, 'ReplicationConfiguration', { Role: roleArn, Rule: rules.map((rule) => ruleElement(rule, partitionOf(roleArn))) });
}

function ruleElement(rule: ReplicationRule, partition: string): XmlContent {
  const { id, enabled, priority, destination, ...criteria } = rule;
  return {
    ...(id !== undefined && { ID: id }),
    Priority: String(priority),
    Filter: filterElement(criteria),
    Status: statusOf(enabled),
    ...sourceCriteria(criteria),
    Destination: destinationElement(destination, partition),
  };
}

/** One condition stands alone, several stand in an `And`. */
function filterElement({ prefix, tags = [] }: Pick<ReplicationRule, 'prefix' | 'tags'>): XmlContent {
  const Prefix: Elements = prefix === undefined ? {} : { Prefix: prefix };
  const Tag = tags.map(({ Key, Value }) => ({ Key, Value }));
  if (Tag.length + (prefix === undefined ? 0 : 1) > 1) return { And: { ...Prefix, Tag } };
  return Tag.length === 1 ? { Tag: Tag[0] } : { Prefix: prefix ?? '' };
}

function sourceCriteria({ replicatesKms, replicatesReplicaModifications }: Pick<ReplicationRule, 'replicatesKms' | 'replicatesReplicaModifications'>): Elements {
  if (replicatesKms === undefined && replicatesReplicaModifications === undefined) return {};
  return {
    SourceSelectionCriteria: {
      ...(replicatesKms !== undefined && { SseKmsEncryptedObjects: { Status: statusOf(replicatesKms) } }),
      ...(replicatesReplicaModifications !== undefined && { ReplicaModifications: { Status: statusOf(replicatesReplicaModifications) } }),
    },
  };
}

function destinationElement(destination: ReplicationRule['destination'], partition: string): XmlContent {
  const { bucket, account, storageClass, replicaKeyArn, ownerOverride } = destination;
  return {
    Bucket: bucketArn(partition, bucket),
    ...(account !== undefined && { Account: account }),
    ...(storageClass !== undefined && { StorageClass: storageClass }),
    ...(ownerOverride && { AccessControlTranslation: { Owner: 'Destination' } }),
    ...(replicaKeyArn !== undefined && { EncryptionConfiguration: { ReplicaKmsKeyID: replicaKeyArn } }),
  };
}

/** A bucket and the role that replicates it are in one partition. */
function partitionOf(roleArn: string): string {
  return roleArn.split(':')[1];
}

function statusOf(enabled: boolean): string {
  return enabled ? 'Enabled' : 'Disabled';
}
