import type { JobRequest, Tag } from '../../../src/private/contract';

/** The inputs of the recorded CreateJob requests, rebuilt by hand from what the recording shows. */

const epoch = '1970-01-01T00:00:00Z';
const grant = { Grantee: { TypeIdentifier: 'id', Identifier: 'canon', DisplayName: 'd' }, Permission: 'READ' };

const common = {
  Report: {
    Enabled: true, Bucket: 'arn:aws:s3:::rep', Format: 'Report_CSV_20180820', Prefix: 'p', ReportScope: 'AllTasks',
    ExpectedBucketOwner: '111122223333',
  },
  Priority: 42,
  RoleArn: 'arn:aws:iam::111122223333:role/r',
  ConfirmationRequired: true,
  Description: 'd <&> "x"',
};

const manifest = {
  Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key', 'VersionId'] },
  Location: { ObjectArn: 'arn:aws:s3:::b/m.csv', ETag: 'e', ObjectVersionId: 'v' },
};

const everyFilter = {
  S3JobManifestGenerator: {
    SourceBucket: 'arn:aws:s3:::b',
    EnableManifestOutput: true,
    ExpectedBucketOwner: '111122223333',
    ManifestOutputLocation: {
      Bucket: 'arn:aws:s3:::m',
      ManifestFormat: 'S3InventoryReport_CSV_20211130',
      ExpectedManifestBucketOwner: '111122223333',
      ManifestPrefix: 'mp',
      ManifestEncryption: { SSEKMS: { KeyId: 'k' } },
    },
    Filter: {
      EligibleForReplication: true,
      CreatedAfter: epoch,
      CreatedBefore: '2001-09-09T01:46:40Z',
      ObjectReplicationStatuses: ['FAILED', 'NONE'],
      KeyNameConstraint: { MatchAnyPrefix: ['a', 'b'], MatchAnySuffix: ['.x'], MatchAnySubstring: ['s'] },
      ObjectSizeGreaterThanBytes: 1,
      ObjectSizeLessThanBytes: 9000000000,
      MatchAnyStorageClass: ['STANDARD', 'GLACIER'],
      MatchAnyObjectEncryption: [{ SSES3: {} }, { SSEKMS: { KmsKeyArn: 'arn', BucketKeyEnabled: true } }, { NOTSSE: {} }],
    },
  },
};

const operations = {
  LambdaInvoke: {
    FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f', InvocationSchemaVersion: '2.0', UserArguments: { k1: 'v1', k2: 'v2' },
  },
  S3PutObjectCopy: {
    TargetResource: 'arn:aws:s3:::t',
    CannedAccessControlList: 'private',
    AccessControlGrants: [grant],
    MetadataDirective: 'REPLACE',
    ModifiedSinceConstraint: epoch,
    NewObjectMetadata: {
      CacheControl: 'c', ContentDisposition: 'cd', ContentEncoding: 'ce', ContentLanguage: 'cl', UserMetadata: { m: '1' },
      ContentLength: 1, ContentMD5: 'x', ContentType: 'ct', HttpExpiresDate: epoch, RequesterCharged: true, SSEAlgorithm: 'KMS',
    },
    NewObjectTagging: [{ Key: 'k', Value: 'v' }],
    RedirectLocation: '/r',
    RequesterPays: true,
    StorageClass: 'GLACIER_IR',
    UnModifiedSinceConstraint: epoch,
    SSEAwsKmsKeyId: 'kid',
    TargetKeyPrefix: 'pre',
    ObjectLockLegalHoldStatus: 'ON',
    ObjectLockMode: 'GOVERNANCE',
    ObjectLockRetainUntilDate: epoch,
    BucketKeyEnabled: true,
    ChecksumAlgorithm: 'SHA256',
  },
  S3PutObjectAcl: {
    AccessControlPolicy: { AccessControlList: { Owner: { ID: 'o', DisplayName: 'n' }, Grants: [grant] }, CannedAccessControlList: 'private' },
  },
  S3PutObjectTagging: { TagSet: [{ Key: 'k', Value: 'v' }] },
  S3DeleteObjectTagging: {},
  S3InitiateRestoreObject: { ExpirationInDays: 3, GlacierJobTier: 'BULK' },
  S3PutObjectLegalHold: { LegalHold: { Status: 'ON' } },
  S3PutObjectRetention: { Retention: { RetainUntilDate: epoch, Mode: 'GOVERNANCE' }, BypassGovernanceRetention: true },
  S3ReplicateObject: {},
  S3ComputeObjectChecksum: { ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' },
  S3UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k', BucketKeyEnabled: true } } },
};

/** Recording's name → request. Wider than today's contract: the body is written for what S3 takes, not for what we offer. */
export const requests: { readonly [recording: string]: JobRequest } = {
  ...Object.fromEntries(Object.entries(operations).map(([name, options]) => (
    [`CreateJob ${name}`, { ...common, Operation: { [name]: options }, Manifest: manifest } as JobRequest]
  ))),
  'CreateJob ManifestGenerator (all filters)': {
    ...common, Operation: { S3PutObjectTagging: { TagSet: [] } }, ManifestGenerator: everyFilter,
  } as JobRequest,
};

export const tags: Tag[] = [{ Key: 'a', Value: 'b' }];
export const token = 'token-1';
