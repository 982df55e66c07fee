import { CfnParameter } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  AclPermission, AnnotationDirective, BatchOperation, CannedAccessControlList, ChecksumAlgorithm, EventHoldDuration, EventHoldStatus, Grantee,
  LegalHoldStatus, MetadataDirective, ObjectStorageClass, RetentionMode, SseAlgorithm, type PutObjectCopyOptions,
} from '../../src';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack } from '../fixture';

const target = () => bucketNamed(newStack(), 'target');
const bind = (options?: PutObjectCopyOptions) => bindOperation(BatchOperation.putObjectCopy(target(), options));

/** What is sent, as it arrives: without what is undefined. */
const sent = (options?: PutObjectCopyOptions) => JSON.parse(JSON.stringify(bind(options).request)).S3PutObjectCopy;

test('is named as in the API', () => {
  expect(BatchOperation.putObjectCopy(target()).name).toBe('S3PutObjectCopy');
});

test('sends the target alone where nothing else is said', () => {
  expect(sent()).toEqual({ TargetResource: 'arn:aws:s3:::target' });
  expect(sent({})).toEqual({ TargetResource: 'arn:aws:s3:::target' });
});

test.each<[PutObjectCopyOptions, object]>([
  [{ targetKeyPrefix: 'archive/2024/' }, { TargetKeyPrefix: 'archive/2024/' }],
  [{ storageClass: ObjectStorageClass.STANDARD }, { StorageClass: 'STANDARD' }],
  [{ storageClass: ObjectStorageClass.GLACIER_IR }, { StorageClass: 'GLACIER_IR' }],
  [{ metadataDirective: MetadataDirective.REPLACE }, { MetadataDirective: 'REPLACE' }],
  [{ metadataDirective: MetadataDirective.COPY }, { MetadataDirective: 'COPY' }],
  [{ annotationDirective: AnnotationDirective.EXCLUDE }, { AnnotationDirective: 'EXCLUDE' }],
  [{ newObjectTagging: { b: '2', a: '' } }, { NewObjectTagging: [{ Key: 'a', Value: '' }, { Key: 'b', Value: '2' }] }],
  [{ newObjectTagging: {} }, { NewObjectTagging: [] }],
  [{ cannedAccessControlList: CannedAccessControlList.BUCKET_OWNER_FULL_CONTROL }, { CannedAccessControlList: 'bucket-owner-full-control' }],
  [{ bucketKeyEnabled: false }, { BucketKeyEnabled: false }],
  [{ bucketKeyEnabled: true }, { BucketKeyEnabled: true }],
  [{ checksumAlgorithm: ChecksumAlgorithm.XXHASH128 }, { ChecksumAlgorithm: 'XXHASH128' }],
  [{ modifiedSinceConstraint: new Date('2024-01-01T00:00:00Z') }, { ModifiedSinceConstraint: '2024-01-01T00:00:00Z' }],
  [{ unModifiedSinceConstraint: new Date('2024-01-01T00:00:00.5Z') }, { UnModifiedSinceConstraint: '2024-01-01T00:00:00.500Z' }],
  [{ requesterPays: false }, { RequesterPays: false }],
  [{ redirectLocation: '/elsewhere' }, { RedirectLocation: '/elsewhere' }],
  [{ objectLockLegalHoldStatus: LegalHoldStatus.OFF }, { ObjectLockLegalHoldStatus: 'OFF' }],
  [
    { objectLockMode: RetentionMode.GOVERNANCE, objectLockRetainUntilDate: new Date('2030-01-01T00:00:00Z') },
    { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: '2030-01-01T00:00:00Z' },
  ],
  [
    { objectLockMode: RetentionMode.COMPLIANCE, objectLockEventHold: EventHoldStatus.ON, objectLockEventHoldDuration: EventHoldDuration.years(7) },
    { ObjectLockMode: 'COMPLIANCE', ObjectLockEventHold: 'ON', ObjectLockEventHoldDuration: { Years: 7 } },
  ],
  [{ objectLockEventHoldDuration: EventHoldDuration.days(30) }, { ObjectLockEventHoldDuration: { Days: 30 } }],
])('sends what is said, and no more: %j', (options, request) => {
  expect(bind(options).problems).toEqual([]);
  expect(sent(options)).toEqual({ TargetResource: 'arn:aws:s3:::target', ...request });
});

