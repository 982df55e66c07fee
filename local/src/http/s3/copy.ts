import { wantedChecksumIn } from './checksum';
import { versionHeader } from './object-answers';
import { notImplemented } from './options';
import { newObjectIn, PUT_HEADERS } from './put-options';
import { headerOf, type S3Request } from './request';
import type { CopyObjectRequest, ObjectRequest, ObjectStore } from '../../store/object-store';
import { S3Error } from '../../store/s3-error';
import type { ApiResponse } from '../server';
import { xmlResponse } from '../xml';

const SOURCE = 'x-amz-copy-source';

export const COPY_HEADERS = [
  ...PUT_HEADERS, SOURCE, `${SOURCE}-if-modified-since`, `${SOURCE}-if-unmodified-since`, 'x-amz-source-expected-bucket-owner',
  'x-amz-metadata-directive', 'x-amz-tagging-directive', 'x-amz-checksum-algorithm', 'x-amz-website-redirect-location',
];

/** CopyObject's request. */
export function copyIn(request: S3Request): CopyObjectRequest {
  const { headers } = request;
  const { metadata, tagSet = [], ...object } = newObjectIn(request);
  const replacesTags = isReplaced(headers['x-amz-tagging-directive'], 'x-amz-tagging-directive');
  if (!replacesTags && headers['x-amz-tagging'] !== undefined) throw notImplemented('tags for a copy without the directive to replace them');
  const checksum = wantedChecksumIn(headers);
  const websiteRedirect = headerOf(headers, 'x-amz-website-redirect-location');
  return {
    ...object,
    source: sourceIn(request),
    ...(isReplaced(headers['x-amz-metadata-directive'], 'x-amz-metadata-directive') && { metadata }),
    ...(replacesTags && { tagSet }),
    ...(checksum && { checksum }),
    ...(websiteRedirect !== undefined && { websiteRedirect }),
    ...dateIn(request, 'ifModifiedSince', `${SOURCE}-if-modified-since`),
    ...dateIn(request, 'ifUnmodifiedSince', `${SOURCE}-if-unmodified-since`),
  };
}

/** CopyObject's answer. */
export function objectCopied(
  { etag, lastModified, versionId }: Awaited<ReturnType<ObjectStore['copyObject']>>, { source }: CopyObjectRequest,
): ApiResponse {
  const response = xmlResponse(200, 'CopyObjectResult', { LastModified: lastModified.toISOString(), ETag: `"${etag}"` });
  const sourceVersion: Record<string, string> = source.versionId === undefined ? {} : { 'x-amz-copy-source-version-id': source.versionId };
  return { ...response, headers: { ...response.headers, ...versionHeader({ versionId }), ...sourceVersion } };
}

/** `bucket/key` in URL encoding, with or without a slash before it, and `?versionId=` behind it. API reference, CopyObject. */
function sourceIn({ headers }: S3Request): ObjectRequest {
  const source = headerOf(headers, SOURCE)!;
  if (source.startsWith('arn:')) throw notImplemented('a copy of an object behind an access point');
  // whether it stands for itself or for a space isn't documented
  if (source.includes('+')) throw notImplemented('a copy source with a plus sign that isn\'t encoded');
  const [, path, versionId] = /^\/?(.*?)(?:\?versionId=(.*))?$/s.exec(source)!;
  const [bucket, ...key] = decodedSource(path).split('/');
  if (bucket === '' || key.join('/') === '') throw invalidArgument(`Invalid copy source object key: ${source}`);
  const expectedBucketOwner = headerOf(headers, 'x-amz-source-expected-bucket-owner');
  return { bucket, key: key.join('/'), ...(versionId !== undefined && { versionId }), ...(expectedBucketOwner !== undefined && { expectedBucketOwner }) };
}

function decodedSource(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalidArgument(`Invalid copy source encoding: ${path}`);
  }
}

function isReplaced(directive: unknown, name: string): boolean {
  if (directive !== undefined && directive !== 'COPY' && directive !== 'REPLACE') {
    throw invalidArgument(`${name} must be COPY or REPLACE, got: ${String(directive)}`);
  }
  return directive === 'REPLACE';
}

function dateIn<Name extends string>({ headers }: S3Request, name: Name, header: string): { [name in Name]?: Date } {
  const text = headerOf(headers, header);
  if (text === undefined) return {};
  if (Number.isNaN(Date.parse(text))) throw invalidArgument(`${header} must be a date, got: ${text}`);
  return { [name]: new Date(text) } as { [name in Name]: Date };
}

function invalidArgument(message: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message);
}
