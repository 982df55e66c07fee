import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  BatchOperation, ChecksumAlgorithm, ChecksumType, CompletionReport, ObjectEncryptionFilter, type BatchJobProps, type ComputeObjectChecksumOptions,
  type Report,
} from '../../src';
import type { Selection } from '../../src/private/binding';
import { statementOf } from '../../src/private/role/grants';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack } from '../fixture';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/old';

const bind = (options?: ComputeObjectChecksumOptions, selection?: Partial<Selection>) => (
  bindOperation(BatchOperation.computeObjectChecksum(options), selection)
);
const policyOf = (selection: Partial<Selection>) => (
  bind({}, selection).permissions.map((permission) => statementOf(permission).toStatementJson())
);
const allow = (Action: string | string[], Resource: string) => ({ Action, Effect: 'Allow', Resource });

/** A bucket that a key encrypts. */
const encrypted = (stack = newStack()) => s3.Bucket.fromBucketAttributes(stack, 'Encrypted', {
  bucketArn: 'arn:aws:s3:::encrypted', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN),
});

test('is named as in the API', () => {
  expect(BatchOperation.computeObjectChecksum().name).toBe('S3ComputeObjectChecksum');
});

test.each<[string, ComputeObjectChecksumOptions | undefined, string]>([
  ['nothing', undefined, '{}'],
  ['no options', {}, '{}'],
  ['an algorithm', { checksumAlgorithm: ChecksumAlgorithm.XXHASH128 }, '{"ChecksumAlgorithm":"XXHASH128"}'],
  ['a type', { checksumType: ChecksumType.COMPOSITE }, '{"ChecksumType":"COMPOSITE"}'],
  [
    'both', { checksumAlgorithm: ChecksumAlgorithm.SHA256, checksumType: ChecksumType.FULL_OBJECT },
    '{"ChecksumAlgorithm":"SHA256","ChecksumType":"FULL_OBJECT"}',
  ],
])('sends what was said and no more: %s', (_, options, sent) => {
  expect(JSON.stringify(bind(options).request)).toBe(`{"S3ComputeObjectChecksum":${sent}}`);
});

const pairs = Object.values(ChecksumAlgorithm).flatMap((checksumAlgorithm) => (
  Object.values(ChecksumType).map((checksumType) => ({ checksumAlgorithm, checksumType }))
));

test.each(pairs)('takes or refuses $checksumAlgorithm with $checksumType', (options) => {
  const isRefused = options.checksumAlgorithm === 'CRC64NVME' && options.checksumType === 'COMPOSITE';

  expect(bind(options).problems).toEqual(isRefused ? [
    '`operation.checksumType` must be ChecksumType.FULL_OBJECT or be left out with ChecksumAlgorithm.CRC64NVME, which is of whole objects alone, '
    + 'got: "COMPOSITE"',
  ] : []);
});

test('knows every algorithm and type of the API', () => {
  expect(Object.values(ChecksumAlgorithm).sort()).toEqual([
    'CRC32', 'CRC32C', 'CRC64NVME', 'MD5', 'SHA1', 'SHA256', 'SHA512', 'XXHASH128', 'XXHASH3', 'XXHASH64',
  ]);
  expect(Object.values(ChecksumType).sort()).toEqual(['COMPOSITE', 'FULL_OBJECT']);
});

test.each<[string, unknown, string]>([
  ['an algorithm', { checksumAlgorithm: 'SHA3' }, '`operation.checksumAlgorithm` must be one of ChecksumAlgorithm.CRC32, '],
  ['null for one', { checksumAlgorithm: null }, '`operation.checksumAlgorithm` must be one of ChecksumAlgorithm.CRC32, '],
  ['a type', { checksumType: 'PART' }, '`operation.checksumType` must be one of ChecksumType.FULL_OBJECT, ChecksumType.COMPOSITE, got: "PART"'],
  ['a misspelt option', { algorithm: 'SHA256' }, '`operation.algorithm` is no option; there are: checksumAlgorithm, checksumType'],
  ['an algorithm for options', 'SHA256', '`operation` must have its options by their names, as in computeObjectChecksum({ checksumAlgorithm: … }), got: "SHA256"'],
  ['null for options', null, '`operation` must have its options by their names, as in computeObjectChecksum({ checksumAlgorithm: … }), got: null'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind(options as never).problems).toEqual([expect.stringContaining(problem)]);
});

test.each<[string, ObjectEncryptionFilter]>([
  ['SSE-S3', ObjectEncryptionFilter.sseS3()],
  ['SSE-KMS', ObjectEncryptionFilter.sseKms()],
  ['DSSE-KMS', ObjectEncryptionFilter.dsseKms()],
  ['nothing', ObjectEncryptionFilter.none()],
])('takes objects that the filter finds under %s', (_, filter) => {
  expect(bind({}, { filter: { encryption: filter._facts() } }).problems).toEqual([]);
});

test('refuses objects that the filter finds under SSE-C', () => {
  expect(bind({}, { filter: { encryption: ObjectEncryptionFilter.sseC()._facts() } }).problems).toEqual([
    '`manifest.filter.objectEncryption` must be ObjectEncryptionFilter.sseS3() or ObjectEncryptionFilter.sseKms() or ObjectEncryptionFilter.dsseKms() '
    + 'or ObjectEncryptionFilter.none() for computeObjectChecksum, since the task of any other object fails, got: ObjectEncryptionFilter.sseC()',
  ]);
});

