import type { OperationOptions } from '../../../local/src/model/job-request';
import { unplayedOptions } from '../../../local/src/model/unplayed-options';

const TargetResource = 'arn:aws:s3:::copies';

test.each<[string, OperationOptions['S3PutObjectCopy'], string]>([
  ['no target', {}, 'TargetResource: '],
  ['a directory bucket', { TargetResource: 'arn:aws:s3express:us-east-1:111122223333:bucket/copies--use1-az4--x-s3' }, 'TargetResource: there are no directory buckets here'],
  ['an access point', { TargetResource: 'arn:aws:s3:us-east-1:111122223333:accesspoint/copies' }, 'TargetResource: there are buckets here alone'],
  ['annotations', { TargetResource, AnnotationDirective: 'COPY' }, 'AnnotationDirective: '],
  ['a requester who pays', { TargetResource, RequesterPays: true }, 'RequesterPays: '],
  ['an event hold', { TargetResource, ObjectLockEventHold: 'ON' }, 'ObjectLockEventHold: '],
  ['the duration of one', { TargetResource, ObjectLockEventHoldDuration: { Days: 1 } }, 'ObjectLockEventHoldDuration: '],
  ['a deprecated length', { TargetResource, NewObjectMetadata: { ContentLength: 3 } }, 'NewObjectMetadata.ContentLength: '],
  ['a deprecated digest', { TargetResource, NewObjectMetadata: { ContentMD5: 'x' } }, 'NewObjectMetadata.ContentMD5: '],
  ['a deprecated charge', { TargetResource, NewObjectMetadata: { RequesterCharged: false } }, 'NewObjectMetadata.RequesterCharged: '],
  ['a bucket key without KMS', { TargetResource, NewObjectMetadata: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: true }, 'BucketKeyEnabled: '],
  ['the source\'s metadata and new metadata', { TargetResource, MetadataDirective: 'COPY', NewObjectMetadata: { ContentType: 'text/plain' } }, 'MetadataDirective: '],
  ['two names of one meaning', { TargetResource, NewObjectMetadata: { UserMetadata: { a: '1', A: '2' } } }, 'NewObjectMetadata.UserMetadata: '],
])('a copy with %s isn\'t played', (_case, S3PutObjectCopy, line) => {
  expect(unplayedOptions({ S3PutObjectCopy })).toEqual([expect.stringContaining(`Operation.S3PutObjectCopy.${line}`)]);
});

test('a copy with every other option is played', () => {
  const S3PutObjectCopy: OperationOptions['S3PutObjectCopy'] = {
    TargetResource, TargetKeyPrefix: 'a', AnnotationDirective: 'EXCLUDE', RequesterPays: false, MetadataDirective: 'REPLACE',
    NewObjectMetadata: { ContentType: 'text/plain', SSEAlgorithm: 'KMS' }, SSEAwsKmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab', BucketKeyEnabled: true,
    StorageClass: 'GLACIER', ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: '2027-01-01T00:00:00Z', ObjectLockLegalHoldStatus: 'ON',
    RedirectLocation: '/a', ChecksumAlgorithm: 'SHA512', CannedAccessControlList: 'private', NewObjectTagging: [],
    ModifiedSinceConstraint: '2026-01-01T00:00:00Z', UnModifiedSinceConstraint: '2027-01-01T00:00:00Z',
  };
  expect(unplayedOptions({ S3PutObjectCopy })).toEqual([]);
});

test('a copy with the source\'s metadata and an encryption of its own is played', () => {
  const S3PutObjectCopy = { TargetResource, MetadataDirective: 'COPY', NewObjectMetadata: { SSEAlgorithm: 'AES256' } } as const;
  expect(unplayedOptions({ S3PutObjectCopy })).toEqual([]);
});

test.each([true, false])('a copy with BucketKeyEnabled %s and no key is played', (BucketKeyEnabled) => {
  expect(unplayedOptions({ S3PutObjectCopy: { TargetResource, BucketKeyEnabled } })).toEqual([]);
});

test.each<[OperationOptions['S3PutObjectAcl'], string]>([
  [{}, 'neither'],
  [{ AccessControlPolicy: {} }, 'neither'],
  [{ AccessControlPolicy: { CannedAccessControlList: 'private', AccessControlList: { Owner: { ID: 'x' } } } }, 'CannedAccessControlList and AccessControlList'],
])('an ACL needs exactly one of its lists: %j', (S3PutObjectAcl, given) => {
  expect(unplayedOptions({ S3PutObjectAcl })).toEqual([expect.stringContaining(`got: ${given}`)]);
});
