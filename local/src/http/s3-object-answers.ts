import { buffer } from 'node:stream/consumers';
import { DEFAULT_TYPE } from './s3-metadata';
import type { ApiResponse } from './server';
import type { ObjectHead, ObjectStore } from '../store/object-store';

/** GetObject's answer: the bytes, or those of the range that was asked for. */
export async function objectGot({ body, contentRange, ...head }: Awaited<ReturnType<ObjectStore['getObject']>>): Promise<ApiResponse> {
  const bytes = await buffer(body);
  if (!contentRange) return { status: 200, headers: headersOf(head, bytes.length), body: bytes };
  const range = `bytes ${contentRange.first}-${contentRange.last}/${head.size}`;
  return { status: 206, headers: { ...headersOf(head, bytes.length), 'content-range': range }, body: bytes };
}

/** HeadObject's answer. */
export function objectHeaded(head: ObjectHead): ApiResponse {
  return { status: 200, headers: headersOf(head, head.size) };
}

/** PutObject's answer. */
export function objectPut({ etag, versionId }: { readonly etag: string; readonly versionId?: string }): ApiResponse {
  return { status: 200, headers: { etag: `"${etag}"`, ...versionHeader({ versionId }) } };
}

/** DeleteObject's answer. */
export function objectDeleted({ versionId, deleteMarker }: { readonly versionId?: string; readonly deleteMarker?: true }): ApiResponse {
  return { status: 204, headers: { ...versionHeader({ versionId }), ...(deleteMarker && { 'x-amz-delete-marker': 'true' }) } };
}

/** The header that names a version, where there are versions. */
export function versionHeader({ versionId }: { readonly versionId?: string }): Record<string, string> {
  return versionId === undefined ? {} : { 'x-amz-version-id': versionId };
}

function headersOf({ etag, lastModified, storageClass, metadata, versionId }: Omit<ObjectHead, 'size'>, length: number): Record<string, string> {
  return {
    'content-type': DEFAULT_TYPE,
    ...metadata,
    'content-length': String(length),
    'accept-ranges': 'bytes',
    'etag': `"${etag}"`,
    'last-modified': lastModified.toUTCString(),
    ...versionHeader({ versionId }),
    // API reference, GetObject: absent for STANDARD
    ...(storageClass !== 'STANDARD' && { 'x-amz-storage-class': storageClass }),
  };
}
