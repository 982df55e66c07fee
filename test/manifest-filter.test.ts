import { Duration, Lazy, Size } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ManifestFilter, ObjectEncryptionFilter, ObjectStorageClass, ReplicationStatus, type ManifestFilterConditions } from '../src';
import { newStack } from './fixture';

const now = new Date('2030-06-15T12:00:00Z');
const sent = (filter: ManifestFilter) => {
  const { request, problems } = filter._bind(now);
  expect(problems).toEqual([]);
  return request === undefined ? undefined : JSON.parse(JSON.stringify(request));
};
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1a2b';
const key = () => kms.Key.fromKeyArn(newStack(), 'Key', KEY_ARN);

test.each<[string, ManifestFilterConditions, object]>([
  ['a prefix', { keyPrefix: 'logs/' }, { KeyNameConstraint: { MatchAnyPrefix: ['logs/'] } }],
  ['a suffix', { keySuffix: '.log' }, { KeyNameConstraint: { MatchAnySuffix: ['.log'] } }],
  ['a substring', { keySubstring: '/2024/' }, { KeyNameConstraint: { MatchAnySubstring: ['/2024/'] } }],
  ['the longest prefix', { keyPrefix: 'p'.repeat(1024) }, { KeyNameConstraint: { MatchAnyPrefix: ['p'.repeat(1024)] } }],
  ['the longest suffix', { keySuffix: 'p'.repeat(1024) }, { KeyNameConstraint: { MatchAnySuffix: ['p'.repeat(1024)] } }],
  ['the longest substring', { keySubstring: 'p'.repeat(1024) }, { KeyNameConstraint: { MatchAnySubstring: ['p'.repeat(1024)] } }],
  ['a date in UTC, whatever zone it was written in', { createdAfter: new Date('2025-01-01T02:00:00+02:00') }, { CreatedAfter: '2025-01-01T00:00:00Z' }],
  ['a date with milliseconds', { createdBefore: new Date('2025-01-01T00:00:00.007Z') }, { CreatedBefore: '2025-01-01T00:00:00.007Z' }],
  ['the least age', { olderThan: Duration.seconds(1) }, { CreatedBefore: { $secondsAgo: 1 } }],
  ['an age, for the handler to count back', { olderThan: Duration.days(90) }, { CreatedBefore: { $secondsAgo: 7_776_000 } }],
  ['the longest age', { newerThan: Duration.days(18_250) }, { CreatedAfter: { $secondsAgo: 1_576_800_000 } }],
  ['whole seconds in milliseconds', { newerThan: Duration.millis(2000) }, { CreatedAfter: { $secondsAgo: 2 } }],
  ['a size of 0, which excludes empty objects', { objectSizeGreaterThan: Size.bytes(0) }, { ObjectSizeGreaterThanBytes: 0 }],
  ['a size in bytes', { objectSizeGreaterThan: Size.kibibytes(1.5), objectSizeLessThan: Size.gibibytes(5) }, { ObjectSizeGreaterThanBytes: 1536, ObjectSizeLessThanBytes: 5_368_709_120 }],
  ['the least size', { objectSizeLessThan: Size.bytes(1) }, { ObjectSizeLessThanBytes: 1 }],
  ['the largest size that JSON can hold', { objectSizeLessThan: Size.bytes(9_007_199_254_740_991) }, { ObjectSizeLessThanBytes: 9_007_199_254_740_991 }],
  [
    'storage classes in one order, each once',
    { storageClasses: [ObjectStorageClass.STANDARD_IA, ObjectStorageClass.GLACIER, ObjectStorageClass.STANDARD_IA] },
    { MatchAnyStorageClass: ['GLACIER', 'STANDARD_IA'] },
  ],
  ['every storage class', { storageClasses: Object.values(ObjectStorageClass) }, {
    MatchAnyStorageClass: ['DEEP_ARCHIVE', 'GLACIER', 'GLACIER_IR', 'INTELLIGENT_TIERING', 'ONEZONE_IA', 'STANDARD', 'STANDARD_IA'],
  }],
  ['eligibility for replication', { eligibleForReplication: true }, { EligibleForReplication: true }],
  ['no eligibility for replication, said aloud', { eligibleForReplication: false }, { EligibleForReplication: false }],
  [
    'every replication status in one order, each once',
    { objectReplicationStatuses: [...Object.values(ReplicationStatus), ReplicationStatus.NONE] },
    { ObjectReplicationStatuses: ['COMPLETED', 'FAILED', 'NONE', 'REPLICA'] },
  ],
  ['SSE-S3', { objectEncryption: ObjectEncryptionFilter.sseS3() }, { MatchAnyObjectEncryption: [{ SSES3: {} }] }],
  ['SSE-KMS by any key', { objectEncryption: ObjectEncryptionFilter.sseKms() }, { MatchAnyObjectEncryption: [{ SSEKMS: {} }] }],
  [
    'SSE-KMS by a key, without a bucket key', { objectEncryption: ObjectEncryptionFilter.sseKms({ key: key(), bucketKeyEnabled: false }) },
    { MatchAnyObjectEncryption: [{ SSEKMS: { KmsKeyArn: KEY_ARN, BucketKeyEnabled: false } }] },
  ],
  [
    'SSE-KMS with a bucket key', { objectEncryption: ObjectEncryptionFilter.sseKms({ bucketKeyEnabled: true }) },
    { MatchAnyObjectEncryption: [{ SSEKMS: { BucketKeyEnabled: true } }] },
  ],
  ['DSSE-KMS by any key', { objectEncryption: ObjectEncryptionFilter.dsseKms() }, { MatchAnyObjectEncryption: [{ DSSEKMS: {} }] }],
  ['DSSE-KMS by a key', { objectEncryption: ObjectEncryptionFilter.dsseKms({ key: key() }) }, { MatchAnyObjectEncryption: [{ DSSEKMS: { KmsKeyArn: KEY_ARN } }] }],
  ['SSE-C', { objectEncryption: ObjectEncryptionFilter.sseC() }, { MatchAnyObjectEncryption: [{ SSEC: {} }] }],
  ['no encryption', { objectEncryption: ObjectEncryptionFilter.none() }, { MatchAnyObjectEncryption: [{ NOTSSE: {} }] }],
  [
    'all of its conditions, and no other',
    {
      keyPrefix: 'a',
      keySuffix: 'b',
      keySubstring: 'c',
      createdAfter: new Date('2024-01-01T00:00:00Z'),
      createdBefore: new Date('2025-01-01T00:00:00Z'),
      objectSizeGreaterThan: Size.bytes(1),
      objectSizeLessThan: Size.bytes(3),
      storageClasses: [ObjectStorageClass.STANDARD],
      objectEncryption: ObjectEncryptionFilter.sseS3(),
      eligibleForReplication: true,
      objectReplicationStatuses: [ReplicationStatus.REPLICA],
    },
    {
      KeyNameConstraint: { MatchAnyPrefix: ['a'], MatchAnySuffix: ['b'], MatchAnySubstring: ['c'] },
      CreatedAfter: '2024-01-01T00:00:00Z',
      CreatedBefore: '2025-01-01T00:00:00Z',
      ObjectSizeGreaterThanBytes: 1,
      ObjectSizeLessThanBytes: 3,
      MatchAnyStorageClass: ['STANDARD'],
      MatchAnyObjectEncryption: [{ SSES3: {} }],
      EligibleForReplication: true,
      ObjectReplicationStatuses: ['REPLICA'],
    },
  ],
])('sends %s', (_, conditions, request) => {
  expect(sent(ManifestFilter.where(conditions))).toEqual(request);
});

