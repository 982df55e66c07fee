import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpilledBytes } from '../../local/src/spilled-bytes';

const PIECE = Buffer.alloc(100_000, 'x');

function filled(pieces: number, folder?: string): SpilledBytes {
  const bytes = new SpilledBytes(folder);
  for (let index = 0; index < pieces; index++) bytes.append(Buffer.concat([Buffer.from(`${index}:`), PIECE]));
  return bytes;
}

async function contentOf(bytes: SpilledBytes): Promise<string> {
  return Buffer.concat(await bytes.open().toArray()).toString();
}

test.each([0, 1, 25])('gives %i pieces back as they were written, as often as asked', async (pieces) => {
  const bytes = filled(pieces);
  const expected = Array.from({ length: pieces }, (_, index) => `${index}:${PIECE.toString()}`).join('');
  const [first, second] = await Promise.all([contentOf(bytes), contentOf(bytes)]);
  expect(bytes.size).toBe(expected.length);
  expect(first === expected).toBe(true);
  expect(second === expected).toBe(true);
});

test('lets a reader stop early', async () => {
  for await (const piece of filled(25).open()) {
    expect((piece as Buffer).toString('utf8', 0, 2)).toBe('0:');
    break;
  }
});

test('leaves no file that somebody would have to remove', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spilled-bytes-'));
  try {
    expect(filled(25, folder).size).toBeGreaterThan(2_000_000);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
