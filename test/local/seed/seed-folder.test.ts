import {
  appendFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, unlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { seedBucket } from '../../../local/src/seed/seed-bucket';
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

  expect(await seedBucket(store, 'logs', folder)).toBe(3);
  expect(await keysOf(store, 'logs')).toEqual(['.hidden', 'a/deep/é.txt', 'b.txt']);
  expect(await store.asOwner().headObject({ bucket: 'logs', key: 'b.txt' })).toMatchObject({ size: 5, lastModified: new Date('2025-06-01T00:00:00Z') });
  expect(await textOf(store, 'logs', 'a/deep/é.txt')).toBe('é');
});

test('makes a bucket that isn\'t there, and one with versions if that is said', async () => {
  writeFiles(folder, { 'a.txt': '' });
  await seedBucket(store, 'new', folder);
  await seedBucket(store, 'kept', folder, { versioned: true });
  expect(await store.asOwner().getBucketVersioning({ bucket: 'new' })).toEqual({});
  expect(await store.asOwner().getBucketVersioning({ bucket: 'kept' })).toEqual({ status: 'Enabled' });
});

test('reads a file only when somebody wants its bytes, as often as they are wanted', async () => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'old');
  utimesSync(path, 1000, 1000);
  await seedBucket(store, 'logs', folder);
  // which only somebody can tell from the file before who has read it
  writeFileSync(path, 'new');
  utimesSync(path, 1000, 1000);
  expect(await textOf(store, 'logs', 'a.txt')).toBe('new');
  expect(await textOf(store, 'logs', 'a.txt')).toBe('new');
});

test.each([
  ['has other bytes by now', (path: string) => writeFileSync(path, 'other'), 'was changed after it was seeded'],
  ['has more bytes at the same moment', (path: string) => {
    writeFileSync(path, 'other');
    utimesSync(path, 1000, 1000);
  }, 'was changed after it was seeded'],
  ['was written again', (path: string) => utimesSync(path, 2000, 2000), 'was changed after it was seeded'],
  ['is gone', (path: string) => unlinkSync(path), 'was seeded and can\'t be read any more: ENOENT'],
])('fails with an error of S3 when a file is read that %s', async (_what, change, message) => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'old');
  utimesSync(path, 1000, 1000);
  await seedBucket(store, 'logs', folder);
  change(path);
  await expect(textOf(store, 'logs', 'a.txt')).rejects.toMatchObject({ name: 'S3Error', status: 501, message: expect.stringContaining(`the file ${path} ${message}`) });
});

test('leaves out what is excluded by name, at any depth', async () => {
  writeFiles(folder, { 'a.txt': '', '.git/config': '', 'sub/.git/config': '', 'sub/b.txt': '', 'sub/.gitignore': '' });
  await seedBucket(store, 'logs', folder, { exclude: ['.git'] });
  expect(await keysOf(store, 'logs')).toEqual(['a.txt', 'sub/.gitignore', 'sub/b.txt']);
});

test('follows a link to a file in the folder', async () => {
  writeFiles(folder, { 'a.txt': 'bytes' });
  symlinkSync('a.txt', join(folder, 'link.txt'));
  await seedBucket(store, 'logs', folder);
  expect(await textOf(store, 'logs', 'link.txt')).toBe('bytes');
});

test('refuses a link out of the folder, unless it is excluded, and seeds nothing then', async () => {
  writeFiles(folder, { 'a.txt': '' });
  symlinkSync('..', join(folder, 'out'));
  await expect(seedBucket(store, 'logs', folder)).rejects.toThrow(`${join(folder, 'out')} is a link out of the folder, to ${dirname(folder)}; leave it out with \`exclude\``);
  expect(await keysOf(store, 'logs')).toEqual([]);
  expect(await seedBucket(store, 'logs', folder, { exclude: ['out'] })).toBe(1);
});

test('refuses a link to a folder, which may hold the link', async () => {
  mkdirSync(join(folder, 'sub'));
  symlinkSync('.', join(folder, 'sub', 'self'));
  await expect(seedBucket(store, 'logs', folder)).rejects.toThrow(`${join(folder, 'sub', 'self')} is a link to a folder, which isn't followed`);
});

test.each([
  ['cut short', (path: string) => truncateSync(path, 70_000)],
  ['written on', (path: string) => appendFileSync(path, 'more')],
])('fails with an error of S3 when a file is %s while it is read', async (_what, change) => {
  const path = join(folder, 'a.bin');
  writeFileSync(path, Buffer.alloc(1_000_000));
  await seedBucket(store, 'logs', folder);
  const { body } = await store.asOwner().getObject({ bucket: 'logs', key: 'a.bin' });
  const reading = (async () => {
    for await (const _piece of body) change(path);
  })();
  await expect(reading).rejects.toMatchObject({ name: 'S3Error', status: 501, message: expect.stringContaining(`the file ${path} was changed after it was seeded; leave the files alone`) });
});

test('fails a copy of a file that is cut short, rather than copying what is left', async () => {
  writeFiles(folder, { 'a.txt': 'bytes' });
  await seedBucket(store, 'logs', folder);
  truncateSync(join(folder, 'a.txt'), 2);
  await expect(store.asOwner().headObject({ bucket: 'logs', key: 'a.txt' })).rejects.toThrow('was changed after it was seeded');
});

test('refuses locked objects for a bucket that is there without Object Lock, and seeds nothing then', async () => {
  writeFiles(folder, { 'objects/a.txt': '', 'objects.jsonl': { key: 'a.txt', legalHold: 'ON' } });
  store.createBucket('plain', { versioned: true });
  store.createBucket('locked', { objectLock: {} });
  const seed = (bucket: string) => seedBucket(store, bucket, join(folder, 'objects'), { metadata: join(folder, 'objects.jsonl') });
  await expect(seed('plain')).rejects.toThrow(`${join(folder, 'objects')} has locked objects, and the bucket \`plain\` has no Object Lock`);
  expect(await keysOf(store, 'plain')).toEqual([]);
  expect(await seed('locked')).toBe(1);
});
