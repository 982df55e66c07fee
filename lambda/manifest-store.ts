import type { ServiceError } from './job-control';

/** What the handler asks S3 of manifests, and of the rows that one is made of. Every method throws a {@link ServiceError}. */
export interface ManifestStore {
  /** HeadObject, of the latest version unless one is named. */
  head(object: ManifestObject): Promise<ManifestVersion>;
  /** GetObject, in pieces of any size; it may fail between two of them. */
  read(object: ManifestObject): AsyncIterable<Uint8Array>;
  /**
   * Writes an object, encrypted with S3's own keys: S3 takes no CSV manifest that is encrypted with KMS.
   * @param parts all but the last of the same size, 5 MiB or more; each is there only until the next is asked for, which may
   * come in its memory; should they throw, nothing is written
   */
  write(object: ManifestObject, parts: AsyncIterable<Uint8Array>): Promise<ManifestVersion>;
}

/** A manifest, by where it lies. */
export interface ManifestObject {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/** What S3 says of a manifest. */
export interface ManifestVersion {
  /** As HTTP has it, in quotes. */
  readonly etag: string;
  /** `null` where versioning is suspended; undefined where it never was enabled. */
  readonly versionId?: string;
}

/** The manifest couldn't be looked at or written, so CreateJob wasn't asked. */
export class ManifestError extends Error {
  /** @param reason what S3 said; undefined where asking again wouldn't help */
  constructor(message: string, public readonly reason?: ServiceError) {
    super(message);
  }
}
