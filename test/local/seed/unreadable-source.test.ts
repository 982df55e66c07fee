import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { seedBucket } from '../../../local/src/seed/seed-bucket';
import type { MemoryStore } from '../../../local/src/store/memory-store';
import { FakeClock } from '../fake-clock';
import { keysOf, surroundings } from '../surroundings';
import { writeFiles } from '../write-files';

let folder: string;
let store: MemoryStore;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'unreadable-')));
  ({ store } = surroundings(new FakeClock()));
});

afterEach(() => rmSync(folder, { recursive: true }));

const WHAT_SOURCES_ARE = 'give a folder, a listing in JSON or an inventory\'s manifest.json';

test('refuses a source that there isn\'t, by its whole path', async () => {
  const none = join(folder, 'none');
  await expect(seedBucket(store, 'none', none)).rejects.toThrow(`${none} isn't there; ${WHAT_SOURCES_ARE}`);
  await expect(seedBucket(store, 'none', relative('', none))).rejects.toThrow(`${relative('', none)} (${none}) isn't there; ${WHAT_SOURCES_ARE}`);
  expect(store.hasBucket('none')).toBe(false);
});

/** As a user who isn't allowed everything. */
async function asSomebody(run: () => Promise<void>): Promise<void> {
  if (process.geteuid!() !== 0) return run();
  process.seteuid!(65534);
  try {
    await run();
  } finally {
    process.seteuid!(0);
  }
}

const LET_READ = 'can\'t be read by this user; let this user read it, or leave it out with `exclude`';

test.each<[string, () => void, string, string]>([
  ['a path through a file', () => writeFiles(folder, { file: '' }), 'file/objects', `isn't there: a part of the path is a file; ${WHAT_SOURCES_ARE}`],
  ['a link to itself', () => symlinkSync('self', join(folder, 'self')), 'self', `is a link that leads back to itself; ${WHAT_SOURCES_ARE}`],
  ['a link to nothing', () => symlinkSync('gone', join(folder, 'link')), 'link', `isn't there; ${WHAT_SOURCES_ARE}`],
  ['a named pipe', () => execFileSync('mkfifo', [join(folder, 'pipe')]), 'pipe', `is neither a folder nor a file; ${WHAT_SOURCES_ARE}`],
])('refuses %s as a source', async (_what, make, name, message) => {
  make();
  await expect(seedBucket(store, 'none', join(folder, name))).rejects.toThrow(`${join(folder, name)} ${message}`);
  expect(store.hasBucket('none')).toBe(false);
});

test.each<[string, () => void, string, string]>([
  ['a named pipe', () => execFileSync('mkfifo', [join(folder, 'odd')]), 'odd', 'is a named pipe, and only a file can be an object; leave it out with `exclude`'],
  ['a link to a named pipe', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('pipe', join(folder, 'odd'));
  }, 'odd', 'is a named pipe, and only a file can be an object; leave it out with `exclude`'],
  ['a link to nothing', () => symlinkSync('gone', join(folder, 'odd')), 'odd', 'isn\'t there; mend the link, or leave it out with `exclude`'],
])('refuses a folder with %s, unless it is excluded, and seeds nothing then', async (_what, make, name, message) => {
  writeFiles(folder, { 'a.txt': '' });
  make();
  await expect(seedBucket(store, 'none', folder, { exclude: ['pipe'] })).rejects.toThrow(`${join(folder, name)} ${message}`);
  expect(store.hasBucket('none')).toBe(false);
  expect(await seedBucket(store, 'logs', folder, { exclude: ['odd', 'pipe'] })).toBe(1);
});

test('refuses a folder with a socket in it', async () => {
  const server = createServer().listen(join(folder, 'socket'));
  try {
    await once(server, 'listening');
    await expect(seedBucket(store, 'logs', folder)).rejects.toThrow(`${join(folder, 'socket')} is a socket, and only a file can be an object`);
  } finally {
    server.close();
  }
});

test.each([
  ['the folder', '', ''],
  ['a folder in it', 'secret', 'secret'],
  ['a file in it', 'secret/key.pem', 'secret/key.pem'],
  ['a file behind a link', 'secret/key.pem', 'secret/key.pem'],
])('refuses %s that this user can\'t read, before a job would', async (what, closed, named) => {
  writeFiles(folder, { 'a.txt': '', 'secret/key.pem': 'secret' });
  if (what.includes('link')) symlinkSync('secret/key.pem', join(folder, 'link'));
  chmodSync(folder, 0o755);
  chmodSync(join(folder, closed), 0);
  try {
    await asSomebody(async () => {
      await expect(seedBucket(store, 'none', folder)).rejects.toThrow(`${join(folder, named)} ${LET_READ}`);
    });
  } finally {
    chmodSync(join(folder, closed), 0o755);
  }
  expect(store.hasBucket('none')).toBe(false);
});

