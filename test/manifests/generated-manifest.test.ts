import { JobManifest, ManifestFilter, type GeneratedManifestOptions } from '../../src';
import { bindManifest, bucketNamed, newStack } from '../fixture';

const bind = (options: GeneratedManifestOptions) => bindManifest(JobManifest.generate(bucketNamed(newStack(), 'objects'), options));

test('is named as in the API', () => {
  expect(JobManifest.generate(bucketNamed(newStack(), 'objects'), { filter: ManifestFilter.allObjects() }).name).toBe('S3JobManifestGenerator');
});

test('sends the expected owner as it is given', () => {
  expect(bind({ filter: ManifestFilter.allObjects(), expectedBucketOwner: '012345678901' }).request).toEqual({
    ManifestGenerator: {
      S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::objects', EnableManifestOutput: false, ExpectedBucketOwner: '012345678901' },
    },
  });
});

test.each(['', '12345', '1234567890123', 'my-account'])('refuses the expected owner "%s"', (expectedBucketOwner) => {
  expect(bind({ filter: ManifestFilter.allObjects(), expectedBucketOwner }).problems).toEqual([
    `\`manifest.expectedBucketOwner\` must be an account id, a string of 12 digits, got: "${expectedBucketOwner}"`,
  ]);
});

test.each<[string, unknown, string]>([
  ['no options', undefined, '`manifest.filter` must be made by ManifestFilter, as in { filter: ManifestFilter.allObjects() }, got: undefined'],
  ['conditions that no ManifestFilter was made of', { filter: { keyPrefix: 'a' } }, '`manifest.filter` must be made by ManifestFilter, as in { filter: ManifestFilter.allObjects() }, got: an object of Object'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind(options as never).problems).toEqual([problem]);
});

test('refuses the name of a bucket from JavaScript', () => {
  expect(bindManifest(JobManifest.generate('objects' as never, { filter: ManifestFilter.allObjects() })).problems).toEqual([
    '`manifest.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: "objects"',
  ]);
});
