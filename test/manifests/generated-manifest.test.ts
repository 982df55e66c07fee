import { Duration } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, ManifestFilter, ReplicationStatus, type GeneratedManifestOptions } from '../../src';
import { bindManifest, bucketNamed, newJob, newStack, jobRequest } from '../fixture';

const bind = (options: GeneratedManifestOptions) => bindManifest(JobManifest.generate(bucketNamed(newStack(), 'objects'), options));
const all = ManifestFilter.allObjects();

test('is named as in the API', () => {
  expect(JobManifest.generate(bucketNamed(newStack(), 'objects'), { filter: all }).name).toBe('S3JobManifestGenerator');
});

test('sends the expected owner as it is given', () => {
  expect(bind({ filter: all, expectedBucketOwner: '012345678901' }).request).toEqual({
    ManifestGenerator: {
      S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::objects', EnableManifestOutput: false, ExpectedBucketOwner: '012345678901' },
    },
  });
});

test('an age reaches the template as an age, so that it is the same at every synth', () => {
  const stack = newStack();
  const filter = ManifestFilter.where({ keyPrefix: 'app/', olderThan: Duration.days(90) });
  newJob(stack, { manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter }) });

  expect(jobRequest(stack).ManifestGenerator).toEqual({
    S3JobManifestGenerator: {
      SourceBucket: 'arn:aws:s3:::objects',
      EnableManifestOutput: false,
      Filter: { KeyNameConstraint: { MatchAnyPrefix: ['app/'] }, CreatedBefore: { $secondsAgo: 7_776_000 } },
    },
  });
});

test.each<[string, ManifestFilter, string[]]>([
  ['all objects', all, ['s3:PutInventoryConfiguration']],
  ['what is eligible for replication', ManifestFilter.eligibleForReplication(), ['s3:PutInventoryConfiguration', 's3:GetReplicationConfiguration']],
  ['what is said to be eligible', ManifestFilter.where({ eligibleForReplication: true }), ['s3:PutInventoryConfiguration', 's3:GetReplicationConfiguration']],
  [
    'what is said not to be eligible', ManifestFilter.where({ eligibleForReplication: false }),
    ['s3:PutInventoryConfiguration', 's3:GetReplicationConfiguration'],
  ],
  ['what has a replication status', ManifestFilter.where({ objectReplicationStatuses: [ReplicationStatus.FAILED] }), ['s3:PutInventoryConfiguration']],
])('the role may have a list made of %s, and look at the rules only where they matter', (_, filter, actions) => {
  const { permissions, selection } = bind({ filter });

  expect(permissions).toEqual([{ bucket: selection.objects[0].bucket, actions }]);
});

test('the objects may be versions, in the bucket and under the prefix that the filter names', () => {
  const { selection } = bind({ filter: ManifestFilter.eligibleForReplication({ keyPrefix: 'a/' }) });

  expect(selection).toMatchObject({ namesVersions: true, source: 'generated', filter: { eligibleForReplication: true } });
  expect(selection.objects.map(({ bucket, keyPrefix }) => [bucket.bucketRef.bucketName, keyPrefix])).toEqual([['objects', 'a/']]);
});

test.each(['', '12345', '1234567890123', 'my-account'])('refuses the expected owner "%s"', (expectedBucketOwner) => {
  expect(bind({ filter: all, expectedBucketOwner }).problems).toEqual([
    `\`manifest.expectedBucketOwner\` must be an account id, a string of 12 digits, got: "${expectedBucketOwner}"`,
  ]);
});

test('what is refused names no objects, which the operation would look at', () => {
  expect(bindManifest(JobManifest.generate('objects' as never, { filter: all })).selection.objects).toEqual([]);
});

const NO_FILTER = '`manifest.filter` must be made by ManifestFilter, as in { filter: ManifestFilter.allObjects() }, got: ';

test.each<[string, unknown, string[]]>([
  ['no options', undefined, [`${NO_FILTER}undefined`]],
  ['null', null, ['`manifest` must have its options by their names, as in { filter: … }, got: null', `${NO_FILTER}undefined`]],
  ['a filter in place of the options', all, ['`manifest` must have its options by their names, as in { filter: … }, got: an object of ManifestFilter', `${NO_FILTER}undefined`]],
  ['conditions that no ManifestFilter was made of', { filter: { keyPrefix: 'a' } }, [`${NO_FILTER}an object of Object`]],
  ['a misspelt option', { filter: all, expectedOwner: '111122223333' }, ['`manifest.expectedOwner` is no option; there are: filter, output, expectedBucketOwner']],
])('refuses %s from JavaScript', (_, options, problems) => {
  expect(bind(options as never).problems).toEqual(problems);
});

test('refuses the name of a bucket from JavaScript', () => {
  expect(bindManifest(JobManifest.generate('objects' as never, { filter: all })).problems).toEqual([
    '`manifest.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: "objects"',
  ]);
});

test.each<[string, (name: string) => s3.IBucket]>([
  ['its ARN', (name) => s3.Bucket.fromBucketArn(newStack(), 'Express', `arn:aws:s3express:us-east-1:111122223333:bucket/${name}`)],
  ['its name', (name) => s3.Bucket.fromBucketName(newStack(), 'Express', name)],
])('refuses a directory bucket, known by %s, which S3 makes no list of', (_, directoryBucket) => {
  expect(bindManifest(JobManifest.generate(directoryBucket('fast--use1-az4--x-s3'), { filter: all })).problems).toEqual([
    '`manifest.bucket` must be a general purpose bucket, since S3 lists no others; name a directory bucket\'s objects by JobManifest.fromCsv',
  ]);
});

test('refuses all that is wrong at once', () => {
  const options = { filter: ManifestFilter.where({ keyPrefix: '' }), expectedBucketOwner: 'me', output: { bucket: 'b' as never, prefix: '' } };

  expect(bindManifest(JobManifest.generate(5 as never, options)).problems).toHaveLength(5);
});