test('allObjects sends no filter at all', () => {
  expect(ManifestFilter.allObjects()._bind(now)).toEqual({ problems: [], warnings: [] });
});

test.each<[string, ManifestFilterConditions | undefined, object]>([
  ['nothing else', undefined, { EligibleForReplication: true, ObjectReplicationStatuses: ['FAILED', 'NONE'] }],
  ['no conditions in it', {}, { EligibleForReplication: true, ObjectReplicationStatuses: ['FAILED', 'NONE'] }],
  [
    'statuses that are undefined', { objectReplicationStatuses: undefined, eligibleForReplication: undefined },
    { EligibleForReplication: true, ObjectReplicationStatuses: ['FAILED', 'NONE'] },
  ],
  [
    'other conditions', { keyPrefix: 'a/', olderThan: Duration.days(1), eligibleForReplication: true },
    { EligibleForReplication: true, ObjectReplicationStatuses: ['FAILED', 'NONE'], KeyNameConstraint: { MatchAnyPrefix: ['a/'] }, CreatedBefore: { $secondsAgo: 86_400 } },
  ],
  [
    'other statuses', { objectReplicationStatuses: [ReplicationStatus.COMPLETED] },
    { EligibleForReplication: true, ObjectReplicationStatuses: ['COMPLETED'] },
  ],
])('eligibleForReplication asks for what was never or vainly replicated, given %s', (_, conditions, request) => {
  expect(sent(ManifestFilter.eligibleForReplication(conditions))).toEqual(request);
});

test.each<keyof ManifestFilterConditions>(['keyPrefix', 'keySuffix', 'keySubstring'])('a %s that only the deployment knows is a condition', (condition) => {
  const text = Lazy.string({ produce: () => 'logs/' });

  expect(ManifestFilter.where({ [condition]: text })._bind(now).problems).toEqual([]);
});

test('a key that is made in the app stands as the ARN that it will have', () => {
  const made = new kms.Key(newStack(), 'Made');
  const filter = ManifestFilter.where({ objectEncryption: ObjectEncryptionFilter.sseKms({ key: made }) });

  expect(sent(filter)).toEqual({ MatchAnyObjectEncryption: [{ SSEKMS: { KmsKeyArn: made.keyArn } }] });
});

test('an alias that is made in the app stands for its key, since S3 takes no alias here', () => {
  const stack = newStack();
  const made = new kms.Key(stack, 'Made');
  const filter = ManifestFilter.where({ objectEncryption: ObjectEncryptionFilter.dsseKms({ key: made.addAlias('alias/made') }) });

  expect(sent(filter)).toEqual({ MatchAnyObjectEncryption: [{ DSSEKMS: { KmsKeyArn: made.keyArn } }] });
});
