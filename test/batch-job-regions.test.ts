import { App, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { BatchOperation, JobManifest, ManifestFilter } from '../src';
import { bucketNamed, newJob } from './fixture';

const env = { account: '111122223333', region: 'eu-west-1' };
const newStacks = () => {
  const app = new App();
  return { here: new Stack(app, 'Here', { env }), agnostic: new Stack(app, 'Agnostic') };
};
const bucketIn = (stack: Stack, id: string, region: string) => s3.Bucket.fromBucketAttributes(stack, id, { bucketName: id.toLowerCase(), region });
const generated = (bucket: s3.IBucket) => JobManifest.generate(bucket, { filter: ManifestFilter.allObjects() });
const listed = (stack: Stack, bucket: s3.IBucket) => JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope: [{ bucket }] });

const elsewhere = (path: string) => `\`${path}\` is a bucket in us-east-1, and S3 works on it only from a job there: `
  + 'declare the job in a stack with that Region, got: a stack in eu-west-1';

test('refuses objects that are known to be in another Region', () => {
  const { here } = newStacks();

  expect(() => newJob(here, { manifest: generated(bucketIn(here, 'Far', 'us-east-1')) })).toThrow(elsewhere('manifest'));
  expect(() => newJob(here, { manifest: listed(here, bucketIn(here, 'Farther', 'us-east-1')) }, 'Other')).toThrow(elsewhere('manifest'));
});

test('takes objects in the stack\'s Region, or in one that only the deployment knows', () => {
  const { here, agnostic } = newStacks();

  expect(() => newJob(here, { manifest: generated(bucketIn(here, 'Near', 'eu-west-1')) })).not.toThrow();
  expect(() => newJob(agnostic, { manifest: generated(bucketIn(agnostic, 'Somewhere', 'us-east-1')) })).not.toThrow();
});

test('a copy runs where its target is, from wherever its objects are', () => {
  const { here } = newStacks();
  const [near, far] = [bucketIn(here, 'Near', 'eu-west-1'), bucketIn(here, 'Far', 'us-east-1')];

  expect(() => newJob(here, { operation: BatchOperation.putObjectCopy(near), manifest: listed(here, far) })).not.toThrow();
  expect(() => newJob(here, { operation: BatchOperation.putObjectCopy(far), manifest: listed(here, near) }, 'Away'))
    .toThrow(elsewhere('operation.targetBucket'));
});

test('S3 lists no objects of another Region, not even for a copy', () => {
  const { here } = newStacks();
  const [near, far] = [bucketIn(here, 'Near', 'eu-west-1'), bucketIn(here, 'Far', 'us-east-1')];

  expect(() => newJob(here, { operation: BatchOperation.putObjectCopy(near), manifest: generated(far) })).toThrow(elsewhere('manifest'));
});
