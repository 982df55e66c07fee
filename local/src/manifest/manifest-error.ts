/** A manifest that no job can run on, with the code of the job's failure. */
export class ManifestError extends Error {
  readonly name = 'ManifestError';

  constructor(readonly code: string, message: string) {
    super(message);
  }
}

/** What stands in the manifest isn't one. The code is the service's; which of its texts goes with what is mostly not published. */
export function invalidContent(message: string): ManifestError {
  return new ManifestError('InvalidManifestContent', message);
}

/** A bucket that no template describes may have rules that nobody sees here; no failure that S3 has. */
export function unknownReplication(bucket: string): ManifestError {
  return new ManifestError('LocalEngineError', `the replication rules of the bucket ${bucket} aren't known here: it isn't in any deployed template`);
}

/** The object isn't the one the job was created for. Code and text that S3 gives then aren't known: the code is that of a failed If-Match. */
export function otherETag(found: string, wanted: string): ManifestError {
  return new ManifestError('PreconditionFailed', `The manifest's ETag is ${found}, the job was created for ${wanted}${quotesHint(found, wanted)}`);
}

/** What to say beside an ETag that would be the right one without its quotes, which HTTP has and the request doesn't. */
export function quotesHint(found: string, wanted: string): string {
  return wanted === `"${found}"` ? ' (without the quotes it would be the same)' : '';
}