test('refuses a listing that this user can\'t read', async () => {
  writeFiles(folder, { 'listing.json': { Contents: [] } });
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'listing.json'), 0);
  await asSomebody(async () => {
    await expect(seedBucket(store, 'logs', join(folder, 'listing.json'))).rejects.toThrow(
      `${join(folder, 'listing.json')} can't be read by this user; let this user read it, or give another source`,
    );
  });
});

test.each([
  ['isn\'t there', () => undefined, 'isn\'t there'],
  ['is a folder', (path: string) => { mkdirSync(path); }, 'is no file'],
  ['is a named pipe', (path: string) => { execFileSync('mkfifo', [path]); }, 'is no file'],
])('refuses metadata that %s', async (_what, make, message) => {
  const metadata = join(folder, 'objects.jsonl');
  make(metadata);
  await expect(seedBucket(store, 'logs', folder, { metadata })).rejects.toThrow(`${metadata} ${message}; give a file of JSON lines that this user may read as \`metadata\``);
});

// APFS takes no such names
(process.platform === 'linux' ? test : test.skip)('refuses a name that isn\'t UTF-8, of a file or of what a link leads to', async () => {
  const odd = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.txt')]);
  writeFileSync(odd, 'latin');
  const refusal = `${folder} has caf\\xe9.txt, whose name isn't UTF-8, as a key must be; rename it, or give a folder without it`;
  await expect(seedBucket(store, 'none', folder)).rejects.toThrow(refusal);
  expect(store.hasBucket('none')).toBe(false);
  mkdirSync(join(folder, 'links'));
  symlinkSync(odd, join(folder, 'links', 'a.txt'));
  await expect(seedBucket(store, 'none', join(folder, 'links'))).rejects.toThrow('whose name isn\'t UTF-8');
});

test('keeps names of all alphabets, and one with the sign that stands for what can\'t be read', async () => {
  writeFiles(folder, { 'é.txt': 'a', '木/\u{1F600}.txt': 'b', '\ufffd.txt': 'c', '\ufeffmark.txt': 'd' });
  expect(await seedBucket(store, 'all', folder)).toBe(4);
  expect((await keysOf(store, 'all')).sort()).toEqual(['é.txt', '木/\u{1F600}.txt', '\ufffd.txt', '\ufeffmark.txt'].sort());
});

describe('a key that is too long', () => {
  const key = 'é'.repeat(512) + 'x';
  const listed = (Key: string) => ({ Key, Size: 1, LastModified: '2026-01-01T00:00:00Z' });
  const inventory = () => {
    const bytes = gzipSync(`"logs","a","1"\n"logs","${encodeURIComponent(key)}","1"\n`);
    const file = { key: 'data/1.csv.gz', size: bytes.length, MD5checksum: createHash('md5').update(bytes).digest('hex') };
    writeFileSync(join(folder, '1.csv.gz'), bytes);
    return { sourceBucket: 'logs', destinationBucket: 'arn:aws:s3:::inventories', version: '2016-11-30', creationTimestamp: '1793322000000', fileFormat: 'CSV', fileSchema: 'Bucket, Key, Size', files: [file] };
  };

  // S3 User Guide, "Naming Amazon S3 objects": 1,024 bytes of UTF-8
  test.each<[string, string, () => { readonly [path: string]: object | string }, string]>([
    ['a listing', 'listing.json', () => ({ 'listing.json': { Contents: [listed('a'), listed(key)] } }), 'listing.json, Contents[1]'],
    ['an inventory', 'manifest.json', () => ({ 'manifest.json': inventory() }), '1.csv.gz: line 2'],
    ['a folder\'s metadata', '.', () => ({ 'lines.jsonl': [{ key: 'a', size: 1 }, { key, size: 1 }].map((line) => JSON.stringify(line)).join('\n') }), 'lines.jsonl, line 2'],
    ['a folder', '.', () => ({ [`${'d'.repeat(250)}/`.repeat(5) + 'a']: 'a' }), ''],
  ])('is refused while %s is read', async (what, source, files, place) => {
    writeFiles(folder, files());
    const options = what === 'a folder\'s metadata' ? { metadata: join(folder, 'lines.jsonl') } : {};
    const seeding = seedBucket(store, 'none', join(folder, source), options);
    await expect(seeding).rejects.toThrow('Your key is too long: 1024 bytes at most, got: 1');
    await expect(seeding).rejects.toThrow(place);
    // a source that is broken fills nothing
    expect(store.hasBucket('none')).toBe(false);
  });

  test('is one of 1,025 bytes: one of 1,024 is kept', async () => {
    writeFiles(folder, { 'listing.json': { Contents: [listed(key.slice(0, -1))] } });
    expect(await seedBucket(store, 'all', join(folder, 'listing.json'))).toBe(1);
  });
});
