import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3express from 'aws-cdk-lib/aws-s3express';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import {
  AclPermission, AnnotationDirective, BatchOperation, CannedAccessControlList, ChecksumAlgorithm, DirectoryBucket, EventHoldDuration, EventHoldStatus,
  Grantee, JobManifest, LegalHoldStatus, ObjectStorageClass, RetentionMode, SseAlgorithm, type PutObjectCopyOptions,
} from '../../src';
import type { Selection } from '../../src/private/binding';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack, operationStatements, statementsOf } from '../fixture';

const ARN = 'arn:aws:s3express:eu-west-1:111122223333:bucket/base--euw1-az1--x-s3';
const OTHER = 'arn:aws:s3express:eu-west-1:111122223333:bucket/other--euw1-az1--x-s3';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/abc';
const allow = (Action: string | string[], Resource: unknown) => ({ Action, Effect: 'Allow', Resource });

const directory = (arn = ARN, stack = newStack()) => DirectoryBucket.fromBucketArn(stack, 'Directory', arn);
const to = (options?: PutObjectCopyOptions) => BatchOperation.putObjectCopy(directory(), { newObjectTagging: {}, ...options });
const fromDirectory = { objects: [{ bucket: directory() }] };
const elsewhere = (options?: PutObjectCopyOptions) => BatchOperation.putObjectCopy(bucketNamed(newStack(), 'target'), options);

test('sends the ARN of the directory bucket', () => {
  expect(bindOperation(to()).request.S3PutObjectCopy.TargetResource).toBe(ARN);
});

test('is told from a bucket whose ARN only the deployment knows', () => {
  const stack = newStack();
  const { attrArn } = new s3express.CfnDirectoryBucket(stack, 'Fast', { dataRedundancy: 'SingleAvailabilityZone', locationName: 'euw1-az1' });
  newJob(stack, { operation: BatchOperation.putObjectCopy(DirectoryBucket.fromBucketArn(stack, 'Target', attrArn), { newObjectTagging: {} }) });

  expect(jobRequest(stack).Operation).toEqual({ S3PutObjectCopy: { TargetResource: { 'Fn::GetAtt': ['Fast', 'Arn'] }, NewObjectTagging: [] } });
  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow('s3express:CreateSession', { 'Fn::GetAtt': ['Fast', 'Arn'] }));
});

describe('the role may', () => {
  test('read the objects and open a session to write their copies', () => {
    expect(operationStatements(to())).toEqual([
      allow('s3:GetObject', 'arn:aws:s3:::objects/*'),
      allow('s3express:CreateSession', ARN),
    ]);
  });

  test('read versions where the manifest may name them', () => {
    expect(operationStatements(to(), { namesVersions: true })).toContainEqual(allow(['s3:GetObject', 's3:GetObjectVersion'], 'arn:aws:s3:::objects/*'));
  });

  test('open a session to read the objects and write their copies', () => {
    expect(operationStatements(elsewhere({ targetKeyPrefix: 'copies' }), fromDirectory)).toEqual([
      allow('s3express:CreateSession', ARN),
      allow('s3:PutObject', 'arn:aws:s3:::target/copies*'),
    ]);
  });

  test('tag and lock the copies of a directory bucket\'s objects where that is asked for', () => {
    expect(operationStatements(elsewhere({ newObjectTagging: { a: 'b' }, objectLockLegalHoldStatus: LegalHoldStatus.ON }), fromDirectory))
      .toContainEqual(allow(['s3:PutObject', 's3:PutObjectTagging', 's3:PutObjectLegalHold'], 'arn:aws:s3:::target/*'));
  });

  test('open sessions between directory buckets', () => {
    expect(operationStatements(BatchOperation.putObjectCopy(directory(OTHER), { newObjectTagging: {} }), fromDirectory)).toEqual([
      allow('s3express:CreateSession', ARN),
      allow('s3express:CreateSession', OTHER),
    ]);
  });

  test('do the same with a directory bucket that the CDK imported', () => {
    const imported = (arn: string) => s3.Bucket.fromBucketArn(newStack(), 'Imported', arn);

    const copy = BatchOperation.putObjectCopy(imported(OTHER), { newObjectTagging: {} });

    expect(operationStatements(copy, { objects: [{ bucket: imported(ARN) }] })).toEqual([
      allow('s3express:CreateSession', ARN),
      allow('s3express:CreateSession', OTHER),
    ]);
  });

  test('use the given key for a session', () => {
    expect(operationStatements(to({ kmsKey: kms.Key.fromKeyArn(newStack(), 'Key', KEY) })))
      .toContainEqual(allow(['kms:Decrypt', 'kms:GenerateDataKey'], KEY));
  });
});

