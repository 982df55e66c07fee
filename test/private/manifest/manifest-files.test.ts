import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { fileProblem, inTemporaryFolder, LONGEST_LINE, readLines, writeLines } from '../../../src/private/manifest/manifest-files';

const folder = mkdtempSync(join(tmpdir(), 'manifest-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'file');
function linesOf(content: string): string[] {
  writeFileSync(path, content);
  return Array.from(readLines(path), (line) => line.toString());
}

test.each<[string, string[]]>([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\n\n', ['a', '']],
  ['\na\r\nb', ['', 'a\r', 'b']],
])('%j has the lines %j', (content, lines) => {
  expect(linesOf(content)).toEqual(lines);
});

test('lines are whole wherever the file is cut for reading', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: LONGEST_LINE }), { minLength: 1, maxLength: 8 }), (lengths) => {
    const lines = lengths.map((length, index) => String(index).repeat(length));

    expect(linesOf(lines.map((line) => `${line}\n`).join('')).map(({ length }) => length)).toEqual(lengths);
  }), { numRuns: 50 });
});

test.each([1, 10, 5 * LONGEST_LINE])('a line that is too long by %d shows it, costs no more, and ends where it ends', (excess) => {
  const [long, next, ...others] = linesOf(`${'a'.repeat(LONGEST_LINE + excess)}\nb`);

  expect(long.length).toBeGreaterThan(LONGEST_LINE);
  expect(long.length).toBeLessThanOrEqual(3 * LONGEST_LINE);
  expect([next, ...others]).toEqual(['b']);
});

test('says nothing against a file', () => {
  expect(fileProblem(__filename)).toBeUndefined();
});

test('writes lines of any length, and says their SHA-256', () => {
  const lines = ['a', 'ü'.repeat(100_000), 'b'];

  const written = writeLines(folder, lines);

  const content = readFileSync(written.path);
  expect(content.equals(Buffer.from(`${lines.join('\n')}\n`))).toBe(true);
  expect(written.sha256).toBe(createHash('sha256').update(content).digest('hex'));
});

test('removes a temporary folder with what is in it, also after a failure', () => {
  const made: string[] = [];
  const use = (fails: boolean) => (temporary: string) => {
    made.push(temporary);
    writeLines(temporary, ['a']);
    if (fails) throw new Error('no more');
    return existsSync(temporary);
  };

  expect(inTemporaryFolder(use(false), false)).toBe(true);
  expect(() => inTemporaryFolder(use(true), false)).toThrow('no more');

  expect(made.map(existsSync)).toEqual([false, false]);
});

test('keeps a temporary folder that is still wanted', () => {
  const kept = inTemporaryFolder((temporary) => temporary, true);

  expect(existsSync(kept)).toBe(true);
  rmSync(kept, { recursive: true });
});
