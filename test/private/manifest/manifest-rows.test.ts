import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { encodeKey as engineEncodeKey } from '../../../local/src/manifest/key-encoding';
import { commonStart, decodeKey, encodedKeyRule, encodeKey, keyRule, versionIdRule } from '../../../src/private/manifest/manifest-rows';

// S3 User Guide, "Creating an S3 Batch Operations job": keys in a manifest are URL-encoded
const SPELLINGS: [string, string][] = [
  ['app/2026/a.log', 'app/2026/a.log'],
  ['/leading//slashes/', '/leading//slashes/'],
  ['with space', 'with%20space'],
  [' at the ends ', '%20at%20the%20ends%20'],
  ['a,b', 'a%2Cb'],
  ['a"b', 'a%22b'],
  ['1+1', '1%2B1'],
  ['100%', '100%25'],
  ['%2F', '%252F'],
  ['line\r\nbreak', 'line%0D%0Abreak'],
  ['grün', 'gr%C3%BCn'],
  ['日本', '%E6%97%A5%E6%9C%AC'],
  ['🪣', '%F0%9F%AA%A3'],
  ['\uFEFFmark', '%EF%BB%BFmark'],
  ['{"k":"a b"}', '%7B%22k%22%3A%22a%20b%22%7D'],
];

test.each(SPELLINGS)('encodes %j as %s', (key, encoded) => {
  expect(encodeKey(key)).toBe(encoded);
  expect(decodeURIComponent(encoded)).toBe(key);
  expect(decodeKey(encoded)).toBe(key);
});

test('any key comes out of its row as it went in, by a parser and a decoder that aren\'t ours', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }), (keys) => {
    const manifest = keys.map((key) => `bucket,${encodeKey(key)}\n`).join('');

    const rows: string[][] = parse(manifest);

    expect(rows.map(([bucket, field]) => [bucket, decodeURIComponent(field)])).toEqual(keys.map((key) => ['bucket', key]));
  }));
});

test('any key is spelled as the local engine spells it', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (key) => {
    expect(encodeKey(key)).toBe(engineEncodeKey(key));
  }));
});

test.each(['\uD83E', 'a\uDEA3b', '\uDEA3\uD83E'])('has no spelling for %j, which is no Unicode', (key) => {
  expect(encodeKey(key)).toBeUndefined();
});

test.each(['a b', 'a,b', 'a"b', 'a+b', 'ü', 'a%', 'a%2', 'a%zz', '%FF', '%ED%A0%80', 'a\tb', '{}', '<a>', 'a?b', 'a#b'])(
  'takes %j for no URL-encoded key', (field) => {
    expect(decodeKey(field)).toBeUndefined();
  },
);

test.each(['a.b-c_d~e', 'date=2026-01-01/x:y@z', 'it\'s(1)!*', '$&;='])('takes %j as it is', (field) => {
  expect(decodeKey(field)).toBe(field);
});

// S3 User Guide, "Naming Amazon S3 objects": 1 to 1024 bytes of UTF-8
test.each([
  ['', false],
  ['a', true],
  ['a'.repeat(1024), true],
  ['a'.repeat(1025), false],
  ['ü'.repeat(512), true],
  ['ü'.repeat(513), false],
])('says of a key of its length whether S3 takes it (%#)', (key, fits) => {
  expect(keyRule(key) === undefined).toBe(fits);
});

// S3 User Guide, "Creating an S3 Batch Operations job": the key in a manifest has at most 1024 characters
test.each([[1024, true], [1025, false]])('says of %d characters whether a manifest takes them: %s', (length, fits) => {
  expect(encodedKeyRule('a'.repeat(length)) === undefined).toBe(fits);
});

test.each<[string, boolean]>([
  ['null', true],
  ['3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY', true],
  ['PZ9ibn9D5lP6p298B7S9_ceqx1n5EJ0p.-', true],
  ['v'.repeat(1024), true],
  ['v'.repeat(1025), false],
  ['', false],
  ['a b', false],
  ['a,b', false],
  ['"a"', false],
  ['a\n', false],
  ['ü', false],
])('says of the version id %j whether a row can hold it: %s', (versionId, fits) => {
  expect(versionIdRule(versionId) === undefined).toBe(fits);
});

test.each([
  ['logs/a', 'logs/b', 'logs/'],
  ['logs/', 'logs/a', 'logs/'],
  ['logs/a', 'logs/', 'logs/'],
  ['a', 'b', ''],
])('%s and %s begin with %j', (a, b, start) => {
  expect(commonStart(a, b)).toBe(start);
});
