import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  BatchJob, BatchOperation, CannedAccessControlList, CompletionReport, JobManifest, LegalHoldStatus, ManifestColumn, ManifestFilter, RetentionMode,
  type Manifest, type Operation,
} from '../src';
import { newFunction, newStack } from './fixture';
import type { OperationName } from '../src/private/contract';

const newKey = (stack: Stack, id: string) => new kms.Key(stack, id);

/** Every operation, as small as it can be. */
const OPERATIONS: Record<OperationName, (stack: Stack) => Operation> = {
  LambdaInvoke: (stack) => BatchOperation.lambdaInvoke(newFunction(stack)),
  S3PutObjectCopy: (stack) => BatchOperation.putObjectCopy(new s3.Bucket(stack, 'Target')),
  S3PutObjectAcl: () => BatchOperation.putObjectAcl({ cannedAccessControlList: CannedAccessControlList.PRIVATE }),
  S3PutObjectTagging: () => BatchOperation.putObjectTagging({ tags: { a: 'b' } }),
  S3DeleteObjectTagging: () => BatchOperation.deleteObjectTagging(),
  S3InitiateRestoreObject: () => BatchOperation.initiateRestoreObject({ expirationInDays: 1 }),
  S3PutObjectLegalHold: () => BatchOperation.putObjectLegalHold({ status: LegalHoldStatus.ON }),
  S3PutObjectRetention: () => BatchOperation.putObjectRetention({ mode: RetentionMode.GOVERNANCE, retainUntilDate: new Date('2100-01-01T00:00:00Z') }),
  S3ReplicateObject: () => BatchOperation.replicateObject(),
  S3ComputeObjectChecksum: () => BatchOperation.computeObjectChecksum(),
  S3UpdateObjectEncryption: (stack) => BatchOperation.updateObjectEncryption(newKey(stack, 'NewKey')),
};

/** Every kind of manifest, over a bucket whose objects have versions or not. */
const MANIFESTS: Record<string, (stack: Stack, bucket: s3.IBucket) => Manifest> = {
  'generated': (_stack, bucket) => JobManifest.generate(bucket, { filter: ManifestFilter.allObjects() }),
  'CSV': (stack, bucket) => JobManifest.fromCsv(new s3.Bucket(stack, 'Manifests'), 'm.csv', { scope: [{ bucket }] }),
  'CSV of versions': (stack, bucket) => JobManifest.fromCsv(new s3.Bucket(stack, 'Manifests'), 'm.csv', {
    scope: [{ bucket }], columns: [ManifestColumn.BUCKET, ManifestColumn.KEY, ManifestColumn.VERSION_ID],
  }),
  'inventory': (stack, bucket) => JobManifest.fromInventoryReport(
    new s3.Bucket(stack, 'Manifests'), 'objects/all/2026-11-01T00-00Z/manifest.json', { scope: [{ bucket }] },
  ),
};

const BUCKETS: Record<string, (stack: Stack) => s3.IBucket> = {
  plain: (stack) => new s3.Bucket(stack, 'Objects'),
  versioned: (stack) => new s3.Bucket(stack, 'Objects', { versioned: true, objectLockEnabled: true }),
  KMS: (stack) => new s3.Bucket(stack, 'Objects', { encryption: s3.BucketEncryption.KMS, encryptionKey: newKey(stack, 'OldKey') }),
};

/** What is refused, and the fact that it is for. */
const REFUSED: Record<string, string> = {
  // S3 User Guide, "Replicating existing objects": a list of one's own names the versions of its objects
  'S3ReplicateObject CSV': 'version',
};

const outcomes: string[][] = [];
afterAll(() => {
  const line = (cells: string[]) => `  ${cells.map((cell, index) => cell.padEnd(index === 0 ? 26 : 24)).join('')}`;
  const columns = Object.keys(MANIFESTS);
  const rows = Object.keys(OPERATIONS).map((operation) => [operation, ...columns.map((manifest) => (
    [...new Set(outcomes.filter(([o, m]) => o === operation && m === manifest).map(([, , outcome]) => outcome))].join(' / ')
  ))]);
  process.stderr.write(['', 'each operation by each manifest, over plain, versioned and KMS-encrypted buckets:', line(['', ...columns]), ...rows.map(line), ''].join('\n'));
});

/** The actions that a job's role has, on objects' keys aside. */
const cells = Object.keys(OPERATIONS).flatMap((operation) => Object.keys(MANIFESTS).flatMap((manifest) => (
  Object.keys(BUCKETS).map((bucket) => [operation as OperationName, manifest, bucket] as const)
)));

test.each(cells)('%s by %s, %s', (operation, manifest, bucket) => {
  const stack = newStack();
  const declare = () => new BatchJob(stack, 'Job', {
    operation: OPERATIONS[operation](stack),
    manifest: MANIFESTS[manifest](stack, BUCKETS[bucket](stack)),
    report: CompletionReport.allTasks(new s3.Bucket(stack, 'Reports')),
  });

  const refusal = REFUSED[`${operation} ${manifest}`];
  if (refusal !== undefined) {
    expect(declare).toThrow(refusal);
    outcomes.push([operation, manifest, 'refused']);
    return;
  }
  declare();
  // the assertion library looks for circles itself
  const template = Template.fromStack(stack);
  template.resourceCountIs('Custom::S3BatchJob', 1);
  const errors = Annotations.fromStack(stack).findError('*', Match.anyValue());
  expect(errors).toEqual([]);
  outcomes.push([operation, manifest, 'synthesizes']);
});

test.each(Object.keys(OPERATIONS))('%s may use no version\'s action where no version is named, and no key where none encrypts', (operation) => {
  const stack = newStack();
  if (operation === 'S3ReplicateObject') {
    return;
  }
  new BatchJob(stack, 'Job', {
    operation: OPERATIONS[operation as OperationName](stack),
    manifest: MANIFESTS.CSV(stack, BUCKETS.plain(stack)),
    report: CompletionReport.allTasks(new s3.Bucket(stack, 'Reports')),
  });
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy')).filter(([id]) => id.startsWith('JobRole'));
  const statements = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
    // the manifest's own version is pinned
    .filter(({ Resource }) => !JSON.stringify(Resource).includes('m.csv'));
  const actions = statements.flatMap(({ Action }) => Action).map(String);

  expect(actions.filter((action) => action.includes('Version'))).toEqual([]);
  expect(actions.filter((action) => action.startsWith('kms:')).length > 0).toBe(operation === 'S3UpdateObjectEncryption');
});
