import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, type InventoryManifestOptions } from '../../src';
import { bucketNamed, newJob, newStack, resourcesOf, statementsOf } from '../fixture';

const KEY = 'inventories/objects/daily/2026-11-01T00-00Z/manifest.json';
const REPORTS = 'arn:aws:s3:::reports';

const allow = (Action: string | string[], Resource: unknown) => ({ Action, Effect: 'Allow', Resource });
const READ = ['s3:GetObject', 's3:GetObjectVersion'];

function newInventoryJob(stack: Stack, options: Partial<InventoryManifestOptions> = {}, key = KEY, bucket: s3.IBucket = bucketNamed(stack, 'reports')): void {
  newJob(stack, { manifest: JobManifest.fromInventoryReport(bucket, key, { scope: [{ bucket: bucketNamed(stack, 'objects') }], ...options }) });
}

/** What the job's role may read of the reports' bucket. */
function readable(stack: Stack): unknown[] {
  return statementsOf(stack, 'JobRole').filter((statement) => JSON.stringify(statement).includes('s3:GetObject')).map((statement) => {
    const { Action, Resource } = statement as { Action: unknown; Resource: unknown };
    expect(Action).toEqual(READ);
    return Resource;
  }).flat();
}

const warnings = (stack: Stack, id: string) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(`BatchJob\\.${id}`));

// S3 User Guide, "Locating your inventory list": where manifest.json and the data files of a configuration lie
test('the role may read the report, the data files of its configuration, and tag versions: nothing more', () => {
  const stack = newStack();
  newInventoryJob(stack);

  expect(statementsOf(stack, 'JobRole')).toEqual([
    allow(READ, `${REPORTS}/${KEY}`),
    allow(READ, `${REPORTS}/inventories/objects/daily/data/*`),
    allow(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], 'arn:aws:s3:::objects/*'),
  ]);
  expect(warnings(stack, 'inventoryDataUnknown')).toEqual([]);
});

test('the role may tag no versions of a report that has none', () => {
  const stack = newStack();
  newInventoryJob(stack, { hasVersionIds: false });

  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow('s3:PutObjectTagging', 'arn:aws:s3:::objects/*'));
});

test.each([
  ['objects/daily/2026-11-01T00-00Z/manifest.json', 'objects/daily/data/*'],
  ['a*/b?/objects/daily/2026-11-01T00-00Z/manifest.json', 'a${*}/b${?}/objects/daily/data/*'],
  ['/objects/daily/2026-11-01T00-00Z/manifest.json', '/objects/daily/data/*'],
])('of the report %s the data files are %s', (key, pattern) => {
  const stack = newStack();
  newInventoryJob(stack, {}, key);

  expect(readable(stack)).toContain(`${REPORTS}/${pattern}`);
});

test.each([
  'manifest.json',
  '2026-11-01T00-00Z/manifest.json',
  'daily/2026-11-01T00-00Z/manifest.json',
  'objects/daily/latest/manifest.json',
  'objects/daily/2026-11-01T00-00Z/my-manifest.json',
])('of the report %s, which S3 didn\'t write there, the data files may lie anywhere in the bucket, which is a warning', (key) => {
  const stack = newStack();
  newInventoryJob(stack, {}, key);

  expect(readable(stack)).toEqual([`${REPORTS}/*`]);
  expect(warnings(stack, 'inventoryDataUnknown')).toHaveLength(1);
});

test('a part of the key that only the deployment knows may be a folder, but not the one of the time', () => {
  const folder = (stack: Stack) => stack.stackId;
  const [before, within] = [newStack(), newStack()];
  newInventoryJob(before, {}, `${folder(before)}/2026-11-01T00-00Z/manifest.json`);
  newInventoryJob(within, {}, `objects/daily/${folder(within)}/manifest.json`);

  expect(readable(before)).toContainEqual({ 'Fn::Join': ['', [`${REPORTS}/`, { Ref: 'AWS::StackId' }, '/data/*']] });
  expect(readable(within)).toEqual([`${REPORTS}/*`]);
});

