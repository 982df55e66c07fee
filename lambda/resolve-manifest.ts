import { ServiceError } from './job-control';
import { ManifestError, type ManifestObject, type ManifestStore, type ManifestVersion } from './manifest-store';
import { stageManifest } from './stage-manifest';
import type { WireLocation, WireManifest } from './wire-request';
import type { ManifestLocation, ManifestRequest } from '../src/private/contract';

/**
 * The manifest with the ETag that CreateJob requires, and with the version that has it: what is uploaded later can then
 * neither fail the job nor change its objects. A given ETag is taken as it is; rows that came with the app are written.
 * @throws ManifestError
 */
export async function resolveManifest(manifest: ManifestRequest, store: ManifestStore): Promise<WireManifest> {
  const { Location } = manifest;
  return { ...manifest, Location: '$staged' in Location ? await staged(Location.$staged, store) : await given(Location, store) };
}

async function given(location: ManifestLocation, store: ManifestStore): Promise<WireLocation> {
  const { ETag, ObjectVersionId } = location;
  const found = ETag === undefined ? await look(manifestObject(location), store) : { etag: ETag, versionId: ObjectVersionId };
  return { ...location, ETag: unquoted(found.etag), ObjectVersionId: ObjectVersionId ?? pinned(found) };
}

async function staged(rows: Parameters<typeof stageManifest>[0], store: ManifestStore): Promise<WireLocation> {
  const written = await stageManifest(rows, manifestObject(rows), store);
  return { ObjectArn: rows.ObjectArn, ETag: unquoted(written.etag), ObjectVersionId: pinned(written) };
}

/** The version `null` is overwritten in place: only the ETag tells one content of it from another. */
function pinned({ versionId }: ManifestVersion): string | undefined {
  return versionId === 'null' ? undefined : versionId;
}

/** A bucket's name has no slash, its keys may have any. */
function manifestObject({ ObjectArn, ObjectVersionId }: { readonly ObjectArn: string; readonly ObjectVersionId?: string }): ManifestObject {
  const path = ObjectArn.split(':').slice(5).join(':');
  const slash = path.indexOf('/');
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1), versionId: ObjectVersionId };
}

function unquoted(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1');
}

async function look(object: ManifestObject, store: ManifestStore): Promise<ManifestVersion> {
  try {
    return await store.head(object);
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    throw new ManifestError(`HeadObject of the manifest ${nameOf(object)}: ${error}${advice(object, error)}`, error);
  }
}

function nameOf({ bucket, key, versionId }: ManifestObject): string {
  return `s3://${bucket}/${key}${versionId === undefined ? '' : ` (version ${versionId})`}`;
}

/** What to do about it. HeadObject's answers have no body, so the status is all that S3 says. */
function advice({ versionId }: ManifestObject, { status, denied }: ServiceError): string {
  if (denied) {
    return '; S3 answers so too where the object does not exist, so see that it does; if its bucket is of another account, '
      + 'that bucket\'s policy has to allow the role of the handler function to read it';
  }
  if (status === 404) {
    return `; upload it before the job is deployed, or correct its bucket${versionId === undefined ? ' or key' : ', key or version'}`;
  }
  return versionId !== undefined && (status === 400 || status === 405)
    ? '; the bucket has no such version of it that could be read, so correct `versionId` or leave it out'
    : '';
}