describe('a copy to a directory bucket', () => {
  const refused = (name: string, got: string) => (
    `\`operation.${name}\` must be left out for a copy to a directory bucket, which S3 doesn't support it for, got: ${got}`
  );

  test.each<[PutObjectCopyOptions, string[]]>([
    [{ storageClass: ObjectStorageClass.STANDARD }, [refused('storageClass', '"STANDARD"')]],
    [{ cannedAccessControlList: CannedAccessControlList.PRIVATE }, [refused('cannedAccessControlList', '"private"')]],
    [{ accessControlGrants: [{ grantee: Grantee.canonicalUser('a'), permission: AclPermission.READ }] }, [refused('accessControlGrants', 'a list')]],
    [{ requesterPays: false }, [refused('requesterPays', 'false')]],
    [{ redirectLocation: '/x' }, [refused('redirectLocation', '"/x"')]],
    [{ objectLockLegalHoldStatus: LegalHoldStatus.OFF }, [refused('objectLockLegalHoldStatus', '"OFF"')]],
    [
      { objectLockMode: RetentionMode.COMPLIANCE, objectLockRetainUntilDate: new Date('2030-01-01T00:00:00Z') },
      [refused('objectLockMode', '"COMPLIANCE"'), refused('objectLockRetainUntilDate', String(new Date('2030-01-01T00:00:00Z')))],
    ],
    [{ objectLockEventHold: EventHoldStatus.ON }, [refused('objectLockEventHold', '"ON"')]],
    [{ objectLockEventHoldDuration: EventHoldDuration.days(1) }, [refused('objectLockEventHoldDuration', 'an object of EventHoldDuration')]],
    [{ bucketKeyEnabled: true }, ['`operation.bucketKeyEnabled` must not be true for a copy to a directory bucket, for which there are no bucket keys, got: true']],
    [
      { annotationDirective: AnnotationDirective.COPY },
      ['`operation.annotationDirective` must not be COPY for a copy to a directory bucket, whose objects have no annotations, got: COPY'],
    ],
    [{ checksumAlgorithm: ChecksumAlgorithm.MD5 }, ['`operation.checksumAlgorithm` must be another for a copy to a directory bucket, which takes no MD5, got: MD5']],
    [{ newObjectTagging: { a: 'b' } }, ['`operation.newObjectTagging` must be empty for a copy to a directory bucket, whose objects have no tags, got: 1']],
    [
      { newObjectMetadata: { contentEncoding: 'gzip' } },
      ['`operation.newObjectMetadata.contentEncoding` must be aws-chunked for a copy to a directory bucket, or left out, got: "gzip"'],
    ],
    [
      { newObjectMetadata: { sseAlgorithm: SseAlgorithm.KMS } },
      ['`operation.newObjectMetadata.sseAlgorithm` needs `operation.kmsKey` for a copy to a directory bucket, its key of SSE-KMS, got: KMS without a key'],
    ],
  ])('refuses what S3 does not support there: %#', (options, problems) => {
    expect(bindOperation(to(options)).problems).toEqual(problems);
    expect(bindOperation(elsewhere(options)).problems).toEqual([]);
  });

  test.each<[PutObjectCopyOptions]>([
    [{ bucketKeyEnabled: false }],
    [{ annotationDirective: AnnotationDirective.EXCLUDE }],
    [{ checksumAlgorithm: ChecksumAlgorithm.CRC32C }],
    [{ newObjectMetadata: { contentEncoding: 'aws-chunked', sseAlgorithm: SseAlgorithm.AES256 } }],
    [{ targetKeyPrefix: 'copies/', modifiedSinceConstraint: new Date('2020-01-01T00:00:00Z') }],
  ])('takes what S3 supports there: %j', (options) => {
    expect(bindOperation(to(options)).problems).toEqual([]);
  });

  test('refuses an alias that hides its key, and sends the key behind any other', () => {
    const stack = newStack();
    const key = kms.Key.fromKeyArn(stack, 'Key', KEY);
    const hidden = kms.Alias.fromAliasName(stack, 'Hidden', 'alias/copies');

    expect(bindOperation(to({ kmsKey: hidden })).problems).toEqual([expect.stringMatching(/^`operation\.kmsKey` must be a key whose ARN is known/)]);
    expect(bindOperation(to({ kmsKey: key.addAlias('copies') })).request.S3PutObjectCopy.SSEAwsKmsKeyId).toBe(KEY);
  });

  test('warns of tags that it would copy, and of the key that it can\'t see', () => {
    const warnings = (options: PutObjectCopyOptions) => bindOperation(BatchOperation.putObjectCopy(directory(), options), {
      objects: [{ bucket: new s3.Bucket(newStack(), 'Objects') }],
    }).warnings;

    expect(warnings({ newObjectTagging: {} })).toEqual([expect.objectContaining({ message: expect.stringContaining('needs kms:Decrypt, kms:GenerateDataKey on it') })]);
    expect(warnings({ newObjectMetadata: { sseAlgorithm: SseAlgorithm.AES256 } }).map(({ id }) => id))
      .toEqual(['cdk-s3-batch-operations:BatchJob.tagsToDirectoryBucket']);
  });
});

