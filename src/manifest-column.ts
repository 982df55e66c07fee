/** What a column of a CSV manifest holds. */
export enum ManifestColumn {
  /** The name of the object's bucket. */
  BUCKET = 'Bucket',

  /** The object's key, URL-encoded. */
  KEY = 'Key',

  /** The object's version: in every row, and `null` for a version without an id. */
  VERSION_ID = 'VersionId',

  /** Something that the job has no use for. */
  IGNORE = 'Ignore',
}
