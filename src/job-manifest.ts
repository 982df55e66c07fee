import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { CsvManifest, type CsvManifestOptions } from './manifests/csv-manifest';
import { FileManifest, type FileManifestOptions } from './manifests/file-manifest';
import { GeneratedManifest, type GeneratedManifestOptions } from './manifests/generated-manifest';
import { InventoryManifest, type InventoryManifestOptions } from './manifests/inventory-manifest';
import type { Manifest } from './manifests/manifest';
import type { ManifestObject } from './manifests/manifest-object';
import { ObjectsManifest } from './manifests/objects-manifest';
import type { StagedManifestOptions } from './manifests/staged-manifest-options';

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

  /**
   * A CSV report of S3 Inventory in a general purpose bucket, by the key of its `manifest.json`.
   *
   * The file is looked up when a job is created, and the job reads that version of it; a report that is written later has
   * another key. A report in ORC or Parquet is none that S3 takes. One of all versions leaves the version id empty for a version
   * without one, and the task of such a row fails.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/inventory-configure-bops.html
   */
  public static fromInventoryReport(bucket: s3refs.IBucketRef, manifestJsonKey: string, options: InventoryManifestOptions): Manifest {
    return new InventoryManifest(bucket, manifestJsonKey, options);
  }

  /**
   * Objects of `bucket` that the app names itself, at least one and none twice.
   *
   * The list comes with the app as an asset, and the deployment writes it as a manifest. Another list is another run. The
   * job's role is limited to what all keys start with.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-batchjob-manifest
   */
  public static fromObjects(bucket: s3refs.IBucketRef, objects: ManifestObject[], options: StagedManifestOptions): Manifest {
    return new ObjectsManifest(bucket, objects, options);
  }

  /**
   * Objects of `bucket` that a file on this machine names, a key a line, or as CSV with `columns`.
   *
   * The file is UTF-8 without a byte order mark, a header row or blank lines, at `path`, which is relative to where the app
   * runs; lines end in a line feed, with or without a carriage return. Every line is checked, and a key that stands there
   * twice is worked on twice. The list comes with the app as an asset, and the deployment writes it as a manifest. Another list
   * is another run. The job's role is limited to what all keys start with.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-batchjob-manifest
   */
  public static fromFile(bucket: s3refs.IBucketRef, path: string, options: FileManifestOptions): Manifest {
    return new FileManifest(bucket, path, options);
  }

  private constructor() {}
}
