import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { GeneratedManifest, type GeneratedManifestOptions } from './manifests/generated-manifest';
import type { Manifest } from './manifests/manifest';

/**
 * The ways to say which objects a job works on.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-batchjob-manifest
 */
export class JobManifest {
  /**
   * S3 lists the objects of `bucket` that a filter selects, as the first thing that the job does.
   *
   * The bucket is a general purpose bucket in the stack's Region. A job that no object is selected for fails.
   */
  public static generate(bucket: s3refs.IBucketRef, options: GeneratedManifestOptions): Manifest {
    return new GeneratedManifest(bucket, options);
  }

  private constructor() {}
}
