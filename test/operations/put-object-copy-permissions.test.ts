import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AnnotationDirective, BatchOperation, CannedAccessControlList, EventHoldStatus, JobManifest, LegalHoldStatus, ManifestFilter, RetentionMode,
  SseAlgorithm, type PutObjectCopyOptions,
} from '../../src';
import type { Selection } from '../../src/private/binding';
import { bucketNamed, newJob, newStack, operationStatements, statementsOf } from '../fixture';

const allow = (Action: string | string[], Resource: unknown) => ({ Action, Effect: 'Allow', Resource });
const READ = ['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging'];
const READ_VERSIONS = ['s3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'];
const WRITE = ['s3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging'];
const WRITE_VERSIONS = ['s3:PutObjectVersionAcl', 's3:PutObjectVersionTagging'];

const statements = (options?: PutObjectCopyOptions, selection: Partial<Selection> = {}) => (
  operationStatements(BatchOperation.putObjectCopy(bucketNamed(newStack(), 'target'), options), selection)
);

test('are what S3 lists for a copy', () => {
  expect(statements()).toEqual([
    allow('s3:ListBucket', 'arn:aws:s3:::objects'),
    allow(READ, 'arn:aws:s3:::objects/*'),
    allow(WRITE, 'arn:aws:s3:::target/*'),
  ]);
});

test('are those of versions too where the manifest may name versions', () => {
  expect(statements({}, { namesVersions: true })).toEqual([
    allow('s3:ListBucket', 'arn:aws:s3:::objects'),
    allow([...READ, ...READ_VERSIONS], 'arn:aws:s3:::objects/*'),
    allow([...WRITE, ...WRITE_VERSIONS], 'arn:aws:s3:::target/*'),
  ]);
});

test('are on the keys of the objects, which are those of the copies', () => {
  const bucket = bucketNamed(newStack(), 'objects');

  expect(statements({}, { objects: [{ bucket, keyPrefix: 'a*/' }, { bucket, keyPrefix: 'b/' }] })).toEqual([
    allow('s3:ListBucket', 'arn:aws:s3:::objects'),
    allow(READ, 'arn:aws:s3:::objects/a${*}/*'),
    allow(READ, 'arn:aws:s3:::objects/b/*'),
    allow(WRITE, 'arn:aws:s3:::target/a${*}/*'),
    allow(WRITE, 'arn:aws:s3:::target/b/*'),
  ]);
});

test('are on the prefix of the copies, whether or not S3 puts a slash after it', () => {
  const bucket = bucketNamed(newStack(), 'objects');

  expect(statements({ targetKeyPrefix: 'copies?' }, { objects: [{ bucket, keyPrefix: 'a/' }, { bucket, keyPrefix: 'b/' }] })).toEqual([
    allow('s3:ListBucket', 'arn:aws:s3:::objects'),
    allow(READ, 'arn:aws:s3:::objects/a/*'),
    allow(READ, 'arn:aws:s3:::objects/b/*'),
    allow(WRITE, 'arn:aws:s3:::target/copies${?}*'),
  ]);
});

test.each<[string, PutObjectCopyOptions, string[]]>([
  ['a date', { objectLockMode: RetentionMode.GOVERNANCE, objectLockRetainUntilDate: new Date('2030-01-01T00:00:00Z') }, ['s3:PutObjectRetention']],
  ['an event hold', { objectLockEventHold: EventHoldStatus.OFF }, ['s3:PutObjectRetention']],
  ['a legal hold', { objectLockLegalHoldStatus: LegalHoldStatus.OFF }, ['s3:PutObjectLegalHold']],
  [
    'both',
    { objectLockMode: RetentionMode.COMPLIANCE, objectLockEventHold: EventHoldStatus.ON, objectLockLegalHoldStatus: LegalHoldStatus.ON },
    ['s3:PutObjectRetention', 's3:PutObjectLegalHold'],
  ],
])('are those of Object Lock for %s', (_, options, actions) => {
  expect(statements(options)).toContainEqual(allow([...WRITE, ...actions], 'arn:aws:s3:::target/*'));
});

test('are those of annotations where these are asked for', () => {
  expect(statements({ annotationDirective: AnnotationDirective.COPY }, { namesVersions: true })).toEqual([
    allow('s3:ListBucket', 'arn:aws:s3:::objects'),
    allow([...READ, 's3:GetObjectAnnotation', ...READ_VERSIONS, 's3:GetObjectVersionAnnotation'], 'arn:aws:s3:::objects/*'),
    allow([...WRITE, ...WRITE_VERSIONS, 's3:PutObjectAnnotation'], 'arn:aws:s3:::target/*'),
  ]);
});

