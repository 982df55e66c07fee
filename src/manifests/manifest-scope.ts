import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';

/** Objects that the rows of a given manifest may name. The job's role is limited to them. */
export interface ManifestScope {
  /** The objects' bucket. */
  readonly bucket: s3refs.IBucketRef;

  /**
   * What the objects' keys start with: 1 to 1024 characters, read literally.
   *
   * @default - any key
   */
  readonly keyPrefix?: string;
}
