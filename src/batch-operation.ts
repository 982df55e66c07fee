import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { LambdaInvoke, type LambdaInvokeOptions } from './operations/lambda-invoke';
import type { Operation } from './operations/operation';
import { PutObjectTagging, type PutObjectTaggingOptions } from './operations/put-object-tagging';

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
