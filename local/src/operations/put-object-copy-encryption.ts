import type { CopyOptions } from '../model/job-request';
import { MANAGED_KEY } from '../store/key-directory';
import type { Encryption } from '../store/object-state';
import { S3Error } from '../store/s3-error';

/** What a copy is encrypted with; undefined where the target bucket decides. A key may be named by its id, ARN or alias. */
export function encryptionOf(options: CopyOptions): Encryption | undefined {
  const { NewObjectMetadata: metadata, SSEAwsKmsKeyId: key, BucketKeyEnabled: bucketKeyEnabled } = options;
  const algorithm = metadata?.SSEAlgorithm ?? (key === undefined ? undefined : 'KMS');
  if (algorithm === undefined) return undefined;
  if (algorithm === 'KMS') return { type: 'SSE-KMS', keyArn: key ?? MANAGED_KEY, ...(bucketKeyEnabled !== undefined && { bucketKeyEnabled }) };
  if (key !== undefined) throw keyWithoutKms();
  return { type: 'SSE-S3' };
}

/** What CopyObject says of a key beside AES256. */
function keyWithoutKms(): S3Error {
  return new S3Error(400, 'InvalidArgument', 'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms');
}
