import { Duration, Lazy, Size } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ManifestFilter, ObjectEncryptionFilter, ReplicationStatus, type ManifestFilterConditions } from '../src';
import { newStack } from './fixture';

const now = new Date('2030-06-15T12:00:00Z');
const midnight = new Date('2025-01-01T00:00:00Z');
const problemsOf = (conditions: unknown) => ManifestFilter.where(conditions as ManifestFilterConditions)._bind(now).problems;
const unknownNumber = () => Lazy.number({ produce: () => 1 });

const NONE = '`manifest.filter` must have at least one condition; use ManifestFilter.allObjects() for the whole bucket';
const text = (condition: string, got: string) => `\`manifest.filter.${condition}\` must have 1 to 1024 characters or be left out, got: ${got}`;
const age = (condition: string, got: string) => (
  `\`manifest.filter.${condition}\` must be a Duration of whole seconds, from 1 second to 18250 days, known at synth, got: ${got}`
);
const size = (condition: string, least: number, got: string) => (
  `\`manifest.filter.${condition}\` must be a Size of whole bytes, from ${least} to 9007199254740991, known at synth, got: ${got}`
);
const long = `"${'p'.repeat(60)}"… (1025 characters)`;

test('tells conditions that no object meets together with others that are wrong', () => {
  expect(problemsOf({
    keyPrefix: '', createdAfter: 'soon', createdBefore: midnight, olderThan: Duration.days(1), objectSizeGreaterThan: Size.bytes(5), objectSizeLessThan: Size.bytes(6),
  })).toEqual([
    text('keyPrefix', '""'),
    '`manifest.filter.createdAfter` must be a valid Date, got: "soon"',
    expect.stringContaining("`manifest.filter.createdBefore` and `manifest.filter.olderThan` can't be given together"),
    expect.stringContaining('`manifest.filter.objectSizeGreaterThan`'),
  ]);
});

test('tells a misspelt option of an encryption together with one that is wrong', () => {
  const objectEncryption = ObjectEncryptionFilter.sseKms({ kmsKey: 1, bucketKeyEnabled: 'yes' } as never);

  expect(problemsOf({ objectEncryption })).toEqual([
    '`manifest.filter.objectEncryption.kmsKey` is no option; there are: key, bucketKeyEnabled',
    '`manifest.filter.objectEncryption.bucketKeyEnabled` must be true or false, got: "yes"',
  ]);
});

test.each<[string, ManifestFilterConditions, string]>([
  ['no condition', {}, NONE],
  ['a condition that is undefined', { keyPrefix: undefined }, NONE],
  ['an empty prefix', { keyPrefix: '' }, text('keyPrefix', '""')],
  ['an empty suffix', { keySuffix: '' }, text('keySuffix', '""')],
  ['an empty substring', { keySubstring: '' }, text('keySubstring', '""')],
  ['a long prefix', { keyPrefix: 'p'.repeat(1025) }, text('keyPrefix', long)],
  ['a long suffix', { keySuffix: 'p'.repeat(1025) }, text('keySuffix', long)],
  ['a long substring', { keySubstring: 'p'.repeat(1025) }, text('keySubstring', long)],
  ['an invalid date', { createdAfter: new Date('soon') }, '`manifest.filter.createdAfter` must be a valid Date, got: Invalid Date'],
  ['an age of nothing', { olderThan: Duration.seconds(0) }, age('olderThan', '0 seconds')],
  ['half a second', { newerThan: Duration.millis(1500) }, age('newerThan', '1.5 seconds')],
  ['an age beyond every object', { olderThan: Duration.days(18_251) }, age('olderThan', '1576886400 seconds')],
  ['an age that only the deployment knows', { newerThan: Duration.days(unknownNumber()) }, age('newerThan', 'a value known at deployment')],
  ['half a byte', { objectSizeGreaterThan: Size.bytes(0.5) }, size('objectSizeGreaterThan', 0, '0.5 bytes')],
  ['objects of fewer bytes than none', { objectSizeLessThan: Size.bytes(0) }, size('objectSizeLessThan', 1, '0 bytes')],
  ['more bytes than JSON can hold', { objectSizeGreaterThan: Size.bytes(2 ** 53) }, size('objectSizeGreaterThan', 0, '9007199254740992 bytes')],
  ['a size that only the deployment knows', { objectSizeLessThan: Size.mebibytes(unknownNumber()) }, size('objectSizeLessThan', 1, 'a value known at deployment')],
  ['no storage class', { storageClasses: [] }, '`manifest.filter.storageClasses` must be a list of at least one ObjectStorageClass or be left out, got: none'],
  [
    'no replication status', { objectReplicationStatuses: [] },
    '`manifest.filter.objectReplicationStatuses` must be a list of at least one ReplicationStatus or be left out, got: none',
  ],
])('refuses %s', (_, conditions, problem) => {
  expect(problemsOf(conditions)).toEqual([problem]);
});

