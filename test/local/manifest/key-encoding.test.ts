import { encodeKey } from '../../../local/src/manifest/key-encoding';

// S3 User Guide, "Creating an S3 Batch Operations job": keys in a manifest are URL-encoded
test.each([
  ['app/2026/a.log', 'app/2026/a.log'],
  ['with space', 'with%20space'],
  ['a,b', 'a%2Cb'],
  ['a"b', 'a%22b'],
  ['1+1', '1%2B1'],
  ['100%', '100%25'],
  ['line\nbreak', 'line%0Abreak'],
  ['grün', 'gr%C3%BCn'],
])('encodes %j as %s', (key, encoded) => {
  expect(encodeKey(key)).toBe(encoded);
  expect(decodeURIComponent(encoded)).toBe(key);
});
