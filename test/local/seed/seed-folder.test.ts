import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { seedFolder } from '../../../local/src/seed/seed-folder';
import { MemoryStore } from '../../../local/src/store/memory-store';
import { FakeClock } from '../fake-clock';
import { keysOf, surroundings, textOf } from '../surroundings';
import { writeFiles } from '../write-files';

let folder: string;
let store: MemoryStore;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'seed-')));
  ({ store } = surroundings(new FakeClock()));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('makes every file an object, with its path as the key and its date as LastModified', async () => {
  writeFiles(folder, { 'b.txt': 'bytes', 'a/deep/é.txt': 'é', '.hidden': '' });
  utimesSync(join(folder, 'b.txt'), 0, new Date('2025-06-01T00:00:00Z'));

  expect(await seedFolder(store, 'logs', folder)).toBe(3);
  expect(await keysOf(store, 'logs')).toEqual(['.hidden', 'a/deep/é.txt', 'b.txt']);
  expect(await store.asOwner().headObject({ bucket: 'logs', key: 'b.txt' })).toMatchObject({ size: 5, lastModified: new Date('2025-06-01T00:00:00Z') });
  expect(await textOf(store, 'logs', 'a/deep/é.txt')).toBe('é');
});

test('reads a file only when somebody wants its bytes', async () => {
  writeFiles(folder, { 'a.txt': 'old' });
  await seedFolder(store, 'logs', folder);
  writeFileSync(join(folder, 'a.txt'), 'new');
  expect(await textOf(store, 'logs', 'a.txt')).toBe('new');
});

test('leaves out what is excluded by name, at any depth', async () => {
  writeFiles(folder, { 'a.txt': '', '.git/config': '', 'sub/.git/config': '', 'sub/b.txt': '', 'sub/.gitignore': '' });
  await seedFolder(store, 'logs', folder, { exclude: ['.git'] });
  expect(await keysOf(store, 'logs')).toEqual(['a.txt', 'sub/.gitignore', 'sub/b.txt']);
});

test('follows a link to a file in the folder', async () => {
  writeFiles(folder, { 'a.txt': 'bytes' });
  symlinkSync('a.txt', join(folder, 'link.txt'));
  await seedFolder(store, 'logs', folder);
  expect(await textOf(store, 'logs', 'link.txt')).toBe('bytes');
});

test('refuses a link out of the folder, unless it is excluded', async () => {
  symlinkSync('..', join(folder, 'out'));
  await expect(seedFolder(store, 'logs', folder)).rejects.toThrow(`${join(folder, 'out')} is a link out of the folder, to ${dirname(folder)}; leave it out with \`exclude\``);
  expect(await seedFolder(store, 'logs', folder, { exclude: ['out'] })).toBe(0);
});

test('refuses a link to a folder, which may hold the link', async () => {
  mkdirSync(join(folder, 'sub'));
  symlinkSync('.', join(folder, 'sub', 'self'));
  await expect(seedFolder(store, 'logs', folder)).rejects.toThrow(`${join(folder, 'sub', 'self')} is a link to a folder, which isn't followed`);
});

test('refuses a folder that there isn\'t, and a bucket that there isn\'t', async () => {
  await expect(seedFolder(store, 'logs', join(folder, 'none'))).rejects.toThrow('ENOENT');
  writeFiles(folder, { 'a.txt': '' });
  await expect(seedFolder(store, 'none', folder)).rejects.toThrow('The specified bucket does not exist');
});
