/**
 * What S3 asks of a caller's policies beyond the action of the call itself, because only it can know: for an object's
 * key, or for the source of a copy.
 */
export interface Authority {
  /** Fails with S3's `AccessDenied`. */
  require(action: string, resource: string): void;
}

/** Who may do everything. */
export const UNLIMITED: Authority = { require: () => undefined };