test('sends all of the new metadata, and the user\'s own in one order', () => {
  expect(sent({
    metadataDirective: MetadataDirective.REPLACE,
    newObjectMetadata: {
      cacheControl: 'no-store',
      contentDisposition: 'attachment',
      contentEncoding: 'gzip',
      contentLanguage: 'de',
      contentType: 'text/plain',
      httpExpiresDate: new Date('2030-01-01T00:00:00Z'),
      userMetadata: { b: '', a: '1' },
      sseAlgorithm: SseAlgorithm.KMS,
    },
  }).NewObjectMetadata).toEqual({
    CacheControl: 'no-store',
    ContentDisposition: 'attachment',
    ContentEncoding: 'gzip',
    ContentLanguage: 'de',
    ContentType: 'text/plain',
    HttpExpiresDate: '2030-01-01T00:00:00Z',
    UserMetadata: { a: '1', b: '' },
    SSEAlgorithm: 'KMS',
  });
});

test('keeps the order of user metadata, whatever order the map has', () => {
  const text = (userMetadata: Record<string, string>) => JSON.stringify(sent({ newObjectMetadata: { userMetadata } }));

  expect(text({ b: '2', a: '1' })).toBe(text({ a: '1', b: '2' }));
});

test.each([[{}, {}], [{ userMetadata: {} }, { UserMetadata: {} }]])('sends metadata that says nothing: %j', (newObjectMetadata, request) => {
  expect(sent({ newObjectMetadata }).NewObjectMetadata).toEqual(request);
});

test('sends grants, in their order', () => {
  expect(sent({
    accessControlGrants: [
      { grantee: Grantee.group('http://acs.amazonaws.com/groups/global/AllUsers'), permission: AclPermission.READ },
      { grantee: Grantee.canonicalUser('79a5', 'someone'), permission: AclPermission.FULL_CONTROL },
      { grantee: Grantee.email('someone@example.com'), permission: AclPermission.READ_ACP },
    ],
  }).AccessControlGrants).toEqual([
    { Grantee: { TypeIdentifier: 'uri', Identifier: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
    { Grantee: { TypeIdentifier: 'id', Identifier: '79a5', DisplayName: 'someone' }, Permission: 'FULL_CONTROL' },
    { Grantee: { TypeIdentifier: 'emailAddress', Identifier: 'someone@example.com' }, Permission: 'READ_ACP' },
  ]);
});

test('sends a key, and an alias as it is given, without an algorithm', () => {
  const stack = newStack();
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/abc');
  const alias = kms.Alias.fromAliasName(stack, 'Alias', 'alias/copies');
  const idOf = (kmsKey: kms.IKey) => bindOperation(BatchOperation.putObjectCopy(bucketNamed(stack, 'target'), { kmsKey })).request.S3PutObjectCopy;

  expect(idOf(key)).toMatchObject({ SSEAwsKmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/abc', NewObjectMetadata: undefined });
  expect(stack.resolve(idOf(alias).SSEAwsKmsKeyId)).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':alias/copies']],
  });
});

test('lets through whatever only the deployment knows', () => {
  const stack = newStack();
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const days = new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber;
  newJob(stack, {
    operation: BatchOperation.putObjectCopy(bucketNamed(stack, 'target'), {
      targetKeyPrefix: text,
      newObjectTagging: { [text]: text },
      metadataDirective: MetadataDirective.REPLACE,
      newObjectMetadata: { contentType: text, userMetadata: { origin: text } },
      accessControlGrants: [{ grantee: Grantee.canonicalUser(text, text), permission: AclPermission.READ }],
      redirectLocation: text,
      objectLockEventHoldDuration: EventHoldDuration.days(days),
    }),
  });

  expect(jobRequest(stack).Operation).toEqual({
    S3PutObjectCopy: {
      TargetResource: 'arn:aws:s3:::target',
      TargetKeyPrefix: { Ref: 'Text' },
      MetadataDirective: 'REPLACE',
      NewObjectMetadata: { ContentType: { Ref: 'Text' }, UserMetadata: { origin: { Ref: 'Text' } } },
      NewObjectTagging: [{ Key: { Ref: 'Text' }, Value: { Ref: 'Text' } }],
      AccessControlGrants: [{
        Grantee: { TypeIdentifier: 'id', Identifier: { Ref: 'Text' }, DisplayName: { Ref: 'Text' } }, Permission: 'READ',
      }],
      RedirectLocation: { Ref: 'Text' },
      ObjectLockEventHoldDuration: { Days: { Ref: 'Days' } },
    },
  });
});
