import type { Choices } from '../unknowns';

/** How a bucket is filled. */
export interface SeedOptions {
  /** Of a folder: names of files and folders to leave out, wherever they are. Default: none. */
  readonly exclude?: readonly string[];
  /**
   * Of a folder: a file of lines in JSON that say what its objects are like, beside their bytes. Each names a `key`; the
   * others are `file`, `size`, `isDeleteMarker`, `versionId`, `lastModified`, `etag`, `storageClass`, `metadata`,
   * `websiteRedirect`, `tags`, `acl`, `retention`, `legalHold`, `archiveStatus`, `restoration`, `encryption`,
   * `replicationStatus`, `checksum` and `partSizes`. Default: none.
   */
  readonly metadata?: string;
  /** Of an inventory: the id, ARN or alias of the KMS key of the objects that have one, for the inventory doesn't name it. */
  readonly kmsKey?: string;
  /** Whether a bucket that has to be made keeps versions. Default: whether the source names some. */
  readonly versioned?: boolean;
}

/** What reading an inventory depends on beside its files. */
export interface InventorySettings {
  readonly kmsKeyArn?: string;
  readonly unknowns: Choices;
}
