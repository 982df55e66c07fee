import { Duration, Lazy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { BatchOperation, LegalHoldStatus } from '../../src';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack, operationStatements } from '../fixture';

const hold = BatchOperation.putObjectLegalHold({ status: LegalHoldStatus.ON });
const allow = (Action: string, Resource: string) => ({ Action, Effect: 'Allow', Resource });
const warningsFor = (bucket: s3refs.IBucketRef) => bindOperation(hold, { objects: [{ bucket }] }).warnings;

test('is named as in the API', () => {
  expect(hold.name).toBe('S3PutObjectLegalHold');
});

test.each([LegalHoldStatus.ON, LegalHoldStatus.OFF])('sends the status %s', (status) => {
  const stack = newStack();
  newJob(stack, { operation: BatchOperation.putObjectLegalHold({ status }) });

  expect(jobRequest(stack).Operation).toEqual({ S3PutObjectLegalHold: { LegalHold: { Status: status } } });
});

test.each([false, true])('lets the role see the Object Lock of the bucket, and hold its objects (versions named: %s)', (namesVersions) => {
  const objects = [{ bucket: bucketNamed(newStack(), 'records'), keyPrefix: 'case-7/' }];

  expect(operationStatements(hold, { objects, namesVersions })).toEqual([
    allow('s3:GetBucketObjectLockConfiguration', 'arn:aws:s3:::records'),
    allow('s3:PutObjectLegalHold', 'arn:aws:s3:::records/case-7/*'),
  ]);
});

test('asks for the Object Lock of a bucket once, however many prefixes of it there are', () => {
  const bucket = bucketNamed(newStack(), 'records');

  expect(operationStatements(hold, { objects: [{ bucket, keyPrefix: 'a/' }, { bucket, keyPrefix: 'b/' }] })).toEqual([
    allow('s3:GetBucketObjectLockConfiguration', 'arn:aws:s3:::records'),
    allow('s3:PutObjectLegalHold', 'arn:aws:s3:::records/a/*'),
    allow('s3:PutObjectLegalHold', 'arn:aws:s3:::records/b/*'),
  ]);
});

test('refuses objects of more than one bucket', () => {
  const stack = newStack();

  expect(bindOperation(hold, { objects: [{ bucket: bucketNamed(stack, 'first') }, { bucket: bucketNamed(stack, 'second') }] }).problems).toEqual([
    '`manifest.scope` must name a single bucket with putObjectLegalHold; make a job for each bucket, got: 2 buckets',
  ]);
});

test('refuses a directory bucket', () => {
  expect(bindOperation(hold, { objects: [{ bucket: bucketNamed(newStack(), 'base--usw2-az1--x-s3') }] }).problems).toEqual([
    expect.stringContaining('not putObjectLegalHold, got: "base--usw2-az1--x-s3"'),
  ]);
});

test.each<[string, s3.CfnBucketProps]>([
  ['says nothing of Object Lock', {}],
  ['has it switched off', { objectLockEnabled: false }],
])('warns of a bucket of the app that %s', (_, props) => {
  const stack = newStack();

  expect(warningsFor(new s3.CfnBucket(stack, 'L1', props))).toEqual([{
    id: 'cdk-s3-batch-operations:BatchJob.objectLockNotSeen',
    message: 'the bucket Stack/L1 isn\'t declared with Object Lock, without which S3 fails the job before its first task; give it '
      + '`objectLockEnabled: true`, or acknowledge this if Object Lock is enabled in another way',
  }]);
  expect(warningsFor(new s3.Bucket(stack, 'L2', { objectLockEnabled: props.objectLockEnabled as false | undefined }))).toHaveLength(1);
});

test('warns of nothing where a bucket has Object Lock, or may have it', () => {
  const stack = newStack();
  const buckets = [
    new s3.Bucket(stack, 'Enabled', { objectLockEnabled: true }),
    new s3.Bucket(stack, 'Retaining', { objectLockDefaultRetention: s3.ObjectLockRetention.governance(Duration.days(1)) }),
    new s3.CfnBucket(stack, 'Configured', { objectLockConfiguration: { objectLockEnabled: 'Enabled' } }),
    new s3.CfnBucket(stack, 'Later', { objectLockEnabled: Lazy.any({ produce: () => false }) }),
    bucketNamed(stack, 'imported'),
  ];

  expect(buckets.flatMap(warningsFor)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['no options', undefined, '`operation.status` must be given, as in putObjectLegalHold({ status: LegalHoldStatus.ON })'],
  ['no status', {}, '`operation.status` must be given, as in putObjectLegalHold({ status: LegalHoldStatus.ON })'],
  ['a boolean', { status: true }, '`operation.status` must be one of LegalHoldStatus.ON, LegalHoldStatus.OFF, got: true'],
  ['another case', { status: 'On' }, '`operation.status` must be one of LegalHoldStatus.ON, LegalHoldStatus.OFF, got: "On"'],
  ['a misspelt option', { status: 'ON', versions: 'all' }, '`operation.versions` is no option; there are: status'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bindOperation(BatchOperation.putObjectLegalHold(options as never)).problems).toEqual([problem]);
});

test('refuses a status without its name from JavaScript', () => {
  expect(bindOperation(BatchOperation.putObjectLegalHold('ON' as never)).problems).toEqual([
    '`operation` must have its options by their names, as in putObjectLegalHold({ status: … }), got: "ON"',
    '`operation.status` must be given, as in putObjectLegalHold({ status: LegalHoldStatus.ON })',
  ]);
});
