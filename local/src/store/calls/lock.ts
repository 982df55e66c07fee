import { bucketOf, versionOf } from '../lookup';
import { checkRetention, requireObjectLock, retentionChange } from '../object-lock';
import type { Retention } from '../object-state';
import type { ObjectRequest } from '../object-store';
import { objectArn } from '../resource-arn';
import { accessDeniedByLock, S3Error } from '../s3-error';
import type { StoredVersion } from '../stored-version';
import type { StoreSurroundings } from '../surroundings';

type RetentionRequest = ObjectRequest & { readonly retention?: Retention; readonly bypassGovernance?: boolean };

export async function getObjectRetention(surroundings: StoreSurroundings, request: ObjectRequest): Promise<Retention> {
  const { retention } = lockableVersion(surroundings, request);
  if (!retention) throw noLock();
  return retention;
}

export async function putObjectRetention(surroundings: StoreSurroundings, { retention, bypassGovernance, ...request }: RetentionRequest) {
  const version = lockableVersion(surroundings, request);
  const { authority, partition, now } = surroundings;
  if (retention) checkRetention(retention, now());
  const change = retentionChange(version.retention, retention, now());
  if (change === 'refused' || (change === 'bypass' && !bypassGovernance)) throw accessDeniedByLock();
  // the permission is asked for where there is something to bypass; API reference, PutObjectRetention
  if (change === 'bypass') authority.require('s3:BypassGovernanceRetention', objectArn(partition, request));
  version.retention = retention;
}

export async function getObjectLegalHold(surroundings: StoreSurroundings, request: ObjectRequest): Promise<'ON' | 'OFF'> {
  const { legalHold } = lockableVersion(surroundings, request);
  if (!legalHold) throw noLock();
  return legalHold;
}

export async function putObjectLegalHold(surroundings: StoreSurroundings, { status, ...request }: ObjectRequest & { readonly status: 'ON' | 'OFF' }) {
  lockableVersion(surroundings, request).legalHold = status;
}

function lockableVersion(surroundings: StoreSurroundings, request: ObjectRequest): StoredVersion {
  requireObjectLock(bucketOf(surroundings, request));
  return versionOf(surroundings, request);
}

function noLock(): S3Error {
  return new S3Error(404, 'NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration');
}