test('the role may read the data files that are said to be there', () => {
  const [apart, around] = [newStack(), newStack()];
  newInventoryJob(apart, { dataPrefix: 'lists/part-' }, 'lists/manifest.json');
  newInventoryJob(around, { dataPrefix: 'lists/' }, 'lists/manifest.json');

  expect(readable(apart)).toEqual([`${REPORTS}/lists/manifest.json`, `${REPORTS}/lists/part-*`]);
  expect(readable(around)).toEqual([`${REPORTS}/lists/*`]);
  expect(warnings(apart, 'inventoryDataUnknown')).toEqual([]);
});

test.each<[string, Partial<InventoryManifestOptions>, string]>([
  ['the latest version', {}, 's3:GetObject'],
  ['a version', { versionId: 'v1' }, 's3:GetObjectVersion'],
])('the handler may look up %s of manifest.json, and no data files', (_, options, action) => {
  const stack = newStack();
  newInventoryJob(stack, options);

  expect(statementsOf(stack, 'S3BatchJobHandlerPolicies')).toEqual([allow(action, `${REPORTS}/${KEY}`)]);
});

test('the handler needs nothing of a report whose ETag is given', () => {
  const stack = newStack();
  newInventoryJob(stack, { etag: 'abc' }, KEY, encryptedBucket(stack));

  expect(Object.keys(resourcesOf(stack, 'AWS::IAM::Policy')).filter((id) => id.startsWith('S3BatchJobHandlerPolicies'))).toEqual([]);
});

function encryptedBucket(stack: Stack, keyStack: Stack = stack): s3.Bucket {
  return new s3.Bucket(stack, 'Reports', { encryption: s3.BucketEncryption.KMS, encryptionKey: new kms.Key(keyStack, 'Key') });
}

// S3 User Guide, "Granting permissions for Batch Operations": a report under SSE-KMS
test('the role may use the key that the reports\' bucket is seen to encrypt with, and the handler may decrypt', () => {
  const stack = newStack();
  newInventoryJob(stack, {}, KEY, encryptedBucket(stack));
  const key = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };

  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow(['kms:Decrypt', 'kms:GenerateDataKey'], key));
  expect(statementsOf(stack, 'S3BatchJobHandlerPolicies')).toContainEqual(allow('kms:Decrypt', key));
  expect(warnings(stack, 'importedBucketKey')).toEqual([]);
});

test('a key of another stack closes no circle of stacks', () => {
  const app = new App();
  const keys = new Stack(app, 'Keys');
  const jobs = new Stack(app, 'Jobs');
  newInventoryJob(jobs, {}, KEY, encryptedBucket(jobs, keys));

  expect(() => app.synth()).not.toThrow();
  expect(statementsOf(jobs, 'S3BatchJobHandlerPolicies')).toContainEqual(allow('kms:Decrypt', { 'Fn::ImportValue': expect.stringMatching(/^Keys:/) }));
});

test('a key that can\'t be seen is a warning that says what the role needs on it', () => {
  const stack = newStack();
  newInventoryJob(stack);

  expect(warnings(stack, 'importedBucketKey').map(({ entry }) => entry.data)).toEqual([expect.stringContaining('kms:Decrypt, kms:GenerateDataKey')]);
});

test('no warning of keys where the reports\' bucket has none of its own', () => {
  const stack = newStack();
  newInventoryJob(stack, {}, KEY, new s3.Bucket(stack, 'Reports'));

  expect(warnings(stack, 'importedBucketKey')).toEqual([]);
});

test('a key that IAM can\'t spell is a warning, since the role may read more', () => {
  const stack = newStack();
  newInventoryJob(stack, {}, `日本/${KEY}`);

  expect(warnings(stack, 'widerThanKey')).toHaveLength(1);
});
