import { Aws, CfnParameter, Lazy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, type Manifest, type ManifestObject, type StagedManifestOptions } from '../../src';
import { bindManifest, bucketNamed, newJob, newStack } from '../fixture';

const NO_NAME = '`manifest.objects` must hold at least one object, as in [{ key: \'a.txt\' }], got:';

const stack = newStack();

function manifestOf(objects: unknown, options: Partial<StagedManifestOptions> = {}): Manifest {
  return JobManifest.fromObjects(bucketNamed(stack, 'objects'), objects as ManifestObject[], { stagingBucket: bucketNamed(stack, 'staging'), ...options });
}

const problemsOf = (objects: unknown, options: object = {}) => bindManifest(manifestOf(objects, options)).problems;
const keys = (...names: string[]) => names.map((key) => ({ key }));

test.each<[string, unknown, string]>([
  ['no list', undefined, `${NO_NAME} undefined`],
  ['an empty list', [], `${NO_NAME} a list`],
  ['a key alone', 'a.txt', `${NO_NAME} "a.txt"`],
  ['a list of keys', ['a.txt'], '`manifest.objects[0]` must be an object by its key, as in { key: \'a.txt\' }, got: "a.txt"'],
  ['nothing in the list', [null], '`manifest.objects[0]` must be an object by its key, as in { key: \'a.txt\' }, got: null'],
  ['a number', [{ key: 1 }], '`manifest.objects[0].key` must be the key of an object, as text, got: 1'],
  ['a misspelt option', [{ key: 'a', version: 'v' }], '`manifest.objects[0].version` is no option; there are: key, versionId'],
  ['an empty key', keys('a', ''), '`manifest.objects[1].key` must have 1 to 1024 bytes of UTF-8, got: ""'],
  ['half of a character', keys('a\uD83E'), '`manifest.objects[0].key` must be Unicode, and has half of a surrogate pair, got: "a\\ud83e"'],
  ['one key twice', keys('a', 'b', 'a'), '`manifest.objects[2]` must be another object than `manifest.objects[0]`, got: "a" twice'],
  [
    'one version twice', [{ key: 'a', versionId: 'v' }, { key: 'a', versionId: 'v' }],
    '`manifest.objects[1]` must be another object than `manifest.objects[0]`, got: "a" twice',
  ],
  [
    'versions of some', [{ key: 'a', versionId: 'v' }, { key: 'b' }],
    '`manifest.objects[1].versionId` must be given, since other objects of the list have one; null is the version without an id, got: undefined',
  ],
  [
    'an empty version', [{ key: 'a', versionId: '' }],
    '`manifest.objects[0].versionId` must be a version\'s id as S3 gives it, 1 to 1024 characters, or null for the version without one, got: ""',
  ],
  ['a version that is no text', [{ key: 'a', versionId: null }], '`manifest.objects[0].versionId` must be a version\'s id, as text, got: null'],
])('refuses %s', (_, objects, problem) => {
  expect(problemsOf(objects)).toEqual([problem]);
});

// S3 User Guide, "Naming Amazon S3 objects" and, for the encoded key, "Creating an S3 Batch Operations job"
test.each<[string, string, string[]]>([
  ['1024 bytes', 'a'.repeat(1024), []],
  ['1025 bytes', 'a'.repeat(1025), [expect.stringContaining('must have 1 to 1024 bytes of UTF-8')]],
  ['1024 characters once encoded', `${'ü'.repeat(170)}abcd`, []],
  ['1025 characters once encoded', `${'ü'.repeat(170)}abcde`, [expect.stringContaining('must have at most 1024 characters when it is URL-encoded, and has 1025')]],
])('with a key of %s', (_, key, problems) => {
  expect(problemsOf(keys(key))).toEqual(problems);
});

test.each([
  ['a reference', new CfnParameter(newStack(), 'Key').valueAsString],
  ['a part of one', `logs/${Aws.REGION}/a`],
  ['a lazy value', Lazy.string({ produce: () => 'a' })],
])('refuses a key that only the deployment knows: %s', (_, key) => {
  expect(problemsOf(keys(key))).toEqual([
    '`manifest.objects[0].key` must be known when the app runs, which writes the list; use JobManifest.fromCsv for one that is written later, '
    + 'got: a value known at deployment',
  ]);
});

test('refuses a version that only the deployment knows', () => {
  expect(problemsOf([{ key: 'a', versionId: Aws.STACK_NAME }])).toEqual([
    '`manifest.objects[0].versionId` must be known when the app runs, which writes the list, got: a value known at deployment',
  ]);
});

test('tells ten problems, and how many more there are', () => {
  const problems = problemsOf([...keys('good'), ...Array.from({ length: 13 }, () => ({ key: '' }))]);

  expect(problems).toHaveLength(11);
  expect(problems[9]).toContain('`manifest.objects[10].key`');
  expect(problems[10]).toBe('`manifest.objects` has 3 more such problems');
});

// what is left of a key's 1024 bytes beside a hash, a slash, the longest name of a bucket and `.csv`
test.each<[string, unknown, boolean]>([
  ['none', undefined, true],
  ['700 bytes', 'a'.repeat(700), true],
  ['701 bytes', 'a'.repeat(701), false],
  ['700 bytes of two each', 'ü'.repeat(350), true],
  ['702 bytes of two each', 'ü'.repeat(351), false],
  ['no bytes', '', false],
  ['a character that IAM can\'t spell', '日本/', false],
  ['a number', 1, false],
  ['one known at deployment', Aws.STACK_NAME, true],
])('of the staging prefix, %s: %#', (_, stagingPrefix, fits) => {
  expect(problemsOf(keys('a'), { stagingPrefix })).toEqual(fits ? [] : [
    expect.stringContaining('`manifest.stagingPrefix` must have 1 to 700 bytes of UTF-8, of characters up to U+00FF, or be left out, got: '),
  ]);
});

test.each<[string, object, string]>([
  ['a misspelt option', { prefix: 'a/' }, '`manifest.prefix` is no option; there are: stagingBucket, stagingPrefix'],
  ['no bucket', { stagingBucket: undefined }, '`manifest.stagingBucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(problemsOf(keys('a'), options)).toEqual([problem]);
});

test('refuses to stage in a directory bucket', () => {
  const stagingBucket = s3.Bucket.fromBucketArn(newStack(), 'Fast', 'arn:aws:s3express:eu-west-1:111122223333:bucket/fast--euw1-az1--x-s3');

  expect(problemsOf(keys('a'), { stagingBucket })).toEqual([expect.stringContaining('`manifest.stagingBucket` must be a general purpose bucket')]);
});

test('refuses to be made of nothing from JavaScript, all at once', () => {
  expect(bindManifest(JobManifest.fromObjects(undefined as never, undefined as never, undefined as never)).problems).toEqual([
    '`manifest.bucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined',
    '`manifest.stagingBucket` must be a bucket; use Bucket.fromBucketName for one that exists already, got: undefined',
    `${NO_NAME} undefined`,
  ]);
});

test('tells what is wrong with the list beside what is wrong with the job', () => {
  const declare = () => {
    newJob(newStack(), { manifest: manifestOf(keys('')), priority: -1 });
  };

  expect(declare).toThrow('`manifest.objects[0].key` must have');
  expect(declare).toThrow('`priority` must be');
});
