import type { ReplicationConfiguration, ReplicationRule } from '../../store/object-state';
import type { Tag } from '../../store/object-store';
import { bucketNameOf } from '../../store/resource-arn';
import type { Properties } from '../properties';

/** A bucket's replication, as AWS::S3::Bucket spells it. */
export function replicationIn(properties: Properties): ReplicationConfiguration {
  return { roleArn: properties.text('Role'), rules: properties.items('Rules').map(ruleIn) };
}

function ruleIn(rule: Properties): ReplicationRule {
  const id = rule.optionalText('Id');
  const { prefix, tags } = filterIn(rule);
  const criteria = rule.within('SourceSelectionCriteria');
  return {
    ...(id !== undefined && { id }),
    enabled: isEnabled(rule),
    priority: Number(rule.optionalText('Priority') ?? 0),
    ...(prefix !== undefined && { prefix }),
    ...(tags.length > 0 && { tags }),
    destination: destinationIn(rule.within('Destination')),
    replicatesKms: isEnabled(criteria.within('SseKmsEncryptedObjects')),
    replicatesReplicaModifications: isEnabled(criteria.within('ReplicaModifications')),
  };
}

/** Which objects a rule is about: the older rules have a prefix of their own, the newer ones a filter. */
function filterIn(rule: Properties): { prefix: string | undefined; tags: readonly Tag[] } {
  const filter = rule.within('Filter');
  const all = filter.within('And');
  const tags = filter.has('TagFilter') ? [filter.within('TagFilter')] : all.items('TagFilters');
  return {
    prefix: rule.optionalText('Prefix') ?? filter.optionalText('Prefix') ?? all.optionalText('Prefix'),
    tags: tags.map((tag) => ({ Key: tag.text('Key'), Value: tag.text('Value') })),
  };
}

function destinationIn(destination: Properties): ReplicationRule['destination'] {
  const account = destination.optionalText('Account');
  const storageClass = destination.optionalText('StorageClass');
  const replicaKeyArn = destination.within('EncryptionConfiguration').optionalText('ReplicaKmsKeyID');
  return {
    bucket: bucketNameOf(destination.text('Bucket')),
    ...(account !== undefined && { account }),
    ...(storageClass !== undefined && { storageClass }),
    ...(replicaKeyArn !== undefined && { replicaKeyArn }),
    ownerOverride: destination.within('AccessControlTranslation').optionalText('Owner') === 'Destination',
  };
}

function isEnabled(properties: Properties): boolean {
  return properties.optionalText('Status') === 'Enabled';
}
