import { bucketIn, type S3Request } from './request';
import { encodeKey } from '../../manifest/key-encoding';
import type { ListedObject, ListObjectsRequest, ObjectPage } from '../../store/object-store';
import { S3Error } from '../../store/s3-error';
import type { ApiResponse } from '../server';
import { type XmlContent, xmlResponse } from '../xml';

/** The most that a page holds, and what it holds unless less is asked for. API reference, ListObjectsV2. */
const PAGE_LIMIT = 1000;

/** ListObjectsV2's parameters. */
export function listingIn(request: S3Request): ListObjectsRequest {
  const { query } = request;
  return {
    ...bucketIn(request),
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? undefined,
    startAfter: tokenIn(query) ?? query.get('start-after') ?? undefined,
    maxKeys: maxKeysIn(query),
  };
}

/** ListObjectsV2's answer. */
export function objectsListed(page: ObjectPage, { bucket, query }: S3Request): ApiResponse {
  const text = encoderFor(query);
  const { objects, commonPrefixes, nextStartAfter } = page;
  return xmlResponse(200, 'ListBucketResult', {
    Name: bucket,
    Prefix: text(query.get('prefix') ?? ''),
    ...given('Delimiter', query.get('delimiter'), text),
    ...given('StartAfter', query.get('start-after'), text),
    ...given('ContinuationToken', query.get('continuation-token')),
    ...given('EncodingType', query.get('encoding-type')),
    MaxKeys: String(maxKeysIn(query)),
    KeyCount: String(objects.length + commonPrefixes.length),
    IsTruncated: String(nextStartAfter !== undefined),
    ...(nextStartAfter !== undefined && { NextContinuationToken: tokenFor(nextStartAfter) }),
    Contents: objects.map((object) => contentOf(object, text)),
    CommonPrefixes: commonPrefixes.map((prefix) => ({ Prefix: text(prefix) })),
  });
}

function contentOf({ key, etag, size, lastModified, storageClass }: ListedObject, text: (key: string) => string): XmlContent {
  return { Key: text(key), LastModified: lastModified.toISOString(), ETag: `"${etag}"`, Size: String(size), StorageClass: storageClass };
}

/** How a listing writes its keys: as they are, or URL-encoded where the request asks for it. */
export function encoderFor(query: URLSearchParams): (text: string) => string {
  const type = query.get('encoding-type');
  if (type !== null && type !== 'url') throw invalidArgument(`encoding-type must be url, got: ${type}`);
  return type === 'url' ? encoded : (text) => text;
}

/** API reference, ListObjectsV2: `test_file(3).png` becomes `test_file%283%29.png`; so what `encodeURIComponent` leaves is encoded, too. */
function encoded(text: string): string {
  return encodeKey(text).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** How much a page may hold. */
export function maxKeysIn(query: URLSearchParams): number {
  const text = query.get('max-keys') ?? String(PAGE_LIMIT);
  if (!/^\d+$/.test(text)) throw invalidArgument(`max-keys must be a whole number, got: ${text}`);
  return Math.min(Number(text), PAGE_LIMIT);
}

const TOKEN = 'after:';

function tokenFor(startAfter: string): string {
  return Buffer.from(TOKEN + startAfter).toString('base64');
}

function tokenIn(query: URLSearchParams): string | undefined {
  const token = query.get('continuation-token');
  if (token === null) return undefined;
  const text = Buffer.from(token, 'base64').toString();
  if (!text.startsWith(TOKEN)) throw invalidArgument('The continuation token provided is incorrect');
  return text.slice(TOKEN.length);
}

/** An element for a parameter that the answer repeats, if it was given. */
export function given(element: string, value: string | null, text = (plain: string) => plain): { [element: string]: string } {
  return value === null ? {} : { [element]: text(value) };
}

export function invalidArgument(message: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message);
}
