import type { Refusal } from '../api-log';

/** A call that S3 refuses, with S3's own code and HTTP status. */
export class S3Error extends Error {
  readonly name = 'S3Error';

  /**
   * @param tellsOfMissingKey not everybody may know that there is no such key
   * @param refusal why, where it has the status 403
   * @param missingBucket the bucket that isn't there
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly tellsOfMissingKey = false,
    readonly refusal?: Refusal,
    readonly missingBucket?: string,
  ) {
    super(message);
  }
}

/** The answer to whom a policy doesn't let. S3 User Guide, "Troubleshoot access denied (403 Forbidden) errors". */
export function accessDenied(principalArn: string, action: string, resource: string): S3Error {
  return new S3Error(403, 'AccessDenied', `User: ${principalArn} is not authorized to perform: ${action} on resource: "${resource}"`, false, 'policy');
}

/** There is no such bucket. */
export function noSuchBucket(bucket: string): S3Error {
  return new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', false, undefined, bucket);
}

/** There is no such object. */
export function noSuchKey(): S3Error {
  return new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', true);
}

/** The version that a call names says that the object is deleted. API reference, GetObject: "Versioning". */
export function isDeleteMarker(): S3Error {
  return new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
}

/** There is no such version of the object, or not even the object. */
export function noSuchVersion(isKeyMissing: boolean): S3Error {
  return new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.', isKeyMissing);
}

/** What is locked isn't deleted, or changed. S3 User Guide, "Locking objects with Object Lock". */
export function accessDeniedByLock(): S3Error {
  return new S3Error(403, 'AccessDenied', 'Access Denied because object protected by object lock.', false, 'lock');
}

/** An archived object is restored before it is read. API reference, GetObject: "InvalidObjectState". */
export function invalidObjectState(message = 'The operation is not valid for the object\'s storage class'): S3Error {
  return new S3Error(403, 'InvalidObjectState', message, false, 'archive');
}

/** What is encrypted with a customer's own key isn't read without it. API reference, GetObject: "SSE-C". */
export function customerKeyMissing(): S3Error {
  return new S3Error(
    400, 'InvalidRequest', 'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
  );
}

/** The bytes aren't those that a checksum was sent for. API reference, PutObject. */
export function badDigest(algorithm: string): S3Error {
  return new S3Error(400, 'BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
}
