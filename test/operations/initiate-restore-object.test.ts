import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { BatchOperation, GlacierJobTier, JobManifest, ManifestFilter, ObjectStorageClass, type InitiateRestoreObjectOptions } from '../../src';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack, operationStatements } from '../fixture';

const bind = (options?: InitiateRestoreObjectOptions, storageClasses?: string[]) => (
  bindOperation(BatchOperation.initiateRestoreObject(options), { filter: { storageClasses } })
);

test('is named as in the API', () => {
  expect(BatchOperation.initiateRestoreObject().name).toBe('S3InitiateRestoreObject');
});

test.each<[string, InitiateRestoreObjectOptions | undefined, object]>([
  ['nothing', undefined, {}],
  ['no options', {}, {}],
  ['days', { expirationInDays: 7 }, { ExpirationInDays: 7 }],
  ['the faster tier', { glacierJobTier: GlacierJobTier.STANDARD }, { GlacierJobTier: 'STANDARD' }],
  ['all', { expirationInDays: 5, glacierJobTier: GlacierJobTier.BULK }, { ExpirationInDays: 5, GlacierJobTier: 'BULK' }],
])('sends what is said, and no more: %s', (_, options, sent) => {
  const stack = newStack();
  newJob(stack, { operation: BatchOperation.initiateRestoreObject(options) });

  expect(jobRequest(stack).Operation).toEqual({ S3InitiateRestoreObject: sent });
});

test('takes days that only the deployment knows', () => {
  const stack = newStack();
  const days = new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber;
  newJob(stack, { operation: BatchOperation.initiateRestoreObject({ expirationInDays: days }) });

  expect(jobRequest(stack).Operation).toEqual({ S3InitiateRestoreObject: { ExpirationInDays: { Ref: 'Days' } } });
});

test.each([false, true])('lets the role restore, which has no action of its own for versions (versions named: %s)', (namesVersions) => {
  const objects = [{ bucket: bucketNamed(newStack(), 'archive'), keyPrefix: '2019/' }];

  expect(operationStatements(BatchOperation.initiateRestoreObject({ expirationInDays: 1 }), { objects, namesVersions })).toEqual([
    { Action: 's3:RestoreObject', Effect: 'Allow', Resource: 'arn:aws:s3:::archive/2019/*' },
  ]);
});

test.each([1, 2_147_483_647])('takes %d days', (expirationInDays) => {
  expect(bind({ expirationInDays }).problems).toEqual([]);
});

test.each([0, -1, 1.5, 2_147_483_648, Number.NaN])('refuses %d days', (expirationInDays) => {
  expect(bind({ expirationInDays }).problems).toEqual([
    `\`operation.expirationInDays\` must be a whole number from 1 to 2147483647, got: ${expirationInDays}`,
  ]);
});

test.each<[string, InitiateRestoreObjectOptions | undefined, string[]]>([
  ['archived objects with days', { expirationInDays: 1 }, ['GLACIER', 'DEEP_ARCHIVE']],
  ['objects of Intelligent-Tiering without', { glacierJobTier: GlacierJobTier.BULK }, ['INTELLIGENT_TIERING']],
])('takes %s', (_, options, storageClasses) => {
  expect(bind(options, storageClasses).problems).toEqual([]);
});

test.each<[string, InitiateRestoreObjectOptions, string[], string]>([
  [
    'objects of GLACIER without days', {}, ['GLACIER'],
    '`operation.expirationInDays` must be given for objects of GLACIER, as in initiateRestoreObject({ expirationInDays: 7 })',
  ],
  [
    'objects of DEEP_ARCHIVE without days', {}, ['DEEP_ARCHIVE', 'STANDARD'],
    '`operation.expirationInDays` must be given for objects of DEEP_ARCHIVE, as in initiateRestoreObject({ expirationInDays: 7 })',
  ],
  [
    'objects of INTELLIGENT_TIERING with days', { expirationInDays: 7 }, ['INTELLIGENT_TIERING'],
    '`operation.expirationInDays` must be left out for objects of INTELLIGENT_TIERING, which stay restored, got: 7',
  ],
  [
    'both kinds', { expirationInDays: 7 }, ['INTELLIGENT_TIERING', 'GLACIER'],
    '`manifest.filter.storageClasses` must not mix INTELLIGENT_TIERING with GLACIER or DEEP_ARCHIVE, which S3 restores in different jobs; '
    + 'make a job for each, got: INTELLIGENT_TIERING, GLACIER',
  ],
])('refuses %s', (_, options, storageClasses, problem) => {
  expect(bind(options, storageClasses).problems).toEqual([problem]);
});

test('is told the storage classes by the filter of a job', () => {
  const stack = newStack();
  const filter = ManifestFilter.where({ storageClasses: [ObjectStorageClass.DEEP_ARCHIVE] });

  expect(() => newJob(stack, {
    operation: BatchOperation.initiateRestoreObject({ glacierJobTier: GlacierJobTier.BULK }),
    manifest: JobManifest.generate(bucketNamed(stack, 'archive'), { filter }),
  })).toThrow('- `operation.expirationInDays` must be given for objects of DEEP_ARCHIVE');
});

test('tells a wrong option together with a missing one', () => {
  expect(bind({ glacierJobTier: 'EXPEDITED' as never }, ['GLACIER']).problems).toEqual([
    expect.stringMatching(/^`operation.glacierJobTier` must be one of /),
    expect.stringMatching(/^`operation.expirationInDays` must be given for objects of GLACIER/),
  ]);
});

test('refuses a directory bucket', () => {
  const objects = [{ bucket: bucketNamed(newStack(), 'base--usw2-az1--x-s3') }];

  expect(bindOperation(BatchOperation.initiateRestoreObject({ expirationInDays: 7 }), { objects }).problems).toEqual([
    expect.stringContaining('not initiateRestoreObject, got: "base--usw2-az1--x-s3"'),
  ]);
});

test.each<[string, unknown, string]>([
  ['a tier that batch jobs lack', { glacierJobTier: 'EXPEDITED' }, '`operation.glacierJobTier` must be one of GlacierJobTier.STANDARD, GlacierJobTier.BULK, got: "EXPEDITED"'],
  ['days as text', { expirationInDays: '7' }, '`operation.expirationInDays` must be a whole number from 1 to 2147483647, got: "7"'],
  ['a misspelt option', { days: 7 }, '`operation.days` is no option; there are: expirationInDays, glacierJobTier'],
  ['days alone', 7, '`operation` must have its options by their names, as in initiateRestoreObject({ expirationInDays: … }), got: 7'],
  [
    'a list', [{ expirationInDays: 7 }],
    '`operation` must have its options by their names, as in initiateRestoreObject({ expirationInDays: … }), got: a list',
  ],
  [
    'options known at deployment', Lazy.any({ produce: () => ({ expirationInDays: 7 }) }),
    '`operation` must have its options by their names, as in initiateRestoreObject({ expirationInDays: … }), got: an object known only at deployment',
  ],
  ['null', null, '`operation` must have its options by their names, as in initiateRestoreObject({ expirationInDays: … }), got: null'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind(options as never).problems).toEqual([problem]);
});
