import type { IncomingHttpHeaders } from 'node:http';
import type { BucketRequest } from '../../store/object-store';
import { S3Error } from '../../store/s3-error';
import type { ApiRequest } from '../server';

/** A request to S3 in path style, taken apart. */
export interface S3Request {
  readonly method: string;
  /** Empty in a request that names none. */
  readonly bucket: string;
  /** As the object has it; empty in a request about a bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Reads bucket and key out of a request's path; an `S3Error` when they aren't URL-encoded. */
export function s3RequestOf({ method, path, query, headers, body }: ApiRequest): S3Request {
  const [bucket, ...key] = path.slice(1).split('/').map(decoded);
  return { method, bucket, key: key.join('/'), query, headers, body };
}

/** The bucket that a request names, and whose it must be. */
export function bucketIn({ bucket, headers }: S3Request): BucketRequest {
  const expectedBucketOwner = headerOf(headers, 'x-amz-expected-bucket-owner');
  return { bucket, ...(expectedBucketOwner !== undefined && { expectedBucketOwner }) };
}

/** The object that a request names, or the version of it. */
export function objectIn(request: S3Request) {
  const versionId = request.query.get('versionId') ?? undefined;
  return { ...bucketIn(request), key: request.key, ...(versionId !== undefined && { versionId }) };
}

/** A header's one value. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new S3Error(400, 'InvalidURI', 'Couldn\'t parse the specified URI.');
  }
}
