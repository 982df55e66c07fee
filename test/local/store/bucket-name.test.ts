import { storeWith } from './store-fixture';

// S3 User Guide, "General purpose bucket naming rules"
test.each([
  ['ab', '3 to 63'],
  ['a'.repeat(64), '3 to 63'],
  ['Logs', 'lower-case'],
  ['logs_2026', 'lower-case'],
  ['-logs', 'begins and ends'],
  ['logs.', 'begins and ends'],
  ['my..logs', 'two dots'],
  ['192.168.5.4', 'IP address'],
  ['xn--logs', 'begin with'],
  ['sthree-logs', 'begin with'],
  ['logs-s3alias', 'end with'],
  ['logs--ol-s3', 'end with'],
  ['logs.mrap', 'end with'],
  ['logs--usw2-az1--x-s3', 'end with'],
  ['logs--table-s3', 'end with'],
])('makes no bucket that is called %s', (name, rule) => {
  const { store } = storeWith();
  expect(() => store.createBucket(name)).toThrow(rule);
  expect(() => store.createBucket(name)).toThrow(`\`${name}\``);
});

test.each(['abc', 'a'.repeat(63), 'my.logs-2026', '1logs', 'amzn-s3-demo-bucket'])('makes a bucket that is called %s', (name) => {
  const { store } = storeWith();
  store.createBucket(name);
  expect(store.hasBucket(name)).toBe(true);
});
