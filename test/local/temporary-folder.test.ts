import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newTemporaryFolder, requireTemporaryFiles } from '../../local/src/temporary-folder';

test.each([['isn\'t there', '/none', 'ENOENT'], ['is a file', __filename, 'ENOTDIR']])('refuses a place for temporary files that %s', (_what, folder, code) => {
  const refusal = `TMPDIR must name a folder that this user may write to, got: ${folder} (${code}`;
  expect(() => requireTemporaryFiles(folder)).toThrow(refusal);
  expect(() => newTemporaryFolder(folder)).toThrow(refusal);
});

test('makes a folder, and leaves none to see whether it could', () => {
  const parent = mkdtempSync(join(tmpdir(), 'temporary-'));
  requireTemporaryFiles(parent);
  expect(readdirSync(parent)).toEqual([]);
  expect(existsSync(newTemporaryFolder(parent))).toBe(true);
  rmSync(parent, { recursive: true });
});
