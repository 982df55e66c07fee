import { ServiceError } from './job-control';
import type { JobRequest } from '../src/private/contract';

/** What the handler asks S3 of a manifest. */
export interface ManifestStore {
  /**
   * HeadObject, of the latest version unless one is named.
   * @throws ServiceError
   */
  head(object: ManifestObject): Promise<ManifestVersion>;
}

/** A manifest, by where it lies. */
export interface ManifestObject {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/** What S3 says of a manifest. */
export interface ManifestVersion {
  /** As HTTP has it, in quotes. */
  readonly etag: string;
  /** `null` where versioning is suspended; undefined where it never was enabled. */
  readonly versionId?: string;
}

/** The manifest couldn't be looked at, so CreateJob wasn't asked. */
export class ManifestError extends Error {
  /** @param reason what S3 said */
  constructor(message: string, public readonly reason: ServiceError) {
    super(message);
  }
}

/**
 * The request with the ETag that CreateJob requires, and with the version that has it: what is uploaded later can then
 * neither fail the job nor change its objects. A given ETag is taken as it is.
 * @throws ManifestError
 */
export async function resolveManifest(request: JobRequest, store: ManifestStore): Promise<JobRequest> {
  const { Manifest } = request;
  if (Manifest === undefined) {
    return request;
  }
  const { ETag, ObjectVersionId } = Manifest.Location;
  const found = ETag === undefined ? await look(manifestObject(Manifest.Location), store) : { etag: ETag, versionId: ObjectVersionId };
  // the version `null` is overwritten in place: only the ETag tells one content of it from another
  const pinned = found.versionId === 'null' ? undefined : found.versionId;
  const location = { ...Manifest.Location, ETag: unquoted(found.etag), ObjectVersionId: ObjectVersionId ?? pinned };
  return { ...request, Manifest: { ...Manifest, Location: location } };
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
