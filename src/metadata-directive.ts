/** Which metadata a copy has. */
export enum MetadataDirective {
  /** That of its source. */
  COPY = 'COPY',

  /** What `newObjectMetadata` says, and nothing else. */
  REPLACE = 'REPLACE',
}
