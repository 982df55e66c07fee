/**
 * What an access control list lets somebody do.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions
 */
export enum AclPermission {
  /** All of the others. */
  FULL_CONTROL = 'FULL_CONTROL',

  /** To read the object. */
  READ = 'READ',

  /** To write: it has a meaning for buckets alone, and none for an object. */
  WRITE = 'WRITE',

  /** To read the object's access control list. */
  READ_ACP = 'READ_ACP',

  /** To change the object's access control list. */
  WRITE_ACP = 'WRITE_ACP',
}
