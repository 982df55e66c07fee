/** A call that S3 refuses, with S3's own code and HTTP status. */
export class S3Error extends Error {
  readonly name = 'S3Error';

  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

/** The answer to whom a policy doesn't let. S3 User Guide, "Troubleshoot access denied (403 Forbidden) errors". */
export function accessDenied(principalArn: string, action: string, resource: string): S3Error {
  return new S3Error(403, 'AccessDenied', `User: ${principalArn} is not authorized to perform: ${action} on resource: "${resource}"`);
}

/** There is no such bucket. */
export function noSuchBucket(): S3Error {
  return new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
}

/** There is no such object. */
export function noSuchKey(): S3Error {
  return new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
}

/** The version that a call names says that the object is deleted. API reference, GetObject: "Versioning". */
export function isDeleteMarker(): S3Error {
  return new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
}

/** There is the object, and no such version of it. */
export function noSuchVersion(): S3Error {
  return new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.');
}
