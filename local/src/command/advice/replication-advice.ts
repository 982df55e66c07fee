import { always, type AdviceRow } from './advice-table';
import type { ReplicationFailure } from '../../operations/replicate-object-failure';

const ROLE = 'Let the role of the bucket\'s replication do it; the S3 User Guide, "Setting up permissions for live replication", has its policy.';

/** What the reasons mean for which objects aren't replicated. S3 User Guide, "Amazon S3 replication failure reasons". */
export const REPLICATION_ADVICE: { readonly [reason in ReplicationFailure]: readonly AdviceRow[] } = {
  AssumeRoleNotPermitted: [always('S3 can\'t assume the role of the bucket\'s replication.', 'See that the role is there and trusts s3.amazonaws.com.')],
  DstBucketNotFound: [always('There is no destination bucket.', 'Correct the destination in the replication rule, or make the bucket.')],
  DstBucketObjectLockConfigMissing: [always('The source bucket has Object Lock, and the destination has none.', 'Give the destination bucket Object Lock.')],
  DstBucketUnversioned: [always('The destination bucket keeps no versions.', 'Give it `versioned: true`.')],
  DstKmsKeyNotFound: [always('The KMS key for replicas isn\'t there.', 'Correct the key in the replication rule; it must be in the destination\'s Region.')],
  DstObjectHardDeleted: [always('The replica was deleted by its version id, and isn\'t made again.', 'Copy the object over itself, which makes a version that is replicated.')],
  DstPutObjectNotPermitted: [always('The role of the replication may not put replicas, or not use their key.', ROLE)],
  InitiateReplicationNotPermitted: [always('The job\'s role may not initiate the replication.', 'Allow it s3:InitiateReplication on the objects: BatchJob does so for the buckets that it is told of.')],
  SrcBucketNotFound: [always('There is no source bucket.', 'Correct the bucket in the manifest.')],
  SrcBucketReplicationConfigMissing: [always('The source bucket isn\'t replicated.', 'Give it a replication rule before the job runs.')],
  SrcGetAclNotPermitted: [always('The role of the replication may not read the object\'s ACL.', ROLE)],
  SrcGetLegalHoldNotPermitted: [always('The role of the replication may not read the object\'s legal hold.', ROLE)],
  SrcGetObjectNotPermitted: [always('The role of the replication may not read the object, or not use its key.', ROLE)],
  SrcGetRetentionNotPermitted: [always('The role of the replication may not read the object\'s retention.', ROLE)],
  SrcGetTaggingNotPermitted: [always('The role of the replication may not read the object\'s tags.', ROLE)],
  SrcObjectNotEligible: [always('No replication rule is for the object, or it is a delete marker.', 'Widen a rule, or select with the filter what is eligible for replication.')],
  SrcObjectNotFound: [always('The manifest doesn\'t name the object\'s version.', 'Give the manifest a column of version ids, or let S3 generate it.')],
  SrcVersionNotFound: [always('There is no such version.', 'Make the manifest anew.')],
};