describe('a copy from a directory bucket', () => {
  test.each<[PutObjectCopyOptions, string[]]>([
    [
      { cannedAccessControlList: CannedAccessControlList.PRIVATE, bucketKeyEnabled: true },
      [
        '`operation.cannedAccessControlList` must be left out for a copy from a directory bucket, which S3 doesn\'t support it for, got: "private"',
        '`operation.bucketKeyEnabled` must not be true for a copy from a directory bucket, for which there are no bucket keys, got: true',
      ],
    ],
    [{ storageClass: ObjectStorageClass.STANDARD_IA, newObjectTagging: { a: 'b' }, redirectLocation: '/x' }, []],
  ])('refuses what S3 does not support, and nothing else: %#', (options, problems) => {
    expect(bindOperation(elsewhere(options), fromDirectory).problems).toEqual(problems);
  });

  test.each<[string, (arn: string) => s3refs.IBucketRef]>([
    ['of ours', directory],
    ['of the CDK', (arn) => s3.Bucket.fromBucketArn(newStack(), 'Imported', arn)],
  ])('must be from one, by an import %s', (_, bucketOf) => {
    const selection: Partial<Selection> = { objects: [{ bucket: bucketOf(ARN) }, { bucket: bucketOf(OTHER) }] };

    expect(bindOperation(elsewhere(), selection).problems).toEqual([expect.stringContaining('must name a single bucket with putObjectCopy')]);
  });
});

describe('the job', () => {
  const jobIn = (region: string, arn: string) => () => {
    const stack = newStack({ env: { account: '111122223333', region } });
    newJob(stack, {
      operation: BatchOperation.putObjectCopy(directory(arn, stack), { newObjectTagging: {} }),
      manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'objects.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] }),
    });
    return stack;
  };

  test('runs in the Region of the directory bucket', () => {
    expect(jobIn('eu-west-1', ARN)).not.toThrow();
    expect(jobIn('us-east-1', ARN)).toThrow('`operation.targetBucket` is a bucket in eu-west-1, and S3 works on it only from a job there');
  });

  test('runs in the Region of any target, wherever the objects are', () => {
    const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
    const there = new Stack(stack.node.root as never, 'There', { env: { account: '111122223333', region: 'us-east-1' } });
    const buckets = { here: bucketNamed(stack, 'here'), there: bucketNamed(there, 'there') };
    const copy = (from: s3.IBucket, target: s3.IBucket, id: string) => newJob(stack, {
      operation: BatchOperation.putObjectCopy(target),
      manifest: JobManifest.fromCsv(buckets.here, 'objects.csv', { scope: [{ bucket: from }] }),
    }, id);

    expect(() => copy(buckets.there, buckets.here, 'FromThere')).not.toThrow();
    expect(() => copy(buckets.here, buckets.there, 'ToThere')).toThrow('`operation.targetBucket` is a bucket in us-east-1');
  });
});
