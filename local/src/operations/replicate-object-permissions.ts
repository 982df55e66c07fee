import type { ReplicationFailure } from './replicate-object-failure';
import { isUnderKms } from './replicate-object-rules';
import { MANAGED_KEY } from '../store/key-directory';
import type { Encryption } from '../store/object-state';
import type { Choices } from '../unknowns';

/** One object's way to one destination. */
export interface ReplicationPath {
  /** ARN. */
  readonly source: string;
  readonly sourceEncryption: Encryption;
  readonly sourceHasObjectLock: boolean;
  /** ARN. */
  readonly replica: string;
  readonly replicaEncryption: Encryption;
  /** The replica's owner is changed, which isn't the destination's way anyway. */
  readonly changesOwner: boolean;
}

/** Something that the replication's role must be allowed: one of the actions. */
export interface ReplicationPermission {
  readonly anyOf: readonly string[];
  /** ARN. */
  readonly resource: string;
  /** What becomes of an object where it isn't. */
  readonly failure: ReplicationFailure;
}

/**
 * All that replicating takes of the role of the bucket's configuration. S3 User Guide, "Setting up permissions for live
 * replication", "Replicating encrypted objects" and "Changing the replica owner"; the failures: "Amazon S3 replication
 * failure reasons". What that role needs to read the configuration and to list the bucket isn't asked: no failure is
 * published for it.
 */
export function replicationPermissions(path: ReplicationPath, unknowns: Choices): ReplicationPermission[] {
  const { source, sourceEncryption, sourceHasObjectLock, replica, replicaEncryption, changesOwner } = path;
  const ask = (action: string, resource: string, failure: ReplicationFailure): ReplicationPermission => ({ anyOf: [action], resource, failure });
  // s3:GetObjectVersion does as well, but not for what is under a KMS key
  const reading = ['s3:GetObjectVersionForReplication', ...(isUnderKms(sourceEncryption) ? [] : ['s3:GetObjectVersion'])];
  const writingKey = sourceEncryption.type === 'NOT-SSE' ? 'kms:GenerateDataKey' : 'kms:Encrypt';
  return [
    { anyOf: reading, resource: source, failure: 'SrcGetObjectNotPermitted' },
    ask('s3:GetObjectVersionAcl', source, 'SrcGetAclNotPermitted'),
    ...(sourceHasObjectLock ? [
      ask('s3:GetObjectRetention', source, 'SrcGetRetentionNotPermitted'),
      ask('s3:GetObjectLegalHold', source, 'SrcGetLegalHoldNotPermitted'),
    ] : []),
    ...keyActions(sourceEncryption, 'kms:Decrypt', unknowns).map(([action, key]) => ask(action, key, 'SrcGetObjectNotPermitted')),
    ask('s3:ReplicateObject', replica, 'DstPutObjectNotPermitted'),
    ...(changesOwner ? [ask('s3:ObjectOwnerOverrideToBucketOwner', replica, 'DstPutObjectNotPermitted')] : []),
    ...keyActions(replicaEncryption, writingKey, unknowns).map(([action, key]) => ask(action, key, 'DstPutObjectNotPermitted')),
  ];
}

function keyActions(encryption: Encryption, action: string, { replicationKeyActions }: Choices): [action: string, key: string][] {
  // who may use S3 may use the key that belongs to it
  if (!isUnderKms(encryption) || encryption.keyArn.endsWith(`:${MANAGED_KEY}`)) return [];
  const actions = new Set([action, ...(replicationKeyActions ? ['kms:GenerateDataKey'] : [])]);
  return [...actions].map((asked) => [asked, encryption.keyArn]);
}
