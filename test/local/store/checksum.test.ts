import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checksumOf, checksumTypeOfParts, compositeChecksum } from '../../../local/src/store/checksum';
import type { ChecksumAlgorithm } from '../../../local/src/store/object-state';

const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');

/** Of `123456789`: the check values of the catalogue of CRCs, and what md5sum, sha*sum and xxhsum print. */
const CHECK_VALUES: [ChecksumAlgorithm, string][] = [
  ['CRC32', 'cbf43926'],
  ['CRC32C', 'e3069283'],
  ['CRC64NVME', 'ae8b14860a799888'],
  ['MD5', '25f9e794323b453885f5181f1b624d0b'],
  ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ['SHA512', 'd9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85'],
  ['XXHASH64', '8cb841db40e6ae83'],
];

test.each(CHECK_VALUES)('computes %s as published', async (algorithm, expected) => {
  expect(hex(await checksumOf(Buffer.from('123456789'), algorithm))).toBe(expected);
});

test.each<[ChecksumAlgorithm, string]>([
  ['XXHASH64', 'ef46db3751d8e999'],
  ['XXHASH3', '2d06800538d394c2'],
  ['XXHASH128', '99aa06d3014798d86001c324468d497f'],
])('computes %s of no bytes as the xxHash specification says', async (algorithm, expected) => {
  expect(hex(await checksumOf(Buffer.alloc(0), algorithm))).toBe(expected);
});

const ALGORITHMS: ChecksumAlgorithm[] = ['CRC32', 'CRC32C', 'CRC64NVME', 'MD5', 'SHA1', 'SHA256', 'SHA512', 'XXHASH64', 'XXHASH3', 'XXHASH128'];

test.each(ALGORITHMS)('computes %s of a stream, whatever the pieces it comes in', async (algorithm) => {
  const content = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251));
  const pieces = [content.subarray(0, 1), content.subarray(1, 1025), content.subarray(1025, 1025), content.subarray(1025)];
  expect(await checksumOf(Readable.from(pieces, { objectMode: false }), algorithm)).toBe(await checksumOf(content, algorithm));
});

test('computes several at once without mixing them up', async () => {
  const contents = Array.from({ length: 20 }, (_, index) => Buffer.alloc(100_000, index));
  const alone: string[] = [];
  for (const content of contents) alone.push(await checksumOf(content, 'CRC64NVME'));
  const together = await Promise.all(contents.map((content) => checksumOf(Readable.from([content.subarray(0, 7), content.subarray(7)]), 'CRC64NVME')));
  expect(together).toEqual(alone);
});

test('makes a composite checksum of the bytes of the checksums, not of their spelling', async () => {
  const digests = ['one', 'two'].map((part) => createHash('sha256').update(part).digest());
  const expected = createHash('sha256').update(Buffer.concat(digests)).digest('base64');
  expect(await compositeChecksum(digests.map((digest) => digest.toString('base64')), 'SHA256')).toBe(`${expected}-2`);
});

test.each<[ChecksumAlgorithm, 'FULL_OBJECT' | 'COMPOSITE']>([['CRC64NVME', 'FULL_OBJECT'], ['CRC32', 'COMPOSITE'], ['CRC32C', 'COMPOSITE'], ['SHA1', 'COMPOSITE'], ['SHA256', 'COMPOSITE']])(
  'makes the %s of parts %s where nobody says', (algorithm, expected) => {
    expect(checksumTypeOfParts(algorithm)).toBe(expected);
  },
);

test.each<[ChecksumAlgorithm, 'FULL_OBJECT' | 'COMPOSITE']>([['CRC64NVME', 'COMPOSITE'], ['SHA1', 'FULL_OBJECT'], ['SHA256', 'FULL_OBJECT']])(
  'refuses the %s of parts that is %s', (algorithm, asked) => {
    expect(() => checksumTypeOfParts(algorithm, asked)).toThrow(expect.objectContaining({ code: 'InvalidRequest', status: 400 }) as Error);
  },
);

test.each<ChecksumAlgorithm>(['CRC32', 'CRC32C'])('makes the %s of parts FULL_OBJECT where somebody says so', (algorithm) => {
  expect(checksumTypeOfParts(algorithm, 'FULL_OBJECT')).toBe('FULL_OBJECT');
});
