import { CfnParameter } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, type InventoryManifestOptions } from '../../src';
import { bindManifest, bucketNamed, newStack } from '../fixture';

const KEY = 'inventories/objects/daily/2026-11-01T00-00Z/manifest.json';

const stack = newStack();
const scope = [{ bucket: bucketNamed(stack, 'objects') }];
const text = new CfnParameter(stack, 'Text').valueAsString;

const bind = (options: Partial<InventoryManifestOptions> = {}, key: string = KEY) => (
  bindManifest(JobManifest.fromInventoryReport(bucketNamed(stack, 'inventories'), key, { scope, ...options }))
);

test('is named as in the API', () => {
  expect(JobManifest.fromInventoryReport(bucketNamed(stack, 'inventories'), KEY, { scope }).name).toBe('S3InventoryReport_CSV_20161130');
});

test('sends the report without columns, which it says itself', () => {
  const { problems, request } = bind();

  expect(problems).toEqual([]);
  expect(JSON.parse(JSON.stringify(request))).toEqual({
    Manifest: {
      Spec: { Format: 'S3InventoryReport_CSV_20161130' },
      Location: { ObjectArn: `arn:aws:s3:::inventories/${KEY}` },
    },
  });
});

test('sends the version and the ETag that are given', () => {
  expect(bind({ versionId: 'v1', etag: '"abc"' }).request.Manifest!.Location)
    .toEqual({ ObjectArn: `arn:aws:s3:::inventories/${KEY}`, ETag: 'abc', ObjectVersionId: 'v1' });
});

test.each([[undefined, true], [true, true], [false, false]])('with hasVersionIds %s, rows may name versions: %s', (hasVersionIds, namesVersions) => {
  expect(bind({ hasVersionIds }).selection).toEqual({ objects: scope, namesVersions, source: 'inventory' });
});

test('lets through what only the deployment knows', () => {
  expect(bind({ etag: text, versionId: text, dataPrefix: text, scope: [{ ...scope[0], keyPrefix: text }] }, text).problems).toEqual([]);
});

test.each<[string, Partial<InventoryManifestOptions>, string]>([
  ['no scope', { scope: [] }, '`manifest.scope` must hold at least one bucket that the manifest\'s rows name, as in [{ bucket }], got: none'],
  ['an empty version', { versionId: '' }, '`manifest.versionId` must have 1 to 2000 characters or be left out, got: ""'],
  ['an empty ETag', { etag: '""' }, '`manifest.etag` must have 1 to 1024 characters or be left out, got: ""'],
  ['an empty start of data files', { dataPrefix: '' }, '`manifest.dataPrefix` must have 1 to 1024 characters or be left out, got: ""'],
])('refuses %s', (_, options, problem) => {
  expect(bind(options).problems).toEqual([problem]);
});

test.each(['inventory.csv', 'a/manifest.checksum', 'a/manifest.json/', 'a/symlink.txt'])('refuses the key %s, which is no report', (key) => {
  expect(bind({}, key).problems).toEqual([
    `\`manifest.manifestJsonKey\` must be the key of a report's manifest.json; use JobManifest.fromCsv for a CSV file, got: "${key}"`,
  ]);
});

test.each<[string, object, string]>([
  ['a misspelt option', { hasVersionId: false }, '`manifest.hasVersionId` is no option; there are: scope, hasVersionIds, dataPrefix, versionId, etag'],
  ['columns', { columns: ['Key'] }, '`manifest.columns` is no option; there are: scope, hasVersionIds, dataPrefix, versionId, etag'],
  ['a text for true or false', { hasVersionIds: 'false' }, '`manifest.hasVersionIds` must be true or false, got: "false"'],
  [
    'a misspelt part of the scope', { scope: [{ ...scope[0], prefix: 'a/' }] },
    '`manifest.scope[0].prefix` is no option; there are: bucket, keyPrefix',
  ],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind(options).problems).toEqual([problem]);
});

test('refuses to be made of nothing from JavaScript, all at once', () => {
  expect(bindManifest(JobManifest.fromInventoryReport(undefined as never, undefined as never, undefined as never)).problems).toEqual([
    '`manifest.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined',
    '`manifest.manifestJsonKey` must have 1 to 1024 characters, got: undefined',
    '`manifest.scope` must hold at least one bucket that the manifest\'s rows name, as in [{ bucket }], got: undefined',
  ]);
});

test('refuses a directory bucket, which S3 reads no report from', () => {
  const arn = 'arn:aws:s3express:eu-west-1:111122223333:bucket/reports--euw1-az1--x-s3';
  const bucket = s3.Bucket.fromBucketArn(newStack(), 'Directory', arn);

  expect(bindManifest(JobManifest.fromInventoryReport(bucket, KEY, { scope })).problems).toEqual([
    expect.stringMatching(/^`manifest\.bucket` must be a general purpose bucket, since S3 reads no manifest from a directory bucket, got: "arn:aws:s3express/),
  ]);
});
