import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import {
  BatchOperation, CannedAccessControlList, JobManifest, LegalHoldStatus, ManifestColumn, ManifestFilter, RetentionMode, type Manifest, type Operation,
} from '../src';
import { newFunction } from './fixture';
import type { OperationName } from '../src/private/contract';

export const newKey = (scope: Construct, id: string) => new kms.Key(scope, id);

/** Every operation, as small as it can be. */
export const OPERATIONS: Record<OperationName, (scope: Construct) => Operation> = {
  LambdaInvoke: (scope) => BatchOperation.lambdaInvoke(newFunction(scope)),
  S3PutObjectCopy: (scope) => BatchOperation.putObjectCopy(new s3.Bucket(scope, 'Target')),
  S3PutObjectAcl: () => BatchOperation.putObjectAcl({ cannedAccessControlList: CannedAccessControlList.PRIVATE }),
  S3PutObjectTagging: () => BatchOperation.putObjectTagging({ tags: { a: 'b' } }),
  S3DeleteObjectTagging: () => BatchOperation.deleteObjectTagging(),
  S3InitiateRestoreObject: () => BatchOperation.initiateRestoreObject({ expirationInDays: 1 }),
  S3PutObjectLegalHold: () => BatchOperation.putObjectLegalHold({ status: LegalHoldStatus.ON }),
  S3PutObjectRetention: () => BatchOperation.putObjectRetention({ mode: RetentionMode.GOVERNANCE, retainUntilDate: new Date('2100-01-01T00:00:00Z') }),
  S3ReplicateObject: () => BatchOperation.replicateObject(),
  S3ComputeObjectChecksum: () => BatchOperation.computeObjectChecksum(),
  S3UpdateObjectEncryption: (scope) => BatchOperation.updateObjectEncryption(newKey(scope, 'NewKey')),
};

/** Every kind of manifest, over a bucket whose objects have versions or not. */
export const MANIFESTS: Record<string, (scope: Construct, bucket: s3.IBucket) => Manifest> = {
  'generated': (_scope, bucket) => JobManifest.generate(bucket, { filter: ManifestFilter.allObjects() }),
  'CSV': (scope, bucket) => JobManifest.fromCsv(new s3.Bucket(scope, 'Manifests'), 'm.csv', { scope: [{ bucket }] }),
  'CSV of versions': (scope, bucket) => JobManifest.fromCsv(new s3.Bucket(scope, 'Manifests'), 'm.csv', {
    scope: [{ bucket }], columns: [ManifestColumn.BUCKET, ManifestColumn.KEY, ManifestColumn.VERSION_ID],
  }),
  'inventory': (scope, bucket) => JobManifest.fromInventoryReport(
    new s3.Bucket(scope, 'Manifests'), 'objects/all/2026-11-01T00-00Z/manifest.json', { scope: [{ bucket }] },
  ),
};
