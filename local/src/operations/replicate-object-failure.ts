import { TaskFailure } from './task-failure';

/** Why an object isn't replicated. S3 User Guide, "Amazon S3 replication failure reasons"; those that can come to pass here. */
export type ReplicationFailure = keyof typeof TEXTS;

/** Those whose rows were recorded, in reports of aws-samples/sample-replicate-on-tag-for-amazon-s3. */
export const RECORDED_FAILURES: readonly ReplicationFailure[] = ['SrcObjectNotEligible', 'SrcObjectNotFound'];

/** What rows say; those that weren't recorded are ours. */
export const TEXTS = {
  AssumeRoleNotPermitted: 'The role of the replication configuration can not be assumed',
  DstBucketNotFound: 'The destination bucket does not exist',
  DstBucketObjectLockConfigMissing: 'The source bucket has Object Lock, and the destination bucket has not',
  DstBucketUnversioned: 'The destination bucket has no versions',
  DstKmsKeyNotFound: 'The KMS key for replicas does not exist',
  DstObjectHardDeleted: 'The replica was deleted by its version id',
  DstPutObjectNotPermitted: 'The role of the replication configuration may not put the replica',
  InitiateReplicationNotPermitted: 'The role of the job may not initiate the replication',
  SrcBucketNotFound: 'The source bucket does not exist',
  SrcBucketReplicationConfigMissing: 'The source bucket has no replication configuration',
  SrcGetAclNotPermitted: 'The role of the replication configuration may not read the object\'s ACL',
  SrcGetLegalHoldNotPermitted: 'The role of the replication configuration may not read the object\'s legal hold',
  SrcGetObjectNotPermitted: 'The role of the replication configuration may not read the object',
  SrcGetRetentionNotPermitted: 'The role of the replication configuration may not read the object\'s retention',
  SrcGetTaggingNotPermitted: 'The role of the replication configuration may not read the object\'s tags',
  SrcObjectNotEligible: 'Object is not eligible for replication',
  SrcObjectNotFound: 'Object versionID is invalid',
  SrcVersionNotFound: 'The version does not exist',
};

/** The task that failed of it. Both recorded rows have 500; the other reasons are taken to have it as well. */
export function replicationFailure(reason: ReplicationFailure, detail?: string): TaskFailure {
  return new TaskFailure(500, reason, detail === undefined ? TEXTS[reason] : `${TEXTS[reason]}: ${detail}`);
}
