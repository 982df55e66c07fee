import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';

/** Options of a manifest that the deployment writes. */
export interface StagedManifestOptions {
  /**
   * Where the deployment writes the manifest for S3 to read: a general purpose bucket. Its key is made of what it holds, so
   * that another list is another file; the files stay, also when the job is removed, until a lifecycle rule or somebody
   * deletes them. It is encrypted with SSE-S3, whatever the bucket's default: S3 reads no such manifest under a KMS key.
   */
  readonly stagingBucket: s3refs.IBucketRef;

  /**
   * What the manifest's key starts with, such as `manifests/`: 1 to 700 bytes of UTF-8, characters up to U+00FF alone, as IAM
   * spells no others. Nothing is put after it.
   *
   * @default - the key starts with a hash of the list
   */
  readonly stagingPrefix?: string;
}