describe('conditions that no object meets together', () => {
  test.each<[string, ManifestFilterConditions, string]>([
    [
      'an empty span of time', { createdAfter: midnight, createdBefore: midnight },
      '`manifest.filter.createdAfter` must be earlier than `manifest.filter.createdBefore`, got: 2025-01-01T00:00:00Z and 2025-01-01T00:00:00Z',
    ],
    [
      'one age for both ends', { olderThan: Duration.days(30), newerThan: Duration.hours(720) },
      '`manifest.filter.olderThan` must be shorter than `manifest.filter.newerThan`, or no object meets both, got: 2592000 and 2592000 seconds',
    ],
    [
      'older than 90 days and newer than 30', { olderThan: Duration.days(90), newerThan: Duration.days(30) },
      '`manifest.filter.olderThan` must be shorter than `manifest.filter.newerThan`, or no object meets both, got: 7776000 and 2592000 seconds',
    ],
    [
      'two sizes with none between', { objectSizeGreaterThan: Size.bytes(4), objectSizeLessThan: Size.bytes(5) },
      '`manifest.filter.objectSizeLessThan` must be 2 bytes or more above `manifest.filter.objectSizeGreaterThan`, or no object meets both, got: 5 and 4 bytes',
    ],
    [
      'sizes the wrong way round', { objectSizeGreaterThan: Size.gibibytes(1), objectSizeLessThan: Size.mebibytes(1) },
      '`manifest.filter.objectSizeLessThan` must be 2 bytes or more above `manifest.filter.objectSizeGreaterThan`, or no object meets both, got: 1048576 and 1073741824 bytes',
    ],
    [
      'a date and an age for the start', { createdAfter: midnight, newerThan: Duration.days(1) },
      '`manifest.filter.createdAfter` and `manifest.filter.newerThan` can\'t be given together; leave one out',
    ],
    [
      'a date and an age for the end', { createdBefore: midnight, olderThan: Duration.days(1) },
      '`manifest.filter.createdBefore` and `manifest.filter.olderThan` can\'t be given together; leave one out',
    ],
  ])('are refused: %s', (_, conditions, problem) => {
    expect(problemsOf(conditions)).toEqual([problem]);
  });

  test.each<[string, ManifestFilterConditions]>([
    ['a millisecond', { createdAfter: midnight, createdBefore: new Date(midnight.getTime() + 1) }],
    ['a second of age', { olderThan: Duration.seconds(10), newerThan: Duration.seconds(11) }],
    ['a single size', { objectSizeGreaterThan: Size.bytes(4), objectSizeLessThan: Size.bytes(6) }],
    ['a date and an age, which can be compared only when the job is created', { createdAfter: now, olderThan: Duration.days(1) }],
    ['an age and a date, which can be compared only when the job is created', { newerThan: Duration.days(1), createdBefore: midnight }],
  ])('are not those with %s between them', (_, conditions) => {
    expect(problemsOf(conditions)).toEqual([]);
  });
});

