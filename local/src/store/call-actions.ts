import type { ObjectStore } from './object-store';

/** What IAM calls an API call, and the kind of ARN it is asked on. */
export interface CallAction {
  readonly action: string;
  /** The action instead, when the call names a version. */
  readonly versionAction?: string;
  readonly resource: 'bucket' | 'object';
}

/**
 * Each call and its action. Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3",
 * table "API operations defined by Amazon S3".
 */
export const CALL_ACTIONS: { readonly [name in keyof ObjectStore]: CallAction } = {
  putObject: { action: 's3:PutObject', resource: 'object' },
  getObject: { action: 's3:GetObject', versionAction: 's3:GetObjectVersion', resource: 'object' },
  headObject: { action: 's3:GetObject', versionAction: 's3:GetObjectVersion', resource: 'object' },
  deleteObject: { action: 's3:DeleteObject', versionAction: 's3:DeleteObjectVersion', resource: 'object' },
  getObjectTagging: { action: 's3:GetObjectTagging', versionAction: 's3:GetObjectVersionTagging', resource: 'object' },
  putObjectTagging: { action: 's3:PutObjectTagging', versionAction: 's3:PutObjectVersionTagging', resource: 'object' },
  deleteObjectTagging: { action: 's3:DeleteObjectTagging', versionAction: 's3:DeleteObjectVersionTagging', resource: 'object' },
  listObjectsV2: { action: 's3:ListBucket', resource: 'bucket' },
  listObjectVersions: { action: 's3:ListBucketVersions', resource: 'bucket' },
  getBucketVersioning: { action: 's3:GetBucketVersioning', resource: 'bucket' },
  copyObject: { action: 's3:PutObject', resource: 'object' },
  getObjectAcl: { action: 's3:GetObjectAcl', versionAction: 's3:GetObjectVersionAcl', resource: 'object' },
  putObjectAcl: { action: 's3:PutObjectAcl', versionAction: 's3:PutObjectVersionAcl', resource: 'object' },
  getObjectLockConfiguration: { action: 's3:GetBucketObjectLockConfiguration', resource: 'bucket' },
  getObjectRetention: { action: 's3:GetObjectRetention', resource: 'object' },
  putObjectRetention: { action: 's3:PutObjectRetention', resource: 'object' },
  getObjectLegalHold: { action: 's3:GetObjectLegalHold', resource: 'object' },
  putObjectLegalHold: { action: 's3:PutObjectLegalHold', resource: 'object' },
  restoreObject: { action: 's3:RestoreObject', resource: 'object' },
  updateObjectEncryption: { action: 's3:UpdateObjectEncryption', resource: 'object' },
  getBucketReplication: { action: 's3:GetReplicationConfiguration', resource: 'bucket' },
  createMultipartUpload: { action: 's3:PutObject', resource: 'object' },
  uploadPart: { action: 's3:PutObject', resource: 'object' },
  completeMultipartUpload: { action: 's3:PutObject', resource: 'object' },
  abortMultipartUpload: { action: 's3:AbortMultipartUpload', resource: 'object' },
};

/**
 * What a call that writes an object needs for what it writes beside the bytes, by the member of its request.
 * The same table: CopyObject, CreateMultipartUpload, PutObject.
 */
export const WRITE_ACTIONS = {
  tagSet: 's3:PutObjectTagging',
  acl: 's3:PutObjectAcl',
  retention: 's3:PutObjectRetention',
  legalHold: 's3:PutObjectLegalHold',
} as const;
