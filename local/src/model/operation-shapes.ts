import { keyArn, storageClass, tagSet, text1024 } from './common-shapes';
import { boolean, integer, list, long, map, oneOf, string, structure, timestamp } from './shape';

const cannedAccessControlList = oneOf(
  'private', 'public-read', 'public-read-write', 'aws-exec-read', 'authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control',
);

const grants = list(structure({
  Grantee: structure({
    TypeIdentifier: oneOf('id', 'emailAddress', 'uri'),
    Identifier: text1024,
    DisplayName: text1024,
  }),
  Permission: oneOf('FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'),
}));

const eventHoldDuration = structure({ Days: integer(1, 36500), Years: integer(1, 100) });

const LambdaInvoke = structure({
  FunctionArn: string(1, 1024, [
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?',
    '([a-zA-Z0-9\\-_]+)(:(\\$LATEST|[a-zA-Z0-9\\-_]+))?',
  ].join('')),
  InvocationSchemaVersion: string(1, 64),
  UserArguments: map(string(1, 64), string(0, 1024), { min: 1, max: 10 }),
});

const S3PutObjectCopy = structure({
  TargetResource: string(1, 128, 'arn:[^:]+:(s3|s3express):.*'),
  CannedAccessControlList: cannedAccessControlList,
  AccessControlGrants: grants,
  MetadataDirective: oneOf('COPY', 'REPLACE'),
  AnnotationDirective: oneOf('COPY', 'EXCLUDE'),
  ModifiedSinceConstraint: timestamp,
  NewObjectMetadata: structure({
    CacheControl: text1024,
    ContentDisposition: text1024,
    ContentEncoding: text1024,
    ContentLanguage: text1024,
    UserMetadata: map(text1024, string(0, 1024), { max: 8192 }),
    ContentLength: long(0),
    ContentMD5: text1024,
    ContentType: text1024,
    HttpExpiresDate: timestamp,
    RequesterCharged: boolean,
    SSEAlgorithm: oneOf('AES256', 'KMS'),
  }),
  NewObjectTagging: tagSet,
  RedirectLocation: string(1, 2048),
  RequesterPays: boolean,
  StorageClass: storageClass,
  UnModifiedSinceConstraint: timestamp,
  SSEAwsKmsKeyId: string(1, 2000),
  TargetKeyPrefix: text1024,
  ObjectLockLegalHoldStatus: oneOf('OFF', 'ON'),
  ObjectLockMode: oneOf('COMPLIANCE', 'GOVERNANCE'),
  ObjectLockRetainUntilDate: timestamp,
  BucketKeyEnabled: boolean,
  ChecksumAlgorithm: oneOf('CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME', 'SHA512', 'MD5', 'XXHASH64', 'XXHASH3', 'XXHASH128'),
  ObjectLockEventHold: oneOf('ON', 'OFF'),
  ObjectLockEventHoldDuration: eventHoldDuration,
});

const S3PutObjectAcl = structure({
  AccessControlPolicy: structure({
    AccessControlList: structure({
      'Owner*': structure({ ID: text1024, DisplayName: text1024 }),
      'Grants': grants,
    }),
    CannedAccessControlList: cannedAccessControlList,
  }),
});

const S3PutObjectRetention = structure({
  'BypassGovernanceRetention': boolean,
  'Retention*': structure({
    RetainUntilDate: timestamp,
    Mode: oneOf('COMPLIANCE', 'GOVERNANCE'),
    EventHold: oneOf('ON', 'OFF'),
    EventHoldDuration: eventHoldDuration,
  }),
});

const S3UpdateObjectEncryption = structure({
  ObjectEncryption: structure({ SSEKMS: structure({ 'KMSKeyArn*': keyArn, 'BucketKeyEnabled': boolean }) }, { SSEKMS: 'SSE-KMS' }),
});

/** The eleven operations, whether or not the engine runs them. */
export const operation = structure({
  LambdaInvoke,
  S3PutObjectCopy,
  S3PutObjectAcl,
  S3PutObjectTagging: structure({ TagSet: tagSet }),
  S3DeleteObjectTagging: structure(),
  S3InitiateRestoreObject: structure({ ExpirationInDays: integer(0), GlacierJobTier: oneOf('BULK', 'STANDARD') }),
  S3PutObjectLegalHold: structure({ 'LegalHold*': structure({ 'Status*': oneOf('OFF', 'ON') }) }),
  S3PutObjectRetention,
  S3ReplicateObject: structure(),
  S3ComputeObjectChecksum: structure({
    ChecksumAlgorithm: oneOf('CRC32', 'CRC32C', 'CRC64NVME', 'MD5', 'SHA1', 'SHA256', 'SHA512', 'XXHASH64', 'XXHASH3', 'XXHASH128'),
    ChecksumType: oneOf('FULL_OBJECT', 'COMPOSITE'),
  }),
  S3UpdateObjectEncryption,
});
