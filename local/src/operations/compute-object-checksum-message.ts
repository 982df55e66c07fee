import { TaskFailure } from './task-failure';
import type { StoredChecksum } from '../store/object-state';
import type { S3Error } from '../store/s3-error';

/**
 * What the report says of a checksum. S3 User Guide, "Examples: S3 Batch Operations completion reports": the members and
 * their order, upper-case hex, and `=` as an escape. Of a composite checksum there is no example: here its hex is that of
 * the digest, and its base64 has the number of parts behind it, as everywhere in S3.
 */
export function checksumMessage({ algorithm, type, value }: StoredChecksum, etag: string): string {
  const [digest] = value.split('-');
  return JSON.stringify({
    checksum_base64: value,
    etag,
    checksumAlgorithm: algorithm,
    checksumType: type,
    checksum_hex: Buffer.from(digest, 'base64').toString('hex').toUpperCase(),
  }).replaceAll('=', '\\u003d');
}

/** A checksum that couldn't be computed, as the same page has it: a permanent failure under 200 that names the status. */
export function checksumFailure(taskId: string, status: number, message: string): TaskFailure {
  const failureMessage = JSON.stringify(`Task ${taskId} ${message}`);
  return new TaskFailure(200, 'PermanentFailure', `error details: {"failureMessage":${failureMessage}, "errorCode": "${status}"}`);
}

/** What the page's examples say; an invalid request is what reading an object under SSE-C is. Of other errors there are S3's own words. */
const TEXTS: { readonly [code: string]: string } = {
  NoSuchKey: 'Key not found', InvalidRequest: 'SSE-C encryption type is not supported for this operation',
};

/** What is said of an error of S3's. */
export function failureText({ code, message }: S3Error): string {
  return TEXTS[code] ?? message;
}
