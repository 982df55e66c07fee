/**
 * Access control lists that S3 has ready-made. The object's owner has full control in all of them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
 */
export enum CannedAccessControlList {
  /** Nobody but the owner has access. */
  PRIVATE = 'private',

  /** Everybody may read the object. */
  PUBLIC_READ = 'public-read',

  /** For an object the same as `PUBLIC_READ`. */
  PUBLIC_READ_WRITE = 'public-read-write',

  /** Amazon EC2 may read the object, as an image. */
  AWS_EXEC_READ = 'aws-exec-read',

  /** Everybody with an AWS account may read the object. */
  AUTHENTICATED_READ = 'authenticated-read',

  /** The owner of the bucket may read the object. */
  BUCKET_OWNER_READ = 'bucket-owner-read',

  /** The owner of the bucket has full control of the object. */
  BUCKET_OWNER_FULL_CONTROL = 'bucket-owner-full-control',
}
