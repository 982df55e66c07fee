import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import { publishedRows } from './staged-asset';
import { JobManifest, type Manifest, type ManifestObject, type StagedManifestOptions } from '../../src';
import { bucketNamed, jobRequest, jobResource, newJob, newStack } from '../fixture';

function manifestOf(stack: Stack, objects: ManifestObject[], options: Partial<StagedManifestOptions> = {}): Manifest {
  return JobManifest.fromObjects(bucketNamed(stack, 'objects'), objects, { stagingBucket: bucketNamed(stack, 'staging'), ...options });
}

function stackWith(objects: ManifestObject[], options: Partial<StagedManifestOptions> = {}): Stack {
  const stack = newStack();
  newJob(stack, { manifest: manifestOf(stack, objects, options) });
  return stack;
}

const keys = (...names: string[]) => names.map((key) => ({ key }));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('is named as in the API', () => {
  expect(manifestOf(newStack(), keys('a')).name).toBe('S3BatchOperations_CSV_20180820');
});

test('publishes the keys, encoded, a line each in the order given, without their bucket', () => {
  const stack = stackWith(keys('b/1.txt', 'a b,"c"+%.txt', '/grün\n'));

  expect(publishedRows(stack).toString()).toBe('b/1.txt\na%20b%2C%22c%22%2B%25.txt\n/gr%C3%BCn%0A\n');
  expect(jobRequest(stack).Manifest!.Spec).toEqual({ Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] });
});

test('publishes the version ids as they are', () => {
  const stack = stackWith([{ key: 'a b', versionId: '3/L4kqtJlcpXro+MTR' }, { key: 'a b', versionId: 'null' }]);

  expect(publishedRows(stack).toString()).toBe('a%20b,3/L4kqtJlcpXro+MTR\na%20b,null\n');
  expect(jobRequest(stack).Manifest!.Spec.Fields).toEqual(['Bucket', 'Key', 'VersionId']);
});

test('tells the handler where the list is, what it holds and where the manifest goes', () => {
  const stack = stackWith(keys('a', 'b'), { stagingPrefix: 'manifests/' });
  const hash = sha256(Buffer.from('a\nb\n'));

  expect(jobRequest(stack).Manifest!.Location).toEqual({
    $staged: {
      AssetBucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' },
      // the CDK hashes the hash that it is given
      AssetKey: `${sha256(Buffer.from(hash))}.csv`,
      Sha256: hash,
      Bucket: 'objects',
      ObjectArn: `arn:aws:s3:::staging/manifests/${hash}/objects.csv`,
    },
  });
});

test('takes the name of a bucket that only the deployment knows', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Objects');
  newJob(stack, { manifest: JobManifest.fromObjects(bucket, keys('a'), { stagingBucket: new s3.Bucket(stack, 'Staging') }) });

  const location = JSON.stringify(jobRequest(stack).Manifest!.Location);
  expect(location).toContain(`"Bucket":{"Ref":"${stack.getLogicalId(bucket.node.defaultChild as s3.CfnBucket)}"}`);
});

test('takes the name of a directory bucket from its ARN', () => {
  const stack = newStack();
  const arn = 'arn:aws:s3express:eu-west-1:111122223333:bucket/fast--euw1-az1--x-s3';
  const manifest = JobManifest.fromObjects(s3.Bucket.fromBucketArn(stack, 'Fast', arn), keys('a'), { stagingBucket: bucketNamed(stack, 'staging') });

  expect(manifest._bind({ scope: stack, now: new Date(0) }).request.Manifest!.Location).toMatchObject({ $staged: { Bucket: 'fast--euw1-az1--x-s3' } });
});

test('another list is another run and another file, the same list the same', () => {
  const [first, same, other] = [stackWith(keys('a')), stackWith(keys('a')), stackWith(keys('a', 'b'))];
  const fingerprint = (stack: Stack) => jobResource(stack).Properties.RunFingerprint;

  expect(jobResource(same)).toEqual(jobResource(first));
  expect(fingerprint(other)).not.toBe(fingerprint(first));
});

test('two synths of one app make one template', () => {
  const [first, second] = [stackWith([{ key: 'a b', versionId: 'v' }]), stackWith([{ key: 'a b', versionId: 'v' }])];

  expect(Template.fromStack(second).toJSON()).toEqual(Template.fromStack(first).toJSON());
});

test('where the manifest goes makes no other run', () => {
  const fingerprint = (stagingPrefix?: string) => jobResource(stackWith(keys('a'), { stagingPrefix })).Properties.RunFingerprint;

  expect(fingerprint('elsewhere/')).toBe(fingerprint());
});

test('publishes one file for two jobs with one manifest', () => {
  const stack = newStack();
  const manifest = manifestOf(stack, keys('a'));
  newJob(stack, { manifest }, 'One');
  newJob(stack, { manifest }, 'Two');

  expect(publishedRows(stack).toString()).toBe('a\n');
});

test('publishes from a stage', () => {
  const app = new App();
  const stack = new Stack(new Stage(app, 'Stage'), 'Stack');
  newJob(stack, { manifest: manifestOf(stack, keys('a')) });

  const { files } = JSON.parse(JSON.stringify(app.synth().getNestedAssembly('assembly-Stage').artifacts
    .map((artifact) => (artifact as { contents?: { files: object } }).contents).find((contents) => contents !== undefined)));
  expect(Object.values<{ source: { path: string } }>(files).map(({ source }) => source.path)).toContainEqual(expect.stringMatching(/asset\..*\.csv$/));
});

test('keeps the list for a deployment that takes assets from where they are', () => {
  const stack = newStack({}, { [DISABLE_ASSET_STAGING_CONTEXT]: true });
  newJob(stack, { manifest: manifestOf(stack, keys('a')) });
  const { assetPath } = stack.node.findChild('Job').node.findAll().find((child) => child instanceof Asset)!;

  expect(publishedRows(stack).toString()).toBe('a\n');
  expect(readFileSync(assetPath, 'utf8')).toBe('a\n');
  rmSync(dirname(assetPath), { recursive: true });
});
