import { Duration, Size } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ManifestFilter, ObjectEncryptionFilter, ObjectStorageClass, type ManifestFilterConditions } from '../src';
import { newStack } from './fixture';

const now = new Date('2030-06-15T12:00:00Z');
const midnight = new Date('2025-01-01T00:00:00Z');
const bind = (conditions: ManifestFilterConditions) => ManifestFilter.where(conditions)._bind(now);
const key = kms.Key.fromKeyArn(newStack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1a2b');

describe('what the other parts of a job are told of the objects', () => {
  test.each<[string, ManifestFilterConditions, object]>([
    ['the date that all are older than', { createdBefore: midnight }, { createdBefore: midnight }],
    ['the size that all are below', { objectSizeLessThan: Size.kibibytes(1) }, { sizeLessThan: 1024 }],
    ['their storage classes', { storageClasses: [ObjectStorageClass.GLACIER] }, { storageClasses: ['GLACIER'] }],
    ['that a replication rule covers them', { eligibleForReplication: true }, { eligibleForReplication: true }],
    ['that none does', { eligibleForReplication: false }, { eligibleForReplication: false }],
    ['their key', { objectEncryption: ObjectEncryptionFilter.sseKms({ key }) }, { encryption: { type: 'SSEKMS', usesKms: true, key } }],
    ['that some key encrypts them', { objectEncryption: ObjectEncryptionFilter.sseKms() }, { encryption: { type: 'SSEKMS', usesKms: true } }],
    ['the key that encrypts them twice', { objectEncryption: ObjectEncryptionFilter.dsseKms({ key }) }, { encryption: { type: 'DSSEKMS', usesKms: true, key } }],
    ['that no KMS key encrypts them: SSE-S3', { objectEncryption: ObjectEncryptionFilter.sseS3() }, { encryption: { type: 'SSES3', usesKms: false } }],
    ['that no KMS key encrypts them: SSE-C', { objectEncryption: ObjectEncryptionFilter.sseC() }, { encryption: { type: 'SSEC', usesKms: false } }],
    ['that no KMS key encrypts them: nothing does', { objectEncryption: ObjectEncryptionFilter.none() }, { encryption: { type: 'NOTSSE', usesKms: false } }],
    ['nothing of an age, which a later run counts from another day', { olderThan: Duration.days(90), newerThan: Duration.days(180) }, {}],
    ['nothing of what else is asked for', { keySuffix: '.log', objectSizeGreaterThan: Size.bytes(9), createdAfter: midnight }, {}],
  ])('%s', (_, conditions, facts) => {
    expect(bind(conditions).facts).toEqual(facts);
  });

  test('the start of their keys', () => {
    expect(bind({ keyPrefix: 'logs/', keySuffix: '.log' }).keyPrefix).toBe('logs/');
    expect(bind({ keySuffix: '.log', keySubstring: 'logs/' }).keyPrefix).toBeUndefined();
  });
});

describe('dates that start a run at every synth, or on every other machine', () => {
  /** A date as a machine in another time zone has it. */
  const onMachine = (minutesBehindUtc: number, written: string) => Object.assign(new Date(written), { getTimezoneOffset: () => minutesBehindUtc });

  test.each<[string, Date, string]>([
    ['milliseconds', new Date('2025-01-01T00:00:00.001Z'), 'changingDate'],
    ['the present', now, 'changingDate'],
    ['less than a day ago', new Date('2030-06-14T12:00:01Z'), 'changingDate'],
    ['less than a day ahead', new Date('2030-06-16T11:59:59Z'), 'changingDate'],
    ['midnight in Berlin', onMachine(-60, '2024-12-31T23:00:00Z'), 'localMidnight'],
    ['midnight in New York', onMachine(300, '2025-01-01T05:00:00Z'), 'localMidnight'],
  ])('are warned of: %s', (_, createdBefore, id) => {
    expect(bind({ createdBefore }).warnings).toEqual([
      { id: `cdk-s3-batch-operations:BatchJob.${id}`, message: expect.stringMatching(/^`manifest\.filter\.createdBefore` is /) },
    ]);
  });

  test.each<[string, ManifestFilterConditions]>([
    ['newerThan', { createdAfter: now }],
    ['olderThan', { createdBefore: now }],
  ])('can be said as an age, which doesn\'t change: %s', (asAge, conditions) => {
    expect(bind(conditions).warnings.map(({ message }) => message)).toEqual([expect.stringContaining(
      `; use \`${asAge}\`, which is counted back from when the job is created, or write the date out, as in new Date('2025-01-01T00:00:00Z')`,
    )]);
  });

  test.each<[string, ManifestFilterConditions]>([
    ['midnight in UTC', { createdAfter: midnight }],
    ['midnight in UTC, in Berlin', { createdAfter: onMachine(-60, '2025-01-01T00:00:00Z') }],
    ['noon in Berlin', { createdAfter: onMachine(-60, '2025-01-01T11:00:00Z') }],
    ['a day ago', { createdAfter: new Date('2030-06-14T12:00:00Z') }],
    ['ages', { olderThan: Duration.days(90), newerThan: Duration.days(180) }],
  ])('are not: %s', (_, conditions) => {
    expect(bind(conditions).warnings).toEqual([]);
  });
});
