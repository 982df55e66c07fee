import type { Authority } from './authority';
import type { Bucket } from './bucket';
import type { KeyDirectory } from './key-directory';
import type { MultipartUploads } from './multipart-uploads';

/** What the calls of one caller come to. */
export interface StoreSurroundings {
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** The caller's account. */
  readonly account: string;
  readonly partition: string;
  readonly keys: KeyDirectory;
  readonly uploads: MultipartUploads;
  readonly authority: Authority;
  readonly now: () => Date;
  readonly newVersionId: () => string;
  /** How long every restoration takes, in milliseconds. Default: what S3 says of the archive and the tier. */
  readonly restoreDuration?: number;
}
