import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { GivenManifestOptions } from '../../manifests/given-manifest-options';
import { jobFileBucketProblems } from '../bucket/directory-bucket';
import { requiredTextProblems, textProblems } from '../checks';
import type { ManifestLocation } from '../contract';
import { fitsPolicies, literalKey } from '../key-pattern';
import { MANIFEST_LOCATION, OBJECT_KEY_LENGTH } from '../limits';
import { scopeProblems } from './scope';
import type { BucketPermission } from '../role/permission';
import { widerThanKey, type Warning } from '../warnings';

/** A manifest that somebody else writes, as it was given to a factory. */
export interface GivenManifest {
  readonly bucket: s3refs.IBucketRef;
  readonly key: string;
  /** Where a problem says that the key is. */
  readonly keyPath: string;
  readonly options: GivenManifestOptions;
}

/** What is wrong with where a manifest lies, or with what its rows name. */
export function givenManifestProblems({ bucket, key, keyPath, options }: GivenManifest): string[] {
  const { scope, versionId, etag } = options ?? {};
  return [
    ...manifestBucketProblems('manifest.bucket', bucket),
    ...requiredTextProblems(keyPath, key, OBJECT_KEY_LENGTH),
    ...scopeProblems(scope),
    ...textProblems('manifest.versionId', versionId, MANIFEST_LOCATION.versionIdLength),
    ...textProblems('manifest.etag', unquoted(etag), MANIFEST_LOCATION.etagLength),
  ];
}

/** Unless `value` is a bucket that S3 reads manifests from. */
export function manifestBucketProblems(path: string, value: s3refs.IBucketRef): string[] {
  return jobFileBucketProblems(path, value, 'S3 reads no manifest from a directory bucket');
}

/** Where a manifest lies, as the API has it. */
export function locationOf({ bucket, key, options: { versionId, etag } }: GivenManifest): ManifestLocation {
  return { ObjectArn: `${bucket.bucketRef.bucketArn}/${key}`, ETag: unquoted(etag), ObjectVersionId: versionId };
}

/** What the job's role needs to read a manifest: a version of its own, because the handler pins the one that it found. */
export function readPermission({ bucket, key }: Pick<GivenManifest, 'bucket' | 'key'>): BucketPermission {
  return { bucket, actions: ['s3:GetObject', 's3:GetObjectVersion'], keyPattern: literalKey(key) };
}

/** What the handler needs to ask for a manifest's ETag, unless it was given. */
export function lookUpPermissions({ bucket, key, options: { versionId, etag } }: GivenManifest): BucketPermission[] {
  return etag === undefined
    ? [{ bucket, actions: [versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion'], keyPattern: literalKey(key) }]
    : [];
}

/** Warns of a key that a policy can't spell, so that more than the manifest may be read. */
export function keyWarnings({ bucket, key, keyPath }: GivenManifest): Warning[] {
  return fitsPolicies(key) ? [] : [widerThanKey(keyPath, `${literalKey(key)} in ${bucket.node.path}`)];
}

/** An ETag without the quotes that HTTP puts around it. */
function unquoted(etag: string | undefined): string | undefined {
  return typeof etag === 'string' ? etag.replace(/^"(.*)"$/, '$1') : etag;
}
