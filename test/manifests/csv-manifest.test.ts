import { CfnParameter } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, ManifestColumn, type CsvManifestOptions } from '../../src';
import { bindManifest, bucketNamed, newStack } from '../fixture';

const { BUCKET, KEY, VERSION_ID, IGNORE } = ManifestColumn;

const stack = newStack();
const scope = [{ bucket: bucketNamed(stack, 'objects') }];
const text = new CfnParameter(stack, 'Text').valueAsString;

const bind = (options: Partial<CsvManifestOptions> = {}, key = 'lists/first.csv') => (
  bindManifest(JobManifest.fromCsv(bucketNamed(stack, 'manifests'), key, { scope, ...options }))
);
const location = (options: Partial<CsvManifestOptions>) => bind(options).request.Manifest!.Location;

test('is named as in the API', () => {
  expect(JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope }).name).toBe('S3BatchOperations_CSV_20180820');
});

test('sends a bucket and a key a row, and leaves the ETag to the handler', () => {
  expect(bind()).toMatchObject({
    problems: [],
    request: {
      Manifest: {
        Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] },
        Location: { ObjectArn: 'arn:aws:s3:::manifests/lists/first.csv', ETag: undefined, ObjectVersionId: undefined },
      },
    },
  });
});

test('sends the columns in the order given', () => {
  expect(bind({ columns: [KEY, IGNORE, VERSION_ID, IGNORE, BUCKET] }).request.Manifest!.Spec.Fields)
    .toEqual(['Key', 'Ignore', 'VersionId', 'Ignore', 'Bucket']);
});

test.each([
  ['abc', 'abc'],
  ['"abc"', 'abc'],
  ['"9e107d9d372bb6826bd81d3542a419d6-2"', '9e107d9d372bb6826bd81d3542a419d6-2'],
])('takes the ETag %s for %s', (etag, sent) => {
  expect(location({ etag, versionId: 'v1' })).toMatchObject({ ETag: sent, ObjectVersionId: 'v1' });
});

test('lets through what only the deployment knows', () => {
  expect(bind({ etag: text, versionId: text, scope: [{ ...scope[0], keyPrefix: text }] }, `${text}.csv`).problems).toEqual([]);
});

test.each([
  [undefined, false],
  [[BUCKET, KEY, VERSION_ID], true],
])('says of the columns %s whether rows may name versions: %s', (columns, namesVersions) => {
  const parts = [{ ...scope[0], keyPrefix: 'a/' }, { bucket: bucketNamed(stack, 'others') }];

  expect(bind({ columns, scope: parts }).selection).toEqual({ objects: parts, namesVersions, source: 'csv' });
});

test.each<[string, Partial<CsvManifestOptions>, string]>([
  ['no scope', { scope: [] }, '`manifest.scope` must hold at least one bucket that the manifest\'s rows name, as in [{ bucket }], got: none'],
  ['an empty prefix', { scope: [{ ...scope[0], keyPrefix: '' }] }, '`manifest.scope[0].keyPrefix` must have 1 to 1024 characters or be left out, got: ""'],
  ['no column of buckets', { columns: [KEY] }, '`manifest.columns` must hold Bucket once, got it 0 times'],
  ['no column of keys', { columns: [BUCKET, VERSION_ID] }, '`manifest.columns` must hold Key once, got it 0 times'],
  ['two columns of keys', { columns: [BUCKET, KEY, KEY] }, '`manifest.columns` must hold Key once, got it 2 times'],
  ['two columns of versions', { columns: [BUCKET, KEY, VERSION_ID, VERSION_ID] }, '`manifest.columns` must hold VersionId at most once, got it 2 times'],
  ['an empty version', { versionId: '' }, '`manifest.versionId` must have 1 to 2000 characters or be left out, got: ""'],
  ['an empty ETag', { etag: '' }, '`manifest.etag` must have 1 to 1024 characters or be left out, got: ""'],
  ['an ETag of quotes alone', { etag: '""' }, '`manifest.etag` must have 1 to 1024 characters or be left out, got: ""'],
])('refuses %s', (_, options, problem) => {
  expect(bind(options).problems).toEqual([problem]);
});

test('refuses an empty key', () => {
  expect(bind({}, '').problems).toEqual(['`manifest.key` must have 1 to 1024 characters, got: ""']);
});

test.each<[string, object, string]>([
  ['a column', { columns: [BUCKET, KEY, 'Size'] }, '`manifest.columns` must hold ManifestColumn.BUCKET, ManifestColumn.KEY, ManifestColumn.VERSION_ID, ManifestColumn.IGNORE, got: "Size"'],
  // eslint-disable-next-line no-sparse-arrays -- what JavaScript takes
  ['a gap between columns', { columns: [BUCKET, , KEY] }, expect.stringMatching(/^`manifest.columns` must hold .*, got: undefined$/)],
  ['columns in one text', { columns: 'Bucket,Key' }, '`manifest.columns` must be a list of ManifestColumn, got: "Bucket,Key"'],
  ['a bucket\'s name', { scope: ['objects'] }, '`manifest.scope[0].bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined'],
  ['a bucket alone', { scope: scope[0] }, '`manifest.scope` must hold at least one bucket that the manifest\'s rows name, as in [{ bucket }], got: an object of Object'],
  ['a misspelt option', { version: 'v1' }, '`manifest.version` is no option; there are: scope, columns, versionId, etag'],
  ['a misspelt part of the scope', { scope: [{ ...scope[0], prefix: 'a/' }] }, '`manifest.scope[0].prefix` is no option; there are: bucket, keyPrefix'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind(options).problems).toEqual([problem]);
});

test('refuses to be made of nothing from JavaScript, all at once', () => {
  expect(bindManifest(JobManifest.fromCsv(undefined as never, undefined as never, undefined as never)).problems).toEqual([
    '`manifest.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined',
    '`manifest.key` must have 1 to 1024 characters, got: undefined',
    '`manifest.scope` must hold at least one bucket that the manifest\'s rows name, as in [{ bucket }], got: undefined',
  ]);
});

test('refuses a directory bucket, which S3 reads no manifest from', () => {
  const directory = s3.Bucket.fromBucketArn(newStack(), 'Fast', 'arn:aws:s3express:eu-west-1:111122223333:bucket/fast--euw1-az1--x-s3');

  expect(bindManifest(JobManifest.fromCsv(directory, 'm.csv', { scope })).problems).toEqual([
    expect.stringContaining('`manifest.bucket` must be a general purpose bucket, since S3 reads no manifest from a directory bucket'),
  ]);
});

test('warns of a key that IAM can\'t spell, since the role may read more', () => {
  expect(bind({}, 'grün.csv').warnings).toEqual([]);
  expect(bind({}, 'lists/日本.csv').warnings).toEqual([{
    id: 'cdk-s3-batch-operations:BatchJob.widerThanKey',
    message: expect.stringContaining('the role is allowed to read lists/* in Stack/manifests'),
  }]);
});
