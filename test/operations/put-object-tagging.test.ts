import { Lazy } from 'aws-cdk-lib';
import { BatchOperation } from '../../src';
import { bindOperation, bucketNamed, newStack } from '../fixture';

const bind = (tags: Record<string, string>) => bindOperation(BatchOperation.putObjectTagging({ tags }));
const tagsNumbered = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, 'x']));
const characters = 'of letters, digits, spaces and _ . : / = + - @';
const long = (length: number) => `"${'x'.repeat(60)}"… (${length} characters)`;

test('is named as in the API', () => {
  expect(BatchOperation.putObjectTagging({ tags: {} }).name).toBe('S3PutObjectTagging');
});

test('sends the tags in one order, however the map is ordered', () => {
  const request = { S3PutObjectTagging: { TagSet: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '' }] } };

  expect(bind({ b: '', a: '1' }).request).toEqual(request);
  expect(bind({ a: '1', b: '' }).request).toEqual(request);
});

test('sends an empty set of tags, which removes them all', () => {
  expect(bind({})).toMatchObject({ request: { S3PutObjectTagging: { TagSet: [] } }, problems: [] });
});

test.each([
  ['ten tags', tagsNumbered(10)],
  ['the longest key and value', { ['k'.repeat(128)]: 'v'.repeat(256) }],
  ['every character that S3 takes', { 'Größe 9_.:/=+-@': 'ключ 値' }],
  ['the longest key beyond U+FFFF, which S3 counts in UTF-16', { ['𠀀'.repeat(64)]: '𠀀'.repeat(128) }],
  ['a key with the start of AWS\'s own in it', { 'my-aws:x': 'aws:x' }],
  ['a map without a prototype', Object.assign(Object.create(null), { a: 'b' })],
])('takes %s', (_, tags) => {
  expect(bind(tags).problems).toEqual([]);
});

test.each<[string, Record<string, string>, string]>([
  ['eleven tags', tagsNumbered(11), '`operation.tags` must hold at most 10 tags, got: 11'],
  ['an empty key', { '': 'x' }, `a key of \`operation.tags\` must have 1 to 128 characters, ${characters}, got: ""`],
  ['a long key', { ['x'.repeat(129)]: '' }, `a key of \`operation.tags\` must have 1 to 128 characters, ${characters}, got: ${long(129)}`],
  ['a long key beyond U+FFFF', { ['𠀀'.repeat(65)]: '' }, `a key of \`operation.tags\` must have 1 to 128 characters, ${characters}, got: "${'𠀀'.repeat(60)}"… (65 characters)`],
  ['a key of AWS\'s own', { 'aws:x': '' }, 'a key of `operation.tags` must not start with aws:, which AWS keeps to its own tags, got: "aws:x"'],
  ['a comma in a key', { 'a,b': 'x' }, `a key of \`operation.tags\` must have 1 to 128 characters, ${characters}, got: "a,b"`],
  ['a long value', { a: 'x'.repeat(257) }, `\`operation.tags["a"]\` must be a string of at most 256 characters, ${characters}, got: ${long(257)}`],
  ['a star in a value', { a: '*' }, `\`operation.tags["a"]\` must be a string of at most 256 characters, ${characters}, got: "*"`],
])('refuses %s', (_, tags, problem) => {
  expect(bind(tags).problems).toEqual([problem]);
});

test.each<[string, unknown, string]>([
  ['no options', undefined, "`operation.tags` must be tags by their keys, as in { retention: 'short' }, got: undefined"],
  ['a list', { tags: [{ Key: 'a', Value: 'b' }] }, "`operation.tags` must be tags by their keys, as in { retention: 'short' }, got: a list"],
  ['a number for a value', { tags: { a: 1 } }, `\`operation.tags["a"]\` must be a string of at most 256 characters, ${characters}, got: 1`],
  ['a map known at deployment', { tags: Lazy.any({ produce: () => ({}) }) }, "`operation.tags` must be tags by their keys, as in { retention: 'short' }, got: an object known only at deployment"],
  ['a map of JavaScript', { tags: new Map([['a', 'b']]) }, "`operation.tags` must be tags by their keys, as in { retention: 'short' }, got: an object of Map"],
  ['a date', { tags: new Date(0) }, expect.stringMatching(/^`operation.tags` must be tags by their keys/)],
  ['an object of a class', { tags: new (class Tags { public get a() { return 'b'; } })() }, "`operation.tags` must be tags by their keys, as in { retention: 'short' }, got: an object of Tags"],
  ['a misspelt option', { tags: {}, merge: true }, '`operation.merge` is no option; there are: tags'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bindOperation(BatchOperation.putObjectTagging(options as never)).problems).toEqual([problem]);
});

test('refuses a directory bucket', () => {
  const objects = [{ bucket: bucketNamed(newStack(), 'base--usw2-az1--x-s3') }];

  expect(bindOperation(BatchOperation.putObjectTagging({ tags: {} }), { objects }).problems).toEqual([
    expect.stringContaining('not putObjectTagging, got: "base--usw2-az1--x-s3"'),
  ]);
});
