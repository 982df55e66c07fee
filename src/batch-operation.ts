import type { Operation } from './operations/operation';
import { PutObjectTagging, type PutObjectTaggingOptions } from './operations/put-object-tagging';

/**
 * The operations that a job can do, each named as in the S3 Control API without its `S3`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-operations.html
 */
export class BatchOperation {
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

  private constructor() {}
}
