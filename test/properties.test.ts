import { Lazy } from 'aws-cdk-lib';
import fc from 'fast-check';
import { readJobInput } from '../lambda/job-input';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor, type BatchJobProps } from '../src';
import { bucketNamed, jobRequest, jobResource, newStack } from './fixture';
import type { JobProperties } from '../src/private/contract';

/** Anything that JavaScript can hand over, though no compiler would. */
const anything = () => fc.oneof(
  fc.anything({ withDate: true, withMap: true, withSet: true, withNullPrototype: true, withBigInt: true, maxDepth: 2 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, '', ' ', '\u0000', new Date(Number.NaN), () => 1, Symbol.iterator),
  fc.constant(null).map(() => Lazy.any({ produce: () => ({}) })),
  fc.constant(null).map(() => Lazy.list({ produce: () => ['x'] })),
);
const struct = (...options: string[]) => fc.oneof(
  fc.record(Object.fromEntries(options.map((option) => [option, anything()])), { requiredKeys: [] }),
  anything(),
);

/** What synth throws is a list of problems with the construct's path, or nothing. */
function expectOwnError(attempt: () => unknown): void {
  try {
    attempt();
  } catch (error) {
    const { message } = error as Error;
    expect(message).toMatch(/^Stack\/Job can't be deployed as it is:\n- /);
  }
}

function declare(props: Record<string, unknown>): void {
  const stack = newStack();
  const bucket = bucketNamed(stack, 'objects');
  expectOwnError(() => {
    new BatchJob(stack, 'Job', {
      operation: BatchOperation.deleteObjectTagging(),
      manifest: JobManifest.generate(bucket, { filter: ManifestFilter.allObjects() }),
      ...props,
    } as unknown as BatchJobProps);
    jobRequest(stack);
  });
}

const RUNS = { numRuns: 150 };

describe('no input makes synth throw anything but its own error', () => {
  const conditions = struct(
    'keyPrefix', 'keySuffix', 'keySubstring', 'createdAfter', 'createdBefore', 'olderThan', 'newerThan', 'objectSizeGreaterThan', 'objectSizeLessThan',
    'storageClasses', 'objectEncryption', 'eligibleForReplication', 'objectReplicationStatuses',
  );
  const bucket = () => bucketNamed(newStack(), 'given');
  const call = (make: (...given: never[]) => unknown, ...given: unknown[]) => make(...given as never[]);

  test.each<[string, fc.Arbitrary<unknown>, (options: unknown) => Record<string, unknown>]>([
    [
      'a job\'s options',
      struct('report', 'role', 'priority', 'description', 'confirmationRequired', 'maxObjects', 'onNoObjects', 'runOn', 'runId', 'waitFor', 'removalPolicy'),
      (options) => ({ ...options as object }),
    ],
    ['a filter', conditions, (options) => ({ manifest: JobManifest.generate(bucket(), { filter: call(ManifestFilter.where, options) as never }) })],
    ['a replication filter', conditions, (options) => ({
      manifest: JobManifest.generate(bucket(), { filter: call(ManifestFilter.eligibleForReplication, options) as never }),
    })],
    ['a generated manifest', struct('filter', 'output', 'expectedBucketOwner'), (options) => ({ manifest: call(JobManifest.generate, bucket(), options) })],
    ['a manifest\'s output', struct('bucket', 'prefix', 'expectedBucketOwner', 'encryption'), (output) => ({
      manifest: JobManifest.generate(bucket(), { filter: ManifestFilter.allObjects(), output: output as never }),
    })],
    ['a CSV', struct('scope', 'columns', 'versionId', 'etag'), (options) => ({ manifest: call(JobManifest.fromCsv, bucket(), 'm.csv', options) })],
    ['a CSV\'s key', anything(), (key) => ({ manifest: call(JobManifest.fromCsv, bucket(), key, { scope: [{ bucket: bucket() }] }) })],
    ['an inventory report', struct('scope', 'hasVersionIds', 'versionId', 'etag'), (options) => ({
      manifest: call(JobManifest.fromInventoryReport, bucket(), 'a/b/c/manifest.json', options),
    })],
    ['keys in code', fc.oneof(fc.array(struct('key', 'versionId')), anything()), (objects) => ({
      manifest: call(JobManifest.fromObjects, bucket(), objects, { stagingBucket: bucket() }),
    })],
    ['a file', anything().filter((path) => typeof path !== 'number'), (path) => ({
      manifest: call(JobManifest.fromFile, bucket(), path, { stagingBucket: bucket() }),
    })],
    ['a report', struct('prefix', 'expectedBucketOwner'), (options) => ({ report: call(CompletionReport.allTasks, bucket(), options) })],
    ['a wait', struct('timeout', 'maxFailedTasks', 'maxFailedTasksPercent', 'onTimeout'), (options) => ({ waitFor: call(WaitFor.completed, options) })],
    ['tags', struct('tags'), (options) => ({ operation: call(BatchOperation.putObjectTagging, options) })],
    ['an invocation', struct('invocationSchemaVersion', 'userArguments'), (options) => ({ operation: call(BatchOperation.lambdaInvoke, undefined, options) })],
    ['a copy', struct(
      'targetKeyPrefix', 'storageClass', 'metadataDirective', 'annotationDirective', 'newObjectMetadata', 'newObjectTagging', 'cannedAccessControlList',
      'accessControlGrants', 'kmsKey', 'bucketKeyEnabled', 'checksumAlgorithm', 'modifiedSinceConstraint', 'unModifiedSinceConstraint', 'requesterPays',
      'redirectLocation', 'objectLockLegalHoldStatus', 'objectLockMode', 'objectLockRetainUntilDate', 'objectLockEventHold', 'objectLockEventHoldDuration',
    ), (options) => ({ operation: call(BatchOperation.putObjectCopy, bucket(), options) })],
    ['an ACL', struct('cannedAccessControlList', 'owner', 'grants'), (options) => ({ operation: call(BatchOperation.putObjectAcl, options) })],
    ['a restore', struct('expirationInDays', 'glacierJobTier'), (options) => ({ operation: call(BatchOperation.initiateRestoreObject, options) })],
    ['a legal hold', struct('status'), (options) => ({ operation: call(BatchOperation.putObjectLegalHold, options) })],
    [
      'a retention', struct('mode', 'retainUntilDate', 'bypassGovernanceRetention', 'remove', 'eventHold', 'eventHoldDuration'),
      (options) => ({ operation: call(BatchOperation.putObjectRetention, options) }),
    ],
    ['a checksum', struct('checksumAlgorithm', 'checksumType'), (options) => ({ operation: call(BatchOperation.computeObjectChecksum, options) })],
    ['an encryption', struct('bucketKeyEnabled'), (options) => ({ operation: call(BatchOperation.updateObjectEncryption, undefined, options) })],
    ['an encryption\'s key', anything(), (key) => ({ operation: call(BatchOperation.updateObjectEncryption, key) })],
    ['an operation of one\'s own', anything(), (operation) => ({ operation: call(BatchOperation.custom, operation, { statements: [] }) })],
    ['its statements', struct('statements'), (options) => ({ operation: call(BatchOperation.custom, { S3New: {} }, options) })],
  ])('as %s', (_, arbitrary, props) => {
    fc.assert(fc.property(arbitrary, (options) => {
      // what is wrong with an option shows when a job is made with it, not before
      declare(props(options));
    }), RUNS);
  });
});

test('deploy-time values of any content leave the request\'s shape unchanged', () => {
  const stack = newStack();
  const [key, value, prefix] = ['key', 'value', 'prefix'].map((name) => Lazy.string({ produce: () => `\${${name}}` }));
  new BatchJob(stack, 'Job', {
    operation: BatchOperation.putObjectTagging({ tags: { [key]: value } }),
    manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter: ManifestFilter.where({ keyPrefix: prefix }) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { prefix: `${prefix}/reports` }),
  });
  const properties = jobResource(stack).Properties as JobProperties;
  const shape = (request: unknown) => JSON.stringify(request, (_name, item) => (typeof item === 'string' ? '' : item));
  const expected = shape(readJobInput({ ...properties, Values: properties.Values!.map(() => '') }).request);

  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: properties.Values!.length, maxLength: properties.Values!.length }), (values) => {
    expect(shape(readJobInput({ ...properties, Values: values }).request)).toBe(expected);
  }), { numRuns: 500 });
});
