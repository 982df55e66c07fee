import type { JobContext } from './executor';
import { replicationFailure } from './replicate-object-failure';
import { type ReplicationPermission, replicationPermissions } from './replicate-object-permissions';
import { isUnderKms } from './replicate-object-rules';
import type { Authority } from '../store/authority';
import type { Encryption, ReplicationRule } from '../store/object-state';
import type { ObjectRequest } from '../store/object-store';
import { objectArn } from '../store/resource-arn';
import { S3Error } from '../store/s3-error';
import type { StoredState } from '../store/stored-objects';
import type { Choices } from '../unknowns';

/** A version that is replicated, and in whose name. */
export interface ReplicatedVersion {
  readonly task: ObjectRequest;
  readonly state: StoredState;
  readonly role: Authority;
  readonly job: JobContext;
}

/** Replicates a version by one rule; fails with the published reason. */
export async function replicateTo({ destination }: ReplicationRule, { task, state, role, job }: ReplicatedVersion): Promise<void> {
  const { bucket, storageClass = state.storageClass, ownerOverride = false } = destination;
  const { stored, unknowns, environment: { partition } } = job;
  await checkVersions(bucket, job);
  const sourceHasObjectLock = await hasObjectLock(task.bucket, job);
  if (sourceHasObjectLock && !await hasObjectLock(bucket, job)) throw replicationFailure('DstBucketObjectLockConfigMissing', bucket);
  const encryption = encryptionOfReplica(state, destination, job);
  const source = objectArn(partition, task);
  requireAll(replicationPermissions({
    source,
    sourceEncryption: state.encryption,
    sourceHasObjectLock,
    replica: objectArn(partition, { ...task, bucket }),
    replicaEncryption: encryption,
    changesOwner: ownerOverride && !stored.enforcesOwner({ bucket }),
  }, unknowns), role);
  const withTags = state.tags.length > 0 && mayReadTags(source, role, unknowns);
  if (stored.replicaIsGone(task, bucket)) throw replicationFailure('DstObjectHardDeleted', bucket);
  stored.replicate(task, { bucket, storageClass, encryption, withTags, ownerOverride });
}

async function checkVersions(bucket: string, { service }: JobContext): Promise<void> {
  const { status } = await unlessRefused(service.getBucketVersioning({ bucket }), () => { throw replicationFailure('DstBucketNotFound', bucket); });
  if (status !== 'Enabled') throw replicationFailure('DstBucketUnversioned', bucket);
}

async function hasObjectLock(bucket: string, { service }: JobContext): Promise<boolean> {
  return unlessRefused(service.getObjectLockConfiguration({ bucket }).then(() => true), () => false);
}

/**
 * S3 User Guide, "Replicating encrypted objects": a replica has its source's kind of encryption, under the key that the
 * rule names; only of a source that isn't encrypted, the destination decides.
 */
function encryptionOfReplica({ encryption }: StoredState, { bucket, replicaKeyArn }: ReplicationRule['destination'], { stored }: JobContext): Encryption {
  const wanted = isUnderKms(encryption) ? { ...encryption, keyArn: replicaKeyArn ?? '' } : encryption;
  try {
    return stored.encryptionOfReplica({ bucket }, wanted);
  } catch (error) {
    throw error instanceof S3Error ? replicationFailure('DstKmsKeyNotFound') : error;
  }
}

function requireAll(permissions: readonly ReplicationPermission[], role: Authority): void {
  for (const { anyOf, resource, failure } of permissions) {
    if (!anyOf.some((action) => isAllowed(action, resource, role))) throw replicationFailure(failure, `${anyOf[0]} on ${resource}`);
  }
}

function mayReadTags(source: string, role: Authority, { replicationOfTags }: Choices): boolean {
  const isReadable = isAllowed('s3:GetObjectVersionTagging', source, role);
  if (!isReadable && replicationOfTags === 'fails') throw replicationFailure('SrcGetTaggingNotPermitted', source);
  return isReadable;
}

function isAllowed(action: string, resource: string, role: Authority): boolean {
  try {
    role.require(action, resource);
    return true;
  } catch (error) {
    if (error instanceof S3Error) return false;
    throw error;
  }
}

async function unlessRefused<Answer>(call: Promise<Answer>, otherwise: () => Answer): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof S3Error) return otherwise();
    throw error;
  }
}
