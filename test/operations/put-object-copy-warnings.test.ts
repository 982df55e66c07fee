import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import {
  AnnotationDirective, BatchOperation, LegalHoldStatus, MetadataDirective, ObjectStorageClass, RetentionMode, SseAlgorithm, type PutObjectCopyOptions,
} from '../../src';
import type { Selection } from '../../src/private/binding';
import { bindOperation, newStack } from '../fixture';

const PREFIX = 'cdk-s3-batch-operations:BatchJob.';
const GIB = 1024 ** 3;

/** Two buckets of the app, whose encryption is seen. */
function bucketsOf(stack = newStack()): { source: s3.Bucket; target: s3.Bucket } {
  return { source: new s3.Bucket(stack, 'Source'), target: new s3.Bucket(stack, 'Target') };
}

function warn(target: s3refs.IBucketRef, source: s3refs.IBucketRef, options?: PutObjectCopyOptions, selection: Partial<Selection> = {}): string[] {
  return bindOperation(BatchOperation.putObjectCopy(target, options), { objects: [{ bucket: source }], ...selection })
    .warnings.map(({ id }) => id.replace(PREFIX, ''));
}

const warningsFor = (options?: PutObjectCopyOptions, selection: Partial<Selection> = {}) => {
  const { source, target } = bucketsOf();
  return warn(target, source, options, selection);
};

const onto = (options?: PutObjectCopyOptions, selection: Partial<Selection> = {}) => {
  const { source } = bucketsOf();
  return warn(source, source, options, selection);
};

test('are none for a copy to another bucket of the app', () => {
  expect(warningsFor()).toEqual([]);
});

test.each<[string, Partial<Selection>, string[]]>([
  ['any size', { source: 'generated' }, ['copyWithoutSizeLimit']],
  ['less than 5 GiB and 2 bytes', { source: 'generated', filter: { sizeLessThan: 5 * GIB + 2 } }, ['copyWithoutSizeLimit']],
  ['5 GiB at most', { source: 'generated', filter: { sizeLessThan: 5 * GIB + 1 } }, []],
  ['any size of a given manifest', { source: 'inventory' }, []],
])('tell of objects too large to be copied among those of %s', (_, selection, warnings) => {
  expect(warningsFor({}, selection)).toEqual(warnings);
});

test.each<[string, PutObjectCopyOptions]>([
  ['nothing', {}],
  ['what is as it was', { metadataDirective: MetadataDirective.COPY, annotationDirective: AnnotationDirective.COPY }],
  ['which objects, and who pays', { modifiedSinceConstraint: new Date('2020-01-01T12:34:56Z'), requesterPays: true }],
])('tell of objects copied onto themselves with %s', (_, options) => {
  expect(onto(options)).toEqual(['copyChangesNothing']);
});

test.each<[string, PutObjectCopyOptions]>([
  ['a redirect', { redirectLocation: 'COPY' }],
  ['a storage class', { storageClass: ObjectStorageClass.STANDARD_IA }],
  ['tags', { newObjectTagging: {} }],
  ['metadata', { metadataDirective: MetadataDirective.REPLACE, newObjectMetadata: {} }],
  ['encryption', { newObjectMetadata: { sseAlgorithm: SseAlgorithm.AES256 } }],
  ['a bucket key', { bucketKeyEnabled: false }],
  ['a legal hold', { objectLockLegalHoldStatus: LegalHoldStatus.ON }],
])('are none for objects copied onto themselves with %s', (_, options) => {
  expect(onto(options)).toEqual([]);
});

test('tell of objects of a bucket copied onto themselves where it is imported again', () => {
  const stack = newStack();
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/abc');
  const byName = s3.Bucket.fromBucketAttributes(stack, 'Name', { bucketName: 'objects', encryptionKey: key });
  const byArn = s3.Bucket.fromBucketAttributes(stack, 'Arn', { bucketArn: 'arn:aws:s3:::objects', encryptionKey: key });

  expect(warn(byName, byArn)).toEqual(['copyChangesNothing']);
});

test('are none for versions copied onto their objects: that brings them back', () => {
  expect(onto({}, { namesVersions: true, source: 'csv' })).toEqual([]);
  expect(onto({}, { namesVersions: true, source: 'generated', filter: { sizeLessThan: GIB } })).toEqual(['copyChangesNothing']);
});