const MADE_BY_US = '`manifest.filter.objectEncryption` must be made by ObjectEncryptionFilter, as in ObjectEncryptionFilter.sseS3(), got: ';
const CLASSES = ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'GLACIER', 'INTELLIGENT_TIERING', 'DEEP_ARCHIVE', 'GLACIER_IR']
  .map((name) => `ObjectStorageClass.${name}`).join(', ');
const BY_NAME = '`manifest.filter` must have its options by their names, as in { keyPrefix: … }, got: ';

test.each<[string, unknown, string]>([
  ['no conditions', undefined, NONE],
  ['null', null, `${BY_NAME}null`],
  ['a prefix alone', 'logs/', `${BY_NAME}"logs/"`],
  ['a list', [{ keyPrefix: 'a' }], `${BY_NAME}a list`],
  ['a map', new Map([['keyPrefix', 'a']]), `${BY_NAME}an object of Map`],
  ['conditions that only the deployment knows', Lazy.any({ produce: () => ({}) }), `${BY_NAME}an object known only at deployment`],
  [
    'a misspelt condition', { keyprefix: 'a' },
    '`manifest.filter.keyprefix` is no option; there are: keyPrefix, keySuffix, keySubstring, createdAfter, createdBefore, newerThan, olderThan, '
    + 'objectSizeGreaterThan, objectSizeLessThan, storageClasses, objectEncryption, eligibleForReplication, objectReplicationStatuses',
  ],
  ['a date as text', { createdAfter: '2025-01-01' }, '`manifest.filter.createdAfter` must be a valid Date, got: "2025-01-01"'],
  ['null for a prefix', { keyPrefix: null }, text('keyPrefix', 'null')],
  ['a list of suffixes', { keySuffix: ['.log', '.txt'] }, text('keySuffix', 'a list')],
  ['days as a number', { olderThan: 90 }, age('olderThan', '90')],
  ['bytes as a number', { objectSizeLessThan: 1024 }, size('objectSizeLessThan', 1, '1024')],
  ['no size at all', { objectSizeGreaterThan: Size.bytes(NaN) }, size('objectSizeGreaterThan', 0, 'NaN bytes')],
  ['no age at all', { olderThan: Duration.days(Infinity) }, age('olderThan', 'Infinity seconds')],
  ['a storage class alone', { storageClasses: 'GLACIER' }, '`manifest.filter.storageClasses` must be a list of at least one ObjectStorageClass or be left out, got: "GLACIER"'],
  ['an unknown storage class', { storageClasses: ['GLACIER', 'REDUCED_REDUNDANCY'] }, `\`manifest.filter.storageClasses\` must hold ${CLASSES}, got: "REDUCED_REDUNDANCY"`],
  // eslint-disable-next-line no-sparse-arrays -- what a list made by hand may be
  ['a list with a hole', { storageClasses: ['GLACIER', , 'STANDARD'] }, `\`manifest.filter.storageClasses\` must hold ${CLASSES}, got: undefined`],
  [
    'an unknown replication status', { objectReplicationStatuses: ['PENDING'] },
    '`manifest.filter.objectReplicationStatuses` must hold ReplicationStatus.COMPLETED, ReplicationStatus.FAILED, ReplicationStatus.REPLICA, '
    + 'ReplicationStatus.NONE, got: "PENDING"',
  ],
  ['eligibility as text', { eligibleForReplication: 'false' }, '`manifest.filter.eligibleForReplication` must be true or false, got: "false"'],
  ['encryption as text', { objectEncryption: 'SSE-S3' }, `${MADE_BY_US}"SSE-S3"`],
  ['encryption as the API spells it', { objectEncryption: [{ SSES3: {} }] }, `${MADE_BY_US}a list`],
])('refuses %s from JavaScript', (_, conditions, problem) => {
  expect(problemsOf(conditions)).toEqual([problem]);
});

