import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { checksumHeaders } from './checksum';
import { encryptionHeaders } from './encryption';
import { lockHeaders } from './lock';
import { DEFAULT_TYPE, metadataHeaders } from './metadata';
import type { Restoration } from '../../store/object-state';
import type { ObjectHead, ObjectStore } from '../../store/object-store';
import type { ApiResponse } from '../server';

/** GetObject's answer: the bytes, or those of the range that was asked for. */
export async function objectGot(
  { body, contentRange, ...head }: Awaited<ReturnType<ObjectStore['getObject']>>, asked: IncomingHttpHeaders,
): Promise<ApiResponse> {
  const bytes = await buffer(body);
  if (!contentRange) return { status: 200, headers: { ...headersOf(head, bytes.length), ...checksumOf(head, asked) }, body: bytes };
  const range = `bytes ${contentRange.first}-${contentRange.last}/${head.size}`;
  return { status: 206, headers: { ...headersOf(head, bytes.length), 'content-range': range }, body: bytes };
}

/** HeadObject's answer. */
export function objectHeaded(head: ObjectHead, asked: IncomingHttpHeaders): ApiResponse {
  return { status: 200, headers: { ...headersOf(head, head.size), ...checksumOf(head, asked) } };
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

function headersOf(head: Omit<ObjectHead, 'size'>, length: number): Record<string, string> {
  const { etag, lastModified, storageClass, metadata = {}, versionId } = head;
  return {
    'content-type': DEFAULT_TYPE,
    ...metadataHeaders(metadata),
    'content-length': String(length),
    'accept-ranges': 'bytes',
    'etag': `"${etag}"`,
    'last-modified': lastModified.toUTCString(),
    ...versionHeader({ versionId }),
    // API reference, GetObject: absent for STANDARD
    ...(storageClass !== 'STANDARD' && { 'x-amz-storage-class': storageClass }),
    ...stateHeaders(head),
  };
}

function stateHeaders({ encryption, restoration, archiveStatus, replicationStatus, websiteRedirect, ...lock }: Omit<ObjectHead, 'size'>) {
  return {
    ...encryptionHeaders(encryption),
    ...lockHeaders(lock),
    ...(restoration && { 'x-amz-restore': restoreHeader(restoration) }),
    ...(archiveStatus && { 'x-amz-archive-status': archiveStatus }),
    ...(replicationStatus && { 'x-amz-replication-status': replicationStatus }),
    ...(websiteRedirect !== undefined && { 'x-amz-website-redirect-location': websiteRedirect }),
  };
}

/** API reference, HeadObject: `x-amz-restore`. */
function restoreHeader({ state, expires }: Restoration): string {
  if (state === 'in progress') return 'ongoing-request="true"';
  return `ongoing-request="false"${expires ? `, expiry-date="${expires.toUTCString()}"` : ''}`;
}

/** Only who asks is told. API reference, GetObject: `x-amz-checksum-mode`. */
function checksumOf({ checksum }: Partial<ObjectHead>, asked: IncomingHttpHeaders): Record<string, string> {
  return checksum && asked['x-amz-checksum-mode'] === 'ENABLED' ? checksumHeaders(checksum) : {};
}
