/** An object that a job works on. */
export interface ManifestObject {
  /** The object's key as it is, not URL-encoded: 1 to 1024 bytes of UTF-8, and at most 1024 characters when it is URL-encoded. */
  readonly key: string;

  /**
   * Which version of it: with every object of a manifest, or with none. `null` is the version without an id, of a time when the
   * bucket had no versions.
   *
   * @default - the version that is the latest when the job gets to it
   */
  readonly versionId?: string;
}