test.each<[string, PutObjectCopyOptions]>([
  ['tags', { newObjectTagging: { a: 'b' } }],
  ['an access control list', { cannedAccessControlList: CannedAccessControlList.PRIVATE }],
  ['no annotations', { annotationDirective: AnnotationDirective.EXCLUDE }],
])('are the same with %s', (_, options) => {
  expect(statements(options)).toEqual(statements());
});

describe('on keys', () => {
  const keyOf = (id: string) => ({ 'Fn::GetAtt': [expect.stringMatching(`^${id}`), 'Arn'] });

  /** What a role is allowed on keys for copies between two buckets, each with or without a key of its own. */
  function onKeys(source: boolean, target: boolean, optionsIn: (stack: Stack) => PutObjectCopyOptions = () => ({})): unknown[] {
    const stack = newStack();
    const bucketIn = (id: string, hasKey: boolean) => new s3.Bucket(stack, id, hasKey ? { encryptionKey: new kms.Key(stack, `${id}Key`) } : {});
    newJob(stack, {
      operation: BatchOperation.putObjectCopy(bucketIn('Target', target), optionsIn(stack)),
      manifest: JobManifest.generate(bucketIn('Source', source), { filter: ManifestFilter.allObjects() }),
    });
    return (statementsOf(stack, 'JobRole') as { Action: string | string[] }[]).filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
  }

  test('are none without keys', () => {
    expect(onKeys(false, false)).toEqual([]);
  });

  test('are to decrypt the objects and to encrypt their copies', () => {
    expect(onKeys(true, true)).toEqual([allow('kms:Decrypt', keyOf('SourceKey')), allow('kms:GenerateDataKey', keyOf('TargetKey'))]);
  });

  test('are to encrypt with the given key in place of the target\'s', () => {
    expect(onKeys(false, true, (stack) => ({ kmsKey: new kms.Key(stack, 'Given') }))).toEqual([allow('kms:GenerateDataKey', keyOf('Given'))]);
  });

  test('are to encrypt with the key behind an alias', () => {
    expect(onKeys(false, false, (stack) => ({ kmsKey: new kms.Key(stack, 'Given').addAlias('copies') })))
      .toEqual([allow('kms:GenerateDataKey', keyOf('Given'))]);
  });

  test('are none on the target\'s key for copies without a key of KMS', () => {
    expect(onKeys(true, true, () => ({ newObjectMetadata: { sseAlgorithm: SseAlgorithm.AES256 } }))).toEqual([allow('kms:Decrypt', keyOf('SourceKey'))]);
  });

  test('are on the target\'s key where the algorithm alone is said', () => {
    expect(onKeys(false, true, () => ({ newObjectMetadata: { sseAlgorithm: SseAlgorithm.KMS } })))
      .toEqual([allow('kms:GenerateDataKey', keyOf('TargetKey'))]);
  });

  test('are one statement where both buckets have one key', () => {
    const bucket = s3.Bucket.fromBucketAttributes(newStack(), 'Bucket', {
      bucketArn: 'arn:aws:s3:::objects', encryptionKey: kms.Key.fromKeyArn(newStack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/abc'),
    });

    expect(operationStatements(BatchOperation.putObjectCopy(bucket, { targetKeyPrefix: 'copies' }), { objects: [{ bucket }] }).slice(3))
      .toEqual([allow(['kms:Decrypt', 'kms:GenerateDataKey'], 'arn:aws:kms:eu-west-1:111122223333:key/abc')]);
  });

  test('are on whichever key has an alias that hides it', () => {
    const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
    const kmsKey = kms.Alias.fromAliasName(stack, 'Alias', 'alias/copies');
    newJob(stack, { operation: BatchOperation.putObjectCopy(new s3.Bucket(stack, 'Target'), { kmsKey }) });

    expect(statementsOf(stack, 'JobRole')).toContainEqual({
      ...allow('kms:GenerateDataKey', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:eu-west-1:111122223333:key/*']] }),
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/copies' } },
    });
  });

  test.each<[string, NonNullable<Selection['filter']>, unknown[]]>([
    ['are none for objects that the filter finds under none', { encryption: { usesKms: false } }, []],
    ['are on the key that the filter names', { encryption: { usesKms: true, key: 'arn:aws:kms:eu-west-1:111122223333:key/old' } }, ['arn:aws:kms:eu-west-1:111122223333:key/old']],
  ])('%s', (_, filter, keys) => {
    const bucket = s3.Bucket.fromBucketAttributes(newStack(), 'Bucket', {
      bucketArn: 'arn:aws:s3:::objects', encryptionKey: kms.Key.fromKeyArn(newStack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/new'),
    });

    expect(statements({}, { objects: [{ bucket }], filter }).slice(3)).toEqual(keys.map((key) => allow('kms:Decrypt', key)));
  });
});
