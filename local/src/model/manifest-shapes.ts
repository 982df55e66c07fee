import { accountId, bucketArn, keyArn, storageClass, text1024 } from './common-shapes';
import { boolean, list, long, oneOf, string, structure, timestamp } from './shape';

/** A manifest that is there already. */
export const manifest = structure({
  'Spec*': structure({
    'Format*': oneOf('S3BatchOperations_CSV_20180820', 'S3InventoryReport_CSV_20161130'),
    'Fields': list(oneOf('Ignore', 'Bucket', 'Key', 'VersionId')),
  }),
  'Location*': structure({
    'ObjectArn*': string(1, 2000, 'arn:[^:]+:s3:.*'),
    'ObjectVersionId': string(1, 2000),
    'ETag*': text1024,
  }),
});

const encryptionFilter = structure(
  {
    SSES3: structure(),
    SSEKMS: structure({ KmsKeyArn: keyArn, BucketKeyEnabled: boolean }),
    DSSEKMS: structure({ KmsKeyArn: keyArn }),
    SSEC: structure(),
    NOTSSE: structure(),
  },
  { SSES3: 'SSE-S3', SSEKMS: 'SSE-KMS', DSSEKMS: 'DSSE-KMS', SSEC: 'SSE-C', NOTSSE: 'NOT-SSE' },
);

const filter = structure({
  EligibleForReplication: boolean,
  CreatedAfter: timestamp,
  CreatedBefore: timestamp,
  ObjectReplicationStatuses: list(oneOf('COMPLETED', 'FAILED', 'REPLICA', 'NONE')),
  KeyNameConstraint: structure({
    MatchAnyPrefix: list(text1024),
    MatchAnySuffix: list(text1024),
    MatchAnySubstring: list(text1024),
  }),
  ObjectSizeGreaterThanBytes: long(),
  ObjectSizeLessThanBytes: long(),
  MatchAnyStorageClass: list(storageClass),
  MatchAnyObjectEncryption: list(encryptionFilter, { element: 'ObjectEncryption', min: 1, max: 1 }),
});

const manifestOutputLocation = structure({
  'ExpectedManifestBucketOwner': accountId,
  'Bucket*': bucketArn,
  'ManifestPrefix': string(1, 512),
  'ManifestEncryption': structure(
    { SSES3: structure(), SSEKMS: structure({ 'KeyId*': string(1, 2000) }) },
    { SSES3: 'SSE-S3', SSEKMS: 'SSE-KMS' },
  ),
  'ManifestFormat*': oneOf('S3InventoryReport_CSV_20211130'),
});

/** A manifest that S3 makes of what a filter selects. */
export const manifestGenerator = structure({
  S3JobManifestGenerator: structure({
    'ExpectedBucketOwner': accountId,
    'SourceBucket*': bucketArn,
    'ManifestOutputLocation': manifestOutputLocation,
    'Filter': filter,
    'EnableManifestOutput*': boolean,
  }),
});
