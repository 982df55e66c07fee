/**
 * Whether a copy has the annotations of its source.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_S3CopyObjectOperation.html
 */
export enum AnnotationDirective {
  /** It has the same, of which each is a request more. */
  COPY = 'COPY',

  /** It has none. */
  EXCLUDE = 'EXCLUDE',
}
