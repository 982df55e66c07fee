import type { BucketRequest, ObjectRequest } from './object-store';

/** A bucket's ARN. */
export function bucketArn(partition: string, bucket: string): string {
  return `arn:${partition}:s3:::${bucket}`;
}

/** The ARN of the object that a call names. */
export function objectArn(partition: string, { bucket, key }: BucketRequest & Partial<ObjectRequest>): string {
  return `${bucketArn(partition, bucket)}/${key}`;
}

/** The bucket's name in its ARN. */
export function bucketNameOf(arn: string): string {
  return arn.split(':').slice(5).join(':');
}

/** The bucket and key in an object's ARN. */
export function objectOfArn(arn: string): { bucket: string; key: string } {
  const [bucket, ...key] = bucketNameOf(arn).split('/');
  return { bucket, key: key.join('/') };
}
