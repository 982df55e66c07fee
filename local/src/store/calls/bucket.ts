import { objectPage, versionPage } from '../listing';
import { bucketOf } from '../lookup';
import type { BucketRequest, ListObjectsRequest, ListVersionsRequest } from '../object-store';
import { S3Error } from '../s3-error';
import type { StoreSurroundings } from '../surroundings';

export async function listObjectsV2(surroundings: StoreSurroundings, request: ListObjectsRequest) {
  return objectPage(bucketOf(surroundings, request), request, surroundings.now());
}

export async function listObjectVersions(surroundings: StoreSurroundings, request: ListVersionsRequest) {
  return versionPage(bucketOf(surroundings, request), request, surroundings.now());
}

export async function getBucketVersioning(surroundings: StoreSurroundings, request: BucketRequest) {
  return bucketOf(surroundings, request).versioned ? { status: 'Enabled' as const } : {};
}

export async function getObjectLockConfiguration(surroundings: StoreSurroundings, request: BucketRequest) {
  const { objectLock } = bucketOf(surroundings, request).configuration;
  if (!objectLock) throw new S3Error(404, 'ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket');
  return objectLock;
}

export async function getBucketReplication(surroundings: StoreSurroundings, request: BucketRequest) {
  const { replication } = bucketOf(surroundings, request).configuration;
  if (!replication) throw new S3Error(404, 'ReplicationConfigurationNotFoundError', 'The replication configuration was not found');
  return replication;
}
