import { invalidContent, otherETag } from './manifest-error';
import type { ManifestRequest } from '../model/job-request';
import type { ObjectStore } from '../store/object-store';
import { objectOfArn } from '../store/resource-arn';

type OpenObject = Awaited<ReturnType<ObjectStore['getObject']>>;

/** The object that a job names as its manifest, opened. Fails with an `S3Error`, or a `ManifestError` where it is another one by now. */
export async function openManifest(store: ObjectStore, { ObjectArn, ETag, ObjectVersionId }: ManifestRequest['Location']): Promise<OpenObject> {
  const object = await store.getObject({ ...objectOfArn(ObjectArn), versionId: ObjectVersionId });
  if (object.etag === ETag) return object;
  object.body.destroy();
  throw otherETag(object.etag, ETag);
}

/** Refuses a CSV manifest under a KMS key, which only an inventory may have. S3 User Guide, "Creating an S3 Batch Operations job". */
export function refuseKmsKey({ encryption, body }: OpenObject): void {
  if (encryption?.type !== 'SSE-KMS' && encryption?.type !== 'DSSE-KMS') return;
  body.destroy();
  throw invalidContent(`The manifest is encrypted with ${encryption.type}, which is not supported for manifests in CSV`);
}
