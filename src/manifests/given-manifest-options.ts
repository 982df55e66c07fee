import type { ManifestScope } from './manifest-scope';

/** Options of a manifest that is there before the job. */
export interface GivenManifestOptions {
  /**
   * Which objects the rows name, at least one bucket: the job's role is allowed the operation on these alone, so that the
   * tasks of others fail. Not with `lambdaInvoke`, which asks nothing of the job's role on objects: there the function's
   * own role is the limit.
   */
  readonly scope: ManifestScope[];

  /**
   * Which version of the file: 1 to 2000 characters. Another one is another run.
   *
   * @default - the version that is the latest when the job is created
   */
  readonly versionId?: string;

  /**
   * The file's ETag, with or without its quotes: the job fails if the file has another. Another one is another run.
   *
   * @default - the ETag that the file has when the job is created
   */
  readonly etag?: string;
}
