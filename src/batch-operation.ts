import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { ComputeObjectChecksum, type ComputeObjectChecksumOptions } from './operations/compute-object-checksum';
import { CustomOperation, type CustomOperationOptions } from './operations/custom';
import { DeleteObjectTagging } from './operations/delete-object-tagging';
import { InitiateRestoreObject, type InitiateRestoreObjectOptions } from './operations/initiate-restore-object';
import { LambdaInvoke, type LambdaInvokeOptions } from './operations/lambda-invoke';
import type { Operation } from './operations/operation';
import { PutObjectAcl, type PutObjectAclOptions } from './operations/put-object-acl';
import { PutObjectCopy } from './operations/put-object-copy';
import type { PutObjectCopyOptions } from './operations/put-object-copy-options';
import { PutObjectLegalHold, type PutObjectLegalHoldOptions } from './operations/put-object-legal-hold';
import { PutObjectRetention, type PutObjectRetentionOptions } from './operations/put-object-retention';
import { PutObjectTagging, type PutObjectTaggingOptions } from './operations/put-object-tagging';
import { ReplicateObject } from './operations/replicate-object';
import { UpdateObjectEncryption, type UpdateObjectEncryptionOptions } from './operations/update-object-encryption';

/**
 * The operations that a job can do, each named as in the S3 Control API without its `S3`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-operations.html
 */
export class BatchOperation {
  /**
   * Invokes a function for each object.
   *
   * A version or an alias is invoked as such. The function is told the object's bucket and key, and reads or writes it
   * with the permissions of its own role. A job follows an alias or a function that changes while it runs.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html
   */
  public static lambdaInvoke(fn: lambda.IFunction, options?: LambdaInvokeOptions): Operation {
    return new LambdaInvoke(fn, options);
  }

  /**
   * Copies each object to a bucket, which may be the one that it is in: under the same key, or with a prefix before it.
   *
   * The objects must be in one bucket, and none is larger than 5 GB. The job runs in the Region of the target bucket. An
   * archived object has to be restored first. A copy that has the key of an object replaces it, for good unless the target
   * is versioned. Access control lists aren't copied; tags and metadata are, unless others are given.
   *
   * The target may be a directory bucket, as `DirectoryBucket.fromBucketArn` makes one.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-copy-object.html
   */
  public static putObjectCopy(targetBucket: s3refs.IBucketRef, options?: PutObjectCopyOptions): Operation {
    return new PutObjectCopy(targetBucket, options);
  }

  /**
   * Replaces the access control list of each object.
   *
   * Nothing is merged: a grant that isn't in the list is removed. In a bucket whose object ownership is "bucket owner
   * enforced", as it is unless a bucket says otherwise, a task fails unless its list grants full control to the bucket's owner
   * and nothing to anybody else.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-put-object-acl.html
   */
  public static putObjectAcl(options: PutObjectAclOptions): Operation {
    return new PutObjectAcl(options);
  }

  /**
   * Replaces the tags of each object with the given ones.
   *
   * Nothing is merged: a tag that isn't given is removed, and an empty set of tags removes them all.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-put-object-tagging.html
   */
  public static putObjectTagging(options: PutObjectTaggingOptions): Operation {
    return new PutObjectTagging(options);
  }

  /**
   * Removes all tags of each object.
   *
   * THE TAGS ALONE: no object is deleted. S3 Batch Operations has no operation that deletes objects, nor one that removes
   * some tags and keeps others.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-delete-object-tagging.html
   */
  public static deleteObjectTagging(): Operation {
    return new DeleteObjectTagging();
  }

  /**
   * Starts to restore each archived object.
   *
   * A task has succeeded when S3 has taken the request: the object itself is there hours later, of which S3 tells by its
   * event notifications. While an object is being restored, another request for it succeeds only with the same
   * `expirationInDays` and a faster tier.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-initiate-restore-object.html
   */
  public static initiateRestoreObject(options?: InitiateRestoreObjectOptions): Operation {
    return new InitiateRestoreObject(options);
  }

  /**
   * Puts each object under legal hold, or takes the hold off.
   *
   * The objects must be in one bucket, with Object Lock. Of an object whose version the manifest doesn't name, it is the
   * latest that is held.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-legal-hold.html
   */
  public static putObjectLegalHold(options: PutObjectLegalHoldOptions): Operation {
    return new PutObjectLegalHold(options);
  }

  /**
   * Sets the retention of each object, or removes it.
   *
   * The objects must be in one bucket, with Object Lock. Of an object whose version the manifest doesn't name, it is the
   * latest that is retained. A retention in compliance mode can be extended, and neither shortened nor removed by anybody.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-retention-date.html
   */
  public static putObjectRetention(options: PutObjectRetentionOptions): Operation {
    return new PutObjectRetention(options);
  }

  /**
   * Replicates each object as the replication rules of its bucket say.
   *
   * A rule works on objects that come after it; this is for those that were there before, or whose replication failed. Best
   * with `JobManifest.generate` and `ManifestFilter.eligibleForReplication()`. A manifest of yours has to name versions. Not
   * for objects in the storage classes GLACIER and DEEP_ARCHIVE.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
   */
  public static replicateObject(): Operation {
    return new ReplicateObject();
  }

  /**
   * Computes a checksum of each object where it is stored.
   *
   * The checksums stand in the job's report, which must be enabled and whose bucket's owner is checked, and nowhere else.
   * Archived objects need no restore, but can take up to a week. Not for objects that a customer's key encrypts (SSE-C).
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-compute-checksums.html
   */
  public static computeObjectChecksum(options?: ComputeObjectChecksumOptions): Operation {
    return new ComputeObjectChecksum(options);
  }

  /**
   * Brings each object under a KMS key (SSE-KMS), where it is stored, or under another one.
   *
   * The key must be of the objects' Region and of their bucket's account; an alias stands for the key behind it, and one that
   * was imported by its name is refused. For objects under SSE-S3 or SSE-KMS: the task of any other fails, and of one
   * under Object Lock. The role is allowed to use the new key and, of the old ones, those that are the default of the
   * objects' buckets or that the filter names.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-update-encryption.html
   */
  public static updateObjectEncryption(kmsKey: kms.IKey, options?: UpdateObjectEncryptionOptions): Operation {
    return new UpdateObjectEncryption(kmsKey, options);
  }

  /**
   * Does what this library doesn't know, or knows less well: any operation, sent as it is given.
   *
   * Only its form is checked: one member, named and with options as the S3 Control API has them, of text, numbers, true,
   * false, lists and maps. Text and numbers can be known at deployment. The role is allowed `statements` alone, and with
   * `S3ComputeObjectChecksum`, whose results stand in the report, it is for you to enable that.
   *
   * @param operation such as `{ S3PutObjectTagging: { TagSet: [{ Key: 'tier', Value: 'cold' }] } }`
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_JobOperation.html
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what S3 will add has no other type
  public static custom(operation: { readonly [name: string]: any }, options: CustomOperationOptions): Operation {
    return new CustomOperation(operation, options);
  }

  private constructor() {}
}
