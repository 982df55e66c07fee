import { Readable } from 'node:stream';
import { storeWith } from './store-fixture';

// RFC 9110, "Range"
test.each([
  ['from one byte to another', { first: 2, last: 4 }, 'cde', { first: 2, last: 4 }],
  ['to the end', { first: 7 }, 'hij', { first: 7, last: 9 }],
  ['no further than there are bytes', { first: 8, last: 99 }, 'ij', { first: 8, last: 9 }],
  ['at the end', { suffixLength: 3 }, 'hij', { first: 7, last: 9 }],
  ['of more bytes than there are', { suffixLength: 99 }, 'abcdefghij', { first: 0, last: 9 }],
])('reads a range %s', async (_case, range, expected, contentRange) => {
  const { store, s3 } = storeWith();
  store.seedObject('logs', 'a', { body: { size: 10, open: () => Readable.from([Buffer.from('abc'), Buffer.from('defg'), Buffer.from('hij')]) } });
  const { body, ...head } = await s3.getObject({ bucket: 'logs', key: 'a', range });
  expect(Buffer.concat(await body.toArray()).toString()).toBe(expected);
  expect(head).toMatchObject({ size: 10, contentRange });
});

test.each([{ first: 10 }, { suffixLength: 0 }])('refuses the range %j of 10 bytes', async (range) => {
  const { s3 } = storeWith();
  await s3.putObject({ bucket: 'logs', key: 'a', body: Buffer.alloc(10) });
  await expect(s3.getObject({ bucket: 'logs', key: 'a', range })).rejects.toMatchObject({ status: 416, code: 'InvalidRange' });
});
