import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { CsvManifest, type CsvManifestOptions } from './manifests/csv-manifest';
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

  /**
   * A CSV file at `key` of a general purpose bucket, without a header row: a bucket and a URL-encoded key a line.
   *
   * The file is looked up when a job is created, and the job reads that version of it. A file that changed starts no other
   * run by itself: give its `etag` or `versionId`, or another `runId`. Where the same stack uploads it, make the job depend on
   * the upload.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-batchjob-manifest
   */
  public static fromCsv(bucket: s3refs.IBucketRef, key: string, options: CsvManifestOptions): Manifest {
    return new CsvManifest(bucket, key, options);
  }

  private constructor() {}
}