describe('an encryption', () => {
  const alias = () => kms.Alias.fromAliasName(newStack(), 'Alias', 'alias/theirs');
  const path = 'manifest.filter.objectEncryption';

  test.each<[string, () => ObjectEncryptionFilter, string]>([
    ['an alias for SSE-KMS, which hides the ARN of its key', () => ObjectEncryptionFilter.sseKms({ key: alias() }), `\`${path}.key\` must be a key whose ARN is known, `],
    ['an alias for DSSE-KMS, which hides the ARN of its key', () => ObjectEncryptionFilter.dsseKms({ key: alias() }), `\`${path}.key\` must be a key whose ARN is known, `],
    ['the ARN of a key for the key', () => ObjectEncryptionFilter.sseKms({ key: 'arn:aws:kms:…' as never }), `\`${path}.key\` must be a KMS key; `],
    ['null for the key', () => ObjectEncryptionFilter.dsseKms({ key: null as never }), `\`${path}.key\` must be a KMS key; `],
    ['a bucket key that may be', () => ObjectEncryptionFilter.sseKms({ bucketKeyEnabled: 'yes' as never }), `\`${path}.bucketKeyEnabled\` must be true or false, got: "yes"`],
    ['a misspelt option', () => ObjectEncryptionFilter.sseKms({ bucketKey: true } as never), `\`${path}.bucketKey\` is no option; there are: key, bucketKeyEnabled`],
    ['a bucket key for DSSE-KMS, which has none', () => ObjectEncryptionFilter.dsseKms({ bucketKeyEnabled: true } as never), `\`${path}.bucketKeyEnabled\` is no option; there are: key`],
    ['a key in place of the options', () => ObjectEncryptionFilter.sseKms('key' as never), `\`${path}\` must have its options by their names, as in { key: … }, got: "key"`],
    ['null for the options', () => ObjectEncryptionFilter.sseKms(null as never), `\`${path}\` must have its options by their names, as in { key: … }, got: null`],
  ])('is refused with %s', (_, objectEncryption, problem) => {
    expect(problemsOf({ objectEncryption: objectEncryption() })).toEqual([expect.stringContaining(problem)]);
  });
});

describe('eligibleForReplication', () => {
  const problemsWith = (conditions: unknown) => ManifestFilter.eligibleForReplication(conditions as ManifestFilterConditions)._bind(now).problems;

  test.each<[string, unknown, string]>([
    [
      'its own contrary', { eligibleForReplication: false },
      '`manifest.filter.eligibleForReplication` must be true or be left out with ManifestFilter.eligibleForReplication(); use ManifestFilter.where() otherwise, got: false',
    ],
    ['a misspelt condition', { keyprefix: 'a' }, '`manifest.filter.keyprefix` is no option; '],
    ['an empty prefix', { keyPrefix: '' }, text('keyPrefix', '""')],
    ['no status', { objectReplicationStatuses: [] }, '`manifest.filter.objectReplicationStatuses` must be a list of at least one ReplicationStatus'],
    ['null for the statuses', { objectReplicationStatuses: null }, '`manifest.filter.objectReplicationStatuses` must be a list of at least one ReplicationStatus'],
    ['a prefix alone', 'logs/', `${BY_NAME}"logs/"`],
    ['a map, none of which would be seen', new Map([['keyPrefix', 'a']]), `${BY_NAME}an object of Map`],
    ['null', null, `${BY_NAME}null`],
  ])('is refused with %s', (_, conditions, problem) => {
    expect(problemsWith(conditions)).toEqual([expect.stringContaining(problem)]);
  });
});

test('refuses all that is wrong at once', () => {
  expect(problemsOf({ keyPrefix: '', objectReplicationStatuses: [ReplicationStatus.NONE, 'x'], storageclass: 1 })).toHaveLength(3);
});
