import { oneOf } from './one-of';
import { replicationIn } from './replication-configuration';
import { MANAGED_KEY } from '../../store/key-directory';
import type { BucketConfiguration, Encryption, ObjectLockConfiguration, ObjectOwnership } from '../../store/object-state';
import type { Properties } from '../properties';

/** What a template says of a bucket's configuration, as far as objects and jobs depend on it. */
export function bucketConfigurationIn(properties: Properties): BucketConfiguration {
  const objectLock = objectLockIn(properties);
  const encryption = encryptionIn(properties.within('BucketEncryption'));
  const ownership = ownershipIn(properties.within('OwnershipControls'));
  const owners = ownersIn(properties);
  const replication = properties.has('ReplicationConfiguration') ? replicationIn(properties.within('ReplicationConfiguration')) : undefined;
  return {
    versioned: objectLock !== undefined || properties.within('VersioningConfiguration').optionalText('Status') === 'Enabled',
    ...(objectLock && { objectLock }),
    ...(encryption && { encryption }),
    ...(ownership && { ownership }),
    ...(replication && { replication }),
    ...(isAutoDeleted(properties) && { autoDelete: true }),
    ...(owners.length > 0 && { owners }),
  };
}

/** The CDK tags the buckets that its handler may empty, so that it spares those which don't say so any more. */
function isAutoDeleted(properties: Properties): boolean {
  return properties.items('Tags').some((tag) => tag.optionalText('Key') === 'aws-cdk:auto-delete-objects' && tag.optionalText('Value') === 'true');
}

/** The CDK tags the buckets that it deploys files to, so that what one deployment has left isn't deleted under another. */
function ownersIn(properties: Properties): string[] {
  return properties.items('Tags').flatMap((tag) => tag.optionalText('Key') ?? []).filter((key) => key.startsWith('aws-cdk:cr-owned'));
}

function objectLockIn(properties: Properties): ObjectLockConfiguration | undefined {
  const configuration = properties.within('ObjectLockConfiguration');
  const isEnabled = properties.optionalText('ObjectLockEnabled') === 'true' || configuration.optionalText('ObjectLockEnabled') === 'Enabled';
  if (!isEnabled) return undefined;
  const retention = configuration.within('Rule').within('DefaultRetention');
  const mode = retention.optionalText('Mode');
  if (mode === undefined) return {};
  const days = retention.optionalText('Days');
  const years = retention.optionalText('Years');
  return {
    defaultRetention: {
      mode: oneOf('Mode', ['GOVERNANCE', 'COMPLIANCE'], mode),
      ...(days !== undefined && { days: Number(days) }),
      ...(years !== undefined && { years: Number(years) }),
    },
  };
}

const TYPES = { 'AES256': 'SSE-S3', 'aws:kms': 'SSE-KMS', 'aws:kms:dsse': 'DSSE-KMS' } as const;

function encryptionIn(properties: Properties): Encryption | undefined {
  const [rule] = properties.items('ServerSideEncryptionConfiguration');
  const byDefault = rule?.within('ServerSideEncryptionByDefault');
  const algorithm = byDefault?.optionalText('SSEAlgorithm');
  if (!byDefault || algorithm === undefined) return undefined;
  const type = TYPES[oneOf('SSEAlgorithm', ['AES256', 'aws:kms', 'aws:kms:dsse'], algorithm)];
  if (type === 'SSE-S3') return { type };
  const bucketKeyEnabled = rule.optionalText('BucketKeyEnabled') === 'true';
  return { type, keyArn: byDefault.optionalText('KMSMasterKeyID') ?? MANAGED_KEY, bucketKeyEnabled };
}

function ownershipIn(properties: Properties): ObjectOwnership | undefined {
  const ownership = properties.items('Rules')[0]?.optionalText('ObjectOwnership');
  return ownership === undefined ? undefined : oneOf('ObjectOwnership', ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'], ownership);
}
