import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';

/** Something that a job's role has to be allowed; grants.ts makes policy statements of it. */
export interface Permission {
  readonly bucket: s3refs.IBucketRef;
  readonly actions: readonly string[];
  /** Which objects, as made by key-pattern.ts; undefined: the bucket itself. */
  readonly keyPattern?: string;
}
