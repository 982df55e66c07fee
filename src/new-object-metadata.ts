import type { SseAlgorithm } from './sse-algorithm';

/**
 * The metadata of a copy.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
export interface NewObjectMetadata {
  /**
   * The header `Cache-Control`: 1 to 1024 characters.
   *
   * @default - none
   */
  readonly cacheControl?: string;

  /**
   * The header `Content-Disposition`: 1 to 1024 characters.
   *
   * @default - none
   */
  readonly contentDisposition?: string;

  /**
   * The header `Content-Encoding`: 1 to 1024 characters. In a directory bucket only `aws-chunked`.
   *
   * @default - none
   */
  readonly contentEncoding?: string;

  /**
   * The header `Content-Language`: 1 to 1024 characters.
   *
   * @default - none
   */
  readonly contentLanguage?: string;

  /**
   * The header `Content-Type`: 1 to 1024 characters.
   *
   * @default - none
   */
  readonly contentType?: string;

  /**
   * The header `Expires`: from when on the copy should no longer be taken from a cache.
   *
   * @default - none
   */
  readonly httpExpiresDate?: Date;

  /**
   * The user's own metadata, by keys without their `x-amz-meta-`: at most 8192. A key has 1 to 1024 characters and is known
   * at synth, a value has at most 1024.
   *
   * @default - none
   */
  readonly userMetadata?: { readonly [key: string]: string };

  /**
   * How the copy is encrypted. It isn't metadata, and may be given without replacing any. KMS for a directory bucket needs
   * a `kmsKey`.
   *
   * @default - as the target bucket encrypts by default, or with `kmsKey` if there is one
   */
  readonly sseAlgorithm?: SseAlgorithm;
}
