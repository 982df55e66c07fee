import { App, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, ManifestColumn, type CsvManifestOptions } from '../src';
import { bucketNamed, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const allow = (Action: string | string[], Resource: unknown) => ({ Action, Effect: 'Allow', Resource });
const MANIFEST = 'arn:aws:s3:::manifests/lists/first.csv';

function newCsvJob(stack: Stack, options: Partial<CsvManifestOptions> = {}, key = 'lists/first.csv'): void {
  newJob(stack, { manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), key, { scope: [{ bucket: bucketNamed(stack, 'objects') }], ...options }) });
}

test('the role may read the manifest and tag what its rows may name: nothing more', () => {
  const stack = newStack();
  newCsvJob(stack, { scope: [{ bucket: bucketNamed(stack, 'objects'), keyPrefix: 'logs/' }, { bucket: bucketNamed(stack, 'others') }] });

  expect(statementsOf(stack, 'JobRole')).toEqual([
    allow(['s3:GetObject', 's3:GetObjectVersion'], MANIFEST),
    allow('s3:PutObjectTagging', 'arn:aws:s3:::objects/logs/*'),
    allow('s3:PutObjectTagging', 'arn:aws:s3:::others/*'),
  ]);
});

test('the role may tag versions only where the manifest has a column of them', () => {
  const stack = newStack();
  newCsvJob(stack, { columns: [ManifestColumn.BUCKET, ManifestColumn.KEY, ManifestColumn.VERSION_ID] });

  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], 'arn:aws:s3:::objects/*'));
});

test('a manifest\'s key is no pattern, and no variable', () => {
  const stack = newStack();
  newCsvJob(stack, {}, 'a*b?${c}.csv');

  const arn = 'arn:aws:s3:::manifests/a${*}b${?}${$}{c}.csv';
  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow(['s3:GetObject', 's3:GetObjectVersion'], arn));
  expect(statementsOf(stack, 'S3BatchJobHandlerPolicies')).toEqual([allow('s3:GetObject', arn)]);
});

test.each<[string, Partial<CsvManifestOptions>, string]>([
  ['the latest version', {}, 's3:GetObject'],
  ['a version', { versionId: 'v1' }, 's3:GetObjectVersion'],
])('the handler may look up %s of the manifest, by a policy beside its own', (_, options, action) => {
  const stack = newStack();
  newCsvJob(stack, options);

  expect(statementsOf(stack, 'S3BatchJobHandlerPolicies')).toEqual([allow(action, MANIFEST)]);
  const [policy] = Object.entries(resourcesOf(stack, 'AWS::IAM::Policy')).filter(([id]) => id.startsWith('S3BatchJobHandlerPolicies'));
  expect(policy[1].Properties.Roles).toEqual([{ Ref: expect.stringMatching(/^S3BatchJobHandlerRole/) }]);
});

test('the handler needs nothing of a manifest whose ETag is given', () => {
  const stack = newStack();
  newCsvJob(stack, { etag: 'abc' });

  expect(Object.keys(resourcesOf(stack, 'AWS::IAM::Policy')).filter((id) => id.startsWith('S3BatchJobHandlerPolicies'))).toEqual([]);
});

test('a manifest\'s bucket of another account lets the role and the handler in by its policy', () => {
  const app = new App();
  const theirs = new Stack(app, 'Theirs', { env: { account: '444455556666', region: 'eu-west-1' } });
  const ours = new Stack(app, 'Ours', { env: { account: '111122223333', region: 'eu-west-1' } });
  const bucket = new s3.Bucket(theirs, 'Bucket', { bucketName: 'their-bucket' });
  newJob(ours, { manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket: bucketNamed(ours, 'objects') }] }) });

  const [policy] = Object.values(resourcesOf(theirs, 'AWS::S3::BucketPolicy'));
  expect(policy.Properties.PolicyDocument.Statement).toEqual([
    expect.objectContaining({ Action: ['s3:GetObject', 's3:GetObjectVersion'] }),
    expect.objectContaining({ Action: 's3:GetObject' }),
  ]);
  expect(JSON.stringify(policy.Properties.PolicyDocument.Statement[1].Principal)).toContain('role/ours');
  expect(Object.values(resourcesOf(ours, 'AWS::IAM::Role')).map(({ Properties }) => Properties.RoleName)).toContainEqual(expect.stringMatching(/handler/));
});
