import { isReadable } from '../archive';
import { contentRangeOf, sliceOf } from '../byte-range';
import { requireKey } from '../key-use';
import { bucketOf, shownVersion, versionOf } from '../lookup';
import { blankVersion, keptChecksum, newVersion, requireWriting } from '../new-version';
import { ObjectBody } from '../object-body';
import { headOf } from '../object-head';
import { checkKey } from '../object-key';
import { requireUnlocked } from '../object-lock';
import type { GetObjectRequest, ObjectHead, ObjectRequest, PutObjectRequest } from '../object-store';
import { customerKeyMissing, invalidObjectState } from '../s3-error';
import { NULL_VERSION, type StoredVersion } from '../stored-version';
import type { StoreSurroundings } from '../surroundings';

export async function putObject(surroundings: StoreSurroundings, { body: bytes, checksum, ...request }: PutObjectRequest) {
  const bucket = bucketOf(surroundings, request);
  requireWriting(surroundings, bucket, request);
  const body = new ObjectBody(bytes);
  const version = newVersion(surroundings, bucket, request, { body, checksum: await keptChecksum(body, checksum) });
  bucket.put(request.key, version);
  return { etag: await body.etag(), ...shownVersion(bucket, version) };
}

export async function getObject(surroundings: StoreSurroundings, { range, ...request }: GetObjectRequest) {
  // the version that the head tells of, whatever is written while its digest is computed
  const version = versionOf(surroundings, request);
  requireReadable(surroundings, version);
  const head = await headOf(bucketOf(surroundings, request), version, surroundings.now());
  if (!range) return { ...head, body: version.body.open() };
  const contentRange = contentRangeOf(range, head.size);
  return { ...head, body: sliceOf(version.body.open(), contentRange), contentRange };
}

export async function headObject(surroundings: StoreSurroundings, request: ObjectRequest): Promise<ObjectHead> {
  const version = versionOf(surroundings, request);
  requireNoCustomerKey(version);
  return headOf(bucketOf(surroundings, request), version, surroundings.now());
}

export async function deleteObject(surroundings: StoreSurroundings, { key, versionId, ...request }: ObjectRequest) {
  const bucket = bucketOf(surroundings, request);
  if (bucket.versioned && versionId === undefined) {
    checkKey(key);
    const marker = { ...blankVersion(surroundings, bucket, new ObjectBody(Buffer.alloc(0))), isDeleteMarker: true as const };
    bucket.put(key, marker);
    return { versionId: marker.versionId, deleteMarker: true as const };
  }
  const named = bucket.version(key, versionId ?? NULL_VERSION);
  if (named) requireUnlocked(named, surroundings.now());
  bucket.remove(key, versionId ?? NULL_VERSION);
  return { ...(bucket.versioned && { versionId }), ...(named?.isDeleteMarker && { deleteMarker: true as const }) };
}

/** Refuses to read bytes that are archived, or encrypted with a key that the caller may not use or S3 doesn't have. */
export function requireReadable(surroundings: StoreSurroundings, version: StoredVersion, archivedMessage?: string): void {
  requireNoCustomerKey(version);
  if (!isReadable(version, surroundings.now())) throw invalidObjectState(archivedMessage);
  requireKey(surroundings, version.encryption, 'reading');
}

function requireNoCustomerKey({ encryption }: StoredVersion): void {
  if (encryption.type === 'SSE-C') throw customerKeyMissing();
}
