import { grantsOf } from './acl-grants';
import type { JobContext } from './executor';
import { encryptionOf } from './put-object-copy-encryption';
import { newMetadataOf } from './put-object-copy-metadata';
import type { Task } from '../manifest/manifest';
import type { CopyOptions } from '../model/job-request';
import type { Retention } from '../store/object-state';
import type { AclRequest, CopyObjectRequest } from '../store/object-store';
import { bucketNameOf } from '../store/resource-arn';
import { S3Error } from '../store/s3-error';
import type { Choices } from '../unknowns';

/** The CopyObject call that a task comes to. */
export function copyRequestOf({ bucket, key, versionId }: Task, options: CopyOptions, { unknowns }: JobContext): CopyObjectRequest {
  const { ModifiedSinceConstraint, UnModifiedSinceConstraint, ChecksumAlgorithm } = options;
  return {
    source: { bucket, key, versionId },
    bucket: bucketNameOf(options.TargetResource!),
    key: targetKeyOf(key, options, unknowns),
    metadata: newMetadataOf(options, unknowns),
    tagSet: options.NewObjectTagging,
    storageClass: options.StorageClass,
    encryption: encryptionOf(options),
    bucketKeyEnabled: options.BucketKeyEnabled,
    acl: aclOf(options),
    retention: retentionOf(options),
    legalHold: options.ObjectLockLegalHoldStatus,
    checksum: ChecksumAlgorithm && { algorithm: ChecksumAlgorithm },
    ifModifiedSince: ModifiedSinceConstraint === undefined ? undefined : new Date(ModifiedSinceConstraint),
    ifUnmodifiedSince: UnModifiedSinceConstraint === undefined ? undefined : new Date(UnModifiedSinceConstraint),
    websiteRedirect: options.RedirectLocation,
  };
}

function targetKeyOf(key: string, { TargetKeyPrefix: prefix }: CopyOptions, unknowns: Choices): string {
  if (prefix === undefined || prefix.endsWith('/')) return `${prefix ?? ''}${key}`;
  return `${prefix}${unknowns.targetPrefixSlash === 'yes' ? '/' : ''}${key}`;
}

/** Of grants, the owner of the copy isn't part, unless they name him. API reference, CopyObject. */
function aclOf({ CannedAccessControlList: canned, AccessControlGrants: grants }: CopyOptions): AclRequest | undefined {
  if (canned && grants) throw new S3Error(400, 'InvalidRequest', 'Specifying both Canned ACLs and Header Grants is not allowed');
  if (grants) return { grants: grantsOf(grants) };
  return canned && { canned };
}

function retentionOf({ ObjectLockMode: mode, ObjectLockRetainUntilDate: date }: CopyOptions): Retention | undefined {
  if (mode && date) return { mode, retainUntil: new Date(date) };
  if (mode || date) throw new S3Error(400, 'InvalidArgument', 'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied');
  return undefined;
}
