import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { EncryptionKey } from '../bucket/encryption-keys';

/** Something that a role has to be allowed; grants.ts makes policy statements of it. */
export type Permission = BucketPermission | FunctionPermission | KeyPermission | StatementPermission;

/** Actions on a bucket or on objects of it. */
export interface BucketPermission {
  readonly bucket: s3refs.IBucketRef;
  readonly actions: readonly string[];
  /** Which objects, as made by key-pattern.ts; undefined: the bucket itself. */
  readonly keyPattern?: string;
}

/** To invoke a function, as it is named: itself, a version of it or an alias. */
export interface FunctionPermission {
  readonly invoked: lambda.IFunction;
}

/** To use a KMS key. */
export interface KeyPermission {
  readonly key: EncryptionKey;
  readonly actions: readonly string[];
}

/** What a user says that an operation needs which this library doesn't know. */
export interface StatementPermission {
  readonly statement: iam.PolicyStatement;
}

export function isOnBucket(permission: Permission): permission is BucketPermission {
  return 'bucket' in permission;
}

export function isOnKey(permission: Permission): permission is KeyPermission {
  return 'key' in permission;
}

export function isOnFunction(permission: Permission): permission is FunctionPermission {
  return 'invoked' in permission;
}
