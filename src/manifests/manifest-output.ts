import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { ManifestEncryption } from '../manifest-encryption';

/**
 * Where S3 keeps a manifest that it generated, as inventory-like CSV files.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_S3ManifestOutputLocation.html
 */
export interface ManifestOutput {
  /**
   * The manifest's bucket, a general purpose bucket. For a list of what is eligible for replication, in the Region of the
   * objects' bucket.
   */
  readonly bucket: s3refs.IBucketRef;

  /**
   * Start of the manifest's keys: 1 to 512 characters, sent as they are.
   *
   * @default - S3 chooses the keys
   */
  readonly prefix?: string;

  /**
   * Account id of the bucket's owner: the job fails if the bucket belongs to another account.
   *
   * @default - the owner isn't checked
   */
  readonly expectedBucketOwner?: string;

  /**
   * How the manifest is encrypted.
   *
   * @default - S3 chooses; the job's role is allowed the KMS key that the bucket is seen to encrypt with by default
   */
  readonly encryption?: ManifestEncryption;
}