test.each<[string, string, string | undefined, string[]]>([
  ['among all objects', 'copies', undefined, ['copiesAmongObjects']],
  ['among some of the objects', 'logs/copies', 'logs/', ['copiesAmongObjects']],
  ['beside the objects', 'copies', 'logs/', []],
])('tell of copies %s', (_, targetKeyPrefix, keyPrefix, warnings) => {
  const { source } = bucketsOf();
  const objects = [{ bucket: source, keyPrefix }];

  expect(warn(source, source, { targetKeyPrefix }, { objects, source: 'generated', filter: { sizeLessThan: GIB } })).toEqual(warnings);
});

test('are none for copies among objects that a given manifest names', () => {
  expect(onto({ targetKeyPrefix: 'copies' })).toEqual([]);
});

test.each<[string, PutObjectCopyOptions, string[]]>([
  ['that is past', { objectLockMode: RetentionMode.GOVERNANCE, objectLockRetainUntilDate: new Date('2025-01-01T00:00:00Z') }, ['retainUntilPast']],
  [
    'that is now',
    { objectLockMode: RetentionMode.GOVERNANCE, objectLockRetainUntilDate: new Date('2026-01-01T00:00:00Z') },
    ['changingDate', 'retainUntilPast'],
  ],
  ['to come', { objectLockMode: RetentionMode.GOVERNANCE, objectLockRetainUntilDate: new Date('2026-06-01T00:00:00Z') }, []],
  ['with milliseconds to copy since', { modifiedSinceConstraint: new Date('2020-01-01T00:00:00.001Z') }, ['changingDate']],
  ['with milliseconds to copy until', { unModifiedSinceConstraint: new Date('2020-01-01T00:00:00.001Z') }, ['changingDate']],
  ['with milliseconds that expires', { newObjectMetadata: { httpExpiresDate: new Date('2020-01-01T00:00:00.001Z') } }, ['changingDate']],
])('tell of a date %s', (_, options, warnings) => {
  expect(warningsFor(options)).toEqual(warnings);
});

test('tell of a prefix that a policy can\'t spell', () => {
  expect(warningsFor({ targetKeyPrefix: 'kopien/ключ' })).toEqual(['widerThanPrefix']);
  expect(warningsFor({ targetKeyPrefix: 'größe' })).toEqual([]);
});

describe('of keys that can\'t be seen', () => {
  const imported = (stack = newStack()) => s3.Bucket.fromBucketName(stack, 'Imported', 'imported');
  const messages = (target: s3refs.IBucketRef, source: s3refs.IBucketRef, options?: PutObjectCopyOptions, selection: Partial<Selection> = {}) => (
    bindOperation(BatchOperation.putObjectCopy(target, options), { objects: [{ bucket: source }], ...selection })
      .warnings.map(({ message }) => message)
  );

  test('tell of what the role needs on the objects\' own', () => {
    expect(messages(bucketsOf().target, imported())).toEqual([
      expect.stringMatching(/^which KMS key the bucket Stack\/Imported encrypts with, .* the job's role needs kms:Decrypt on it;/),
    ]);
  });

  test('tell of what the role needs on the target\'s own', () => {
    expect(messages(imported(), bucketsOf().source)).toEqual([
      expect.stringMatching(/^which KMS key the bucket Stack\/Imported encrypts with, .* the job's role needs kms:GenerateDataKey on it;/),
    ]);
  });

  test('tell of a target whose key an alias hides', () => {
    const stack = newStack();
    const target = s3.Bucket.fromBucketAttributes(stack, 'Aliased', {
      bucketName: 'aliased', encryptionKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/hidden'),
    });

    expect(warn(target, bucketsOf().source)).toEqual(['importedBucketKey']);
  });

  test('are none where the copies\' encryption is said', () => {
    const kmsKey = kms.Key.fromKeyArn(newStack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/abc');

    expect(warn(imported(), bucketsOf().source, { kmsKey })).toEqual([]);
    expect(warn(imported(), bucketsOf().source, { newObjectMetadata: { sseAlgorithm: SseAlgorithm.AES256 } })).toEqual([]);
  });

  test('are none where the filter says how the objects are encrypted', () => {
    expect(warn(bucketsOf().target, imported(), {}, { filter: { encryption: { usesKms: false } } })).toEqual([]);
  });
});
