import { Token } from 'aws-cdk-lib';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { manifestBucketProblems, readPermission } from './given-manifest';
import type { CheckedRow } from './manifest-rows';
import { refusedManifest } from './refused-manifest';
import { stageRows, type StagedRows } from './staged-rows';
import { ManifestColumn } from '../../manifest-column';
import type { StagedManifestOptions } from '../../manifests/staged-manifest-options';
import type { JobSite, ManifestBinding } from '../binding';
import { isDirectoryBucket } from '../bucket/directory-bucket';
import { bucketProblems, show } from '../checks';
import type { StagedLocation } from '../contract';
import { fitsPolicies, literalKey } from '../key-pattern';
import { STAGING_PREFIX_LENGTH } from '../limits';
import type { Permission } from '../role/permission';

/** A manifest that the deployment writes, of rows that come with the app. */
export interface StagedManifest {
  /** The objects' bucket. */
  readonly bucket: s3refs.IBucketRef;
  /** What the rows hold, less the bucket, which comes first. */
  readonly columns: readonly ManifestColumn[];
  readonly rows: Iterable<CheckedRow>;
  /** Where a problem says that the rows are from. */
  readonly rowsPath: string;
  readonly options: StagedManifestOptions;
}

/** What is wrong with where the objects are, or with where their list is to go. */
export function stagingProblems(bucket: s3refs.IBucketRef, { stagingBucket, stagingPrefix }: Partial<StagedManifestOptions> = {}): string[] {
  return [
    ...bucketProblems('manifest.bucket', bucket),
    ...manifestBucketProblems('manifest.stagingBucket', stagingBucket!),
    ...(isPrefix(stagingPrefix)
      ? []
      : [`\`manifest.stagingPrefix\` must have 1 to ${STAGING_PREFIX_LENGTH} bytes of UTF-8, of characters up to U+00FF, or be left out, got: ${show(stagingPrefix)}`]),
  ];
}

/** The binding of a manifest without {@link stagingProblems}. */
export function bindStaged(manifest: StagedManifest, { scope }: JobSite): ManifestBinding {
  const staged = stageRows(scope as Construct, manifest.rowsPath, manifest.rows);
  if (!('asset' in staged)) {
    return refusedManifest('csv', staged);
  }
  const { bucket, columns, options: { stagingBucket } } = manifest;
  const key = stagedKey(manifest, staged);
  return {
    request: {
      Manifest: {
        Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: [ManifestColumn.BUCKET, ...columns] },
        Location: locationOf(manifest, staged, key),
      },
    },
    selection: { objects: [{ bucket, keyPrefix: staged.keyPrefix }], namesVersions: columns.includes(ManifestColumn.VERSION_ID), source: 'csv' },
    permissions: [readPermission({ bucket: stagingBucket, key })],
    handlerPermissions: writePermissions(stagingBucket, key, staged),
    problems: [],
    warnings: [],
  };
}

function isPrefix(value: unknown): boolean {
  return value === undefined || Token.isUnresolved(value)
    || (typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= STAGING_PREFIX_LENGTH && fitsPolicies(value));
}

/** By the manifest's content, so that no other takes its place while a job reads it. */
function stagedKey({ bucket, options: { stagingPrefix = '' } }: StagedManifest, { sha256 }: StagedRows): string {
  return `${stagingPrefix}${sha256}/${nameOf(bucket)}.csv`;
}

function locationOf({ bucket, options: { stagingBucket } }: StagedManifest, { asset, sha256 }: StagedRows, key: string): StagedLocation {
  return {
    $staged: {
      AssetBucket: asset.s3BucketName,
      AssetKey: asset.s3ObjectKey,
      Sha256: sha256,
      Bucket: nameOf(bucket),
      ObjectArn: `${stagingBucket.bucketRef.bucketArn}/${key}`,
    },
  };
}

/** The CDK takes the name of a directory bucket that is imported by its ARN for `bucket`. */
function nameOf(bucket: s3refs.IBucketRef): string {
  const { bucketArn, bucketName } = bucket.bucketRef;
  return isDirectoryBucket(bucket) ? bucketArn.split('/').at(-1)! : bucketName;
}

/** To read the rows, and to write the manifest: in parts where it is long, which have to be given up where one fails. */
function writePermissions(stagingBucket: s3refs.IBucketRef, key: string, { asset }: StagedRows): Permission[] {
  const { bucket, s3ObjectKey } = asset;
  return [
    { bucket, actions: ['s3:GetObject'], keyPattern: literalKey(s3ObjectKey) },
    // the key that the CDK's bootstrapping makes lets in whoever S3 does; another one only where the stack's synthesizer names it
    ...(bucket.encryptionKey === undefined ? [] : [{ key: bucket.encryptionKey, actions: ['kms:Decrypt'] }]),
    { bucket: stagingBucket, actions: ['s3:PutObject', 's3:AbortMultipartUpload'], keyPattern: literalKey(key) },
  ];
}