test('tells a misspelt option together with a wrong one', () => {
  expect(bind({ algorithm: 'x', checksumType: 'y' } as never).problems).toEqual([
    '`operation.algorithm` is no option; there are: checksumAlgorithm, checksumType', expect.stringMatching(/^`operation.checksumType` must be one of /),
  ]);
});

test('refuses directory buckets', () => {
  expect(bind({}, { objects: [{ bucket: bucketNamed(newStack(), 'base--use1-az5--x-s3') }] }).problems).toEqual([
    expect.stringContaining('directory buckets, which take only putObjectCopy and lambdaInvoke, not computeObjectChecksum'),
  ]);
});

describe('the role', () => {
  const bucket = bucketNamed(newStack(), 'objects');

  test('may read the objects where they are stored', () => {
    expect(policyOf({ objects: [{ bucket, keyPrefix: 'a/' }] })).toEqual([allow(['s3:GetObject', 's3:RestoreObject'], 'arn:aws:s3:::objects/a/*')]);
  });

  test('may read versions where the manifest may name them', () => {
    expect(policyOf({ objects: [{ bucket }], namesVersions: true })).toEqual([
      allow(['s3:GetObject', 's3:GetObjectVersion', 's3:RestoreObject'], 'arn:aws:s3:::objects/*'),
    ]);
  });

  test('may decrypt with the key that the bucket is seen to have', () => {
    expect(policyOf({ objects: [{ bucket: encrypted() }] })).toEqual([
      allow(['s3:GetObject', 's3:RestoreObject'], 'arn:aws:s3:::encrypted/*'),
      allow('kms:Decrypt', KEY_ARN),
    ]);
  });

  test('may use no key where the filter selects objects without', () => {
    expect(policyOf({ objects: [{ bucket: encrypted() }], filter: { encryption: { usesKms: false } } })).toHaveLength(1);
  });
});

test('warns of a key that can\'t be seen', () => {
  expect(bind().warnings).toEqual([{
    id: 'cdk-s3-batch-operations:BatchJob.importedBucketKey',
    message: expect.stringContaining("the bucket Stack/objects encrypts with, if any, can't be seen here: if there is one of your own, the job's role "
      + 'needs kms:Decrypt on it'),
  }]);
  expect(bind({}, { objects: [{ bucket: encrypted() }] }).warnings).toEqual([]);
});

test('warns of a report without the checksums, which are of the tasks that succeeded', () => {
  const warningsOf = (report: Report, neededBy?: string) => report._bind(neededBy).warnings;
  const reports = bucketNamed(newStack(), 'reports');

  expect(warningsOf(CompletionReport.failedTasks(reports), 'S3ComputeObjectChecksum')).toEqual([{
    id: 'cdk-s3-batch-operations:BatchJob.checksumsNotReported',
    message: 'the report is of failed tasks alone, and what S3ComputeObjectChecksum computes stands with the tasks that succeeded and nowhere else; '
      + 'use CompletionReport.allTasks(bucket)',
  }]);
  expect(warningsOf(CompletionReport.allTasks(reports), 'S3ComputeObjectChecksum')).toEqual([]);
  expect(warningsOf(CompletionReport.failedTasks(reports))).toEqual([]);
});

describe('a job', () => {
  const declare = (props: Partial<BatchJobProps>, stack: Stack = newStack()) => (
    newJob(stack, { operation: BatchOperation.computeObjectChecksum(), ...props })
  );

  test.each<[string, Partial<BatchJobProps>]>([
    ['no report', {}],
    ['a disabled one', { report: CompletionReport.disabled() }],
  ])('is refused with %s, where the checksums would stand', (_, props) => {
    expect(() => declare(props)).toThrow('- `report` is needed by S3ComputeObjectChecksum; pass one, as in CompletionReport.allTasks(bucket)');
  });

  test('is told of all that is wrong at once', () => {
    const operation = BatchOperation.computeObjectChecksum({ checksumType: 'PART' as never });

    expect(() => declare({ operation })).toThrow(/`operation.checksumType` must be .*\n- `report` is needed by /);
  });

  test('has the owner of the report\'s bucket checked, as the CDK knows it', () => {
    const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
    const reports = s3.Bucket.fromBucketAttributes(stack, 'Reports', { bucketName: 'reports', account: '444455556666' });
    declare({ report: CompletionReport.allTasks(reports) }, stack);

    expect(jobRequest(stack).Report).toMatchObject({ Enabled: true, ReportScope: 'AllTasks', ExpectedBucketOwner: '444455556666' });
  });

  test('has the owner checked who is the stack\'s, where that is known at deployment', () => {
    const stack = newStack();
    declare({ report: CompletionReport.allTasks(new s3.Bucket(stack, 'Reports')) }, stack);

    expect(jobRequest(stack).Report.ExpectedBucketOwner).toEqual({ Ref: 'AWS::AccountId' });
  });

  test('has the owner checked that was said', () => {
    const stack = newStack();
    declare({ report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { expectedBucketOwner: '444455556666' }) }, stack);

    expect(jobRequest(stack)).toMatchObject({
      Operation: { S3ComputeObjectChecksum: {} },
      Report: { ExpectedBucketOwner: '444455556666' },
    });
  });
});
