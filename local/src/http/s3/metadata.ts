import type { IncomingHttpHeaders } from 'node:http';
import { headerOf } from './request';
import type { ObjectMetadata } from '../../store/object-store';

/** Headers that S3 keeps with an object. S3 User Guide, "Working with object metadata". */
const KEPT = ['content-type', 'content-disposition', 'content-encoding', 'content-language', 'cache-control', 'expires'];

const USER_PREFIX = 'x-amz-meta-';

/** What S3 says an object's type is when nobody said. */
export const DEFAULT_TYPE = 'binary/octet-stream';

/** Whether S3 keeps a header of this name, in lower case. */
export function isKept(name: string): boolean {
  return KEPT.includes(name) || name.startsWith(USER_PREFIX);
}

/** What a request wants kept with its object. */
export function metadataIn(headers: IncomingHttpHeaders): ObjectMetadata {
  const names = Object.keys(headers).filter(isKept);
  const kept = names.map((name) => [name, valueOf(name, headerOf(headers, name)!)] as const);
  return Object.fromEntries(kept.filter(([name, value]) => value !== '' || name.startsWith(USER_PREFIX)));
}

/** The headers that metadata comes back in: beyond ASCII, what users defined is encoded. S3 User Guide, "Working with object metadata". */
export function metadataHeaders(metadata: ObjectMetadata): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, name.startsWith(USER_PREFIX) ? encodedWord(value) : value]));
}

/** RFC 2047. */
function encodedWord(value: string): string {
  return /^[\0-\x7f]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
}

/** The request's own chunking is no encoding of the object. */
function valueOf(name: string, value: string): string {
  if (name !== 'content-encoding') return value;
  return value.split(',').map((encoding) => encoding.trim()).filter((encoding) => encoding !== 'aws-chunked').join(', ');
}
