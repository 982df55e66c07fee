import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checksumOfBytes } from '../../../local/src/operations/compute-object-checksum-bytes';

const bytes = Buffer.from('0123456789'.repeat(5));

function sha256(...pieces: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(pieces)).digest();
}

function read(pieceSize: number): Readable {
  const count = Math.ceil(bytes.length / pieceSize);
  const pieces = Array.from({ length: count }, (_, index) => bytes.subarray(index * pieceSize, (index + 1) * pieceSize));
  return Readable.from(pieces, { objectMode: false });
}

/** S3 User Guide, "Checking object integrity for data uploads": the checksum of the parts' checksums, and how many they are. */
test.each<[string, number[]]>([
  ['parts of one size', [25, 25]],
  ['parts of several sizes', [20, 1, 29]],
  ['one part', [50]],
  ['a last part without bytes', [50, 0]],
])('computes a composite checksum of %s, whatever pieces the bytes come in', async (_what, partSizes) => {
  const starts = partSizes.map((_size, index) => partSizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  const digests = partSizes.map((size, index) => sha256(bytes.subarray(starts[index], starts[index] + size)));
  const expected = `${sha256(...digests).toString('base64')}-${partSizes.length}`;
  for (const pieceSize of [1, 7, 25, 50]) {
    expect(await checksumOfBytes({ body: read(pieceSize), partSizes }, { algorithm: 'SHA256', type: 'COMPOSITE' })).toBe(expected);
  }
});

test('computes a checksum of the whole object from its parts\' bytes', async () => {
  const expected = sha256(bytes).toString('base64');
  expect(await checksumOfBytes({ body: read(7), partSizes: [20, 30] }, { algorithm: 'SHA256', type: 'FULL_OBJECT' })).toBe(expected);
});
