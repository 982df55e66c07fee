import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { seedBucket } from '../../../local/src/seed/seed-bucket';
import type { SeedOptions } from '../../../local/src/seed/seed-options';
import { MemoryStore } from '../../../local/src/store/memory-store';
import { choose } from '../../../local/src/unknowns';
import { FakeClock } from '../fake-clock';
import { keysOf, surroundings } from '../surroundings';

const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/k';
const DATA = 'inventories/logs/all/data/939c6d46.csv.gz';

let folder: string;
let store: MemoryStore;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'inventory-')));
  ({ store } = surroundings(new FakeClock('2026-11-01T12:00:00.000Z')));
});

afterEach(() => rmSync(folder, { recursive: true }));

interface Delivery {
  readonly schema: string;
  readonly rows: readonly string[];
  /** Where the data file is. */
  readonly data?: string;
  readonly manifest?: object;
  readonly file?: object;
}

/** Writes an inventory as S3 delivers it. S3 User Guide, "Locating your inventory list". */
function written({ schema, rows, data = '2026-10-30T01-00Z/../data/939c6d46.csv.gz', manifest = {}, file = {} }: Delivery): string {
  const bytes = gzipSync(rows.map((row) => `${row}\n`).join(''));
  const path = join(folder, '2026-10-30T01-00Z', 'manifest.json');
  for (const each of [path, join(folder, data)]) mkdirSync(dirname(each), { recursive: true });
  writeFileSync(join(folder, data), bytes);
  writeFileSync(path, JSON.stringify({
    sourceBucket: 'logs',
    destinationBucket: 'arn:aws:s3:::inventories',
    version: '2016-11-30',
    creationTimestamp: '1793322000000',
    fileFormat: 'CSV',
    fileSchema: schema,
    files: [{ key: DATA, size: bytes.length, MD5checksum: createHash('md5').update(bytes).digest('hex'), ...file }],
    ...manifest,
  }));
  return path;
}

const seed = (delivery: Delivery, options?: SeedOptions) => seedBucket(store, 'copied', written(delivery), options);
const head = (key: string, versionId?: string) => store.asOwner().headObject({ bucket: 'copied', key, versionId });
const inBase64 = (acl: object) => Buffer.from(JSON.stringify(acl)).toString('base64');

// every column that there is: S3 User Guide, "Amazon S3 Inventory list"
const WHOLE_SCHEMA = 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass, IsMultipartUploaded, ReplicationStatus, '
  + 'EncryptionStatus, ObjectLockRetainUntilDate, ObjectLockMode, ObjectLockLegalHoldStatus, IntelligentTieringAccessTier, BucketKeyStatus, ChecksumAlgorithm, '
  + 'ObjectAccessControlList, ObjectOwner, LifecycleExpirationDate';

test('takes all that an inventory says of an object', async () => {
  const acl = inBase64({
    version: '2022-11-10', status: 'AVAILABLE', grants: [
      { canonicalId: 'reader', type: 'CanonicalUser', permission: 'READ' }, { uri: 'http://acs.amazonaws.com/groups/global/AllUsers', type: 'Group', permission: 'READ_ACP' },
    ],
  });
  await seed({
    schema: WHOLE_SCHEMA,
    rows: [
      `"logs","a%20b/%C3%A9","v2","true","false","5","2025-01-02T00:00:00.000Z","abc-2","INTELLIGENT_TIERING","true","FAILED","SSE-KMS","2030-01-01T00:00:00.000Z","GOVERNANCE","ON","DEEP_ARCHIVE","ENABLED","CRC32","${acl}","owner","2031-01-01T00:00:00.000Z"`,
      '"logs","plain","v","true","false","0","2025-01-02T00:00:00.000Z","d41d8cd98f00b204e9800998ecf8427e","STANDARD","false","","SSE-S3","","","OFF","","DISABLED","","","",""',
    ],
  }, { kmsKey: KEY_ARN });
  expect(await head('a b/é')).toEqual({
    versionId: 'v2',
    size: 5,
    lastModified: new Date('2025-01-02T00:00:00Z'),
    etag: 'abc-2',
    storageClass: 'INTELLIGENT_TIERING',
    archiveStatus: 'DEEP_ARCHIVE_ACCESS',
    replicationStatus: 'FAILED',
    encryption: { type: 'SSE-KMS', keyArn: KEY_ARN, bucketKeyEnabled: true },
    retention: { mode: 'GOVERNANCE', retainUntil: new Date('2030-01-01T00:00:00Z') },
    legalHold: 'ON',
  });
  expect(await store.asOwner().getObjectAcl({ bucket: 'copied', key: 'a b/é' })).toEqual({
    owner: 'owner', grants: [
      { grantee: { type: 'id', identifier: 'reader' }, permission: 'READ' },
      { grantee: { type: 'uri', identifier: 'http://acs.amazonaws.com/groups/global/AllUsers' }, permission: 'READ_ACP' },
    ],
  });
  expect(await head('plain')).toEqual({
    versionId: 'v', size: 0, lastModified: new Date('2025-01-02T00:00:00Z'), etag: 'd41d8cd98f00b204e9800998ecf8427e', storageClass: 'STANDARD',
    encryption: { type: 'SSE-S3' }, legalHold: 'OFF',
  });
});

test('knows words that the guide writes with one capital', async () => {
  await seed({
    schema: 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, ObjectLockRetainUntilDate, ObjectLockMode, ObjectLockLegalHoldStatus',
    rows: ['"logs","a","v","True","False","1","2030-01-01T00:00:00.000Z","Compliance","On"'],
  });
  expect(await head('a')).toMatchObject({ retention: { mode: 'COMPLIANCE' }, legalHold: 'ON' });
});

test('puts the versions of all files in the order of their dates, and the latest last', async () => {
  const schema = 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate';
  expect(await seed({
    schema, rows: [
      '"logs","a","v1","false","false","1","2025-01-01T00:00:00.000Z"',
      '"logs","a","v4","true","false","4","2025-01-03T00:00:00.000Z"',
      '"logs","a","v3","false","true","","2025-01-03T00:00:00.000Z"',
      // S3 User Guide, "Converting empty version ID strings in Amazon S3 Inventory reports to null strings"
      '"logs","a","","false","false","2","2025-01-02T00:00:00.000Z"',
    ],
  })).toBe(4);
  const { versions, deleteMarkers } = await store.asOwner().listObjectVersions({ bucket: 'copied' });
  expect(versions.map(({ versionId, size }) => [versionId, size])).toEqual([['v4', 4], ['null', 2], ['v1', 1]]);
  expect(deleteMarkers).toMatchObject([{ key: 'a', versionId: 'v3', isLatest: false }]);
});

test('makes objects of an inventory of current versions, in a bucket that keeps versions or doesn\'t', async () => {
  const delivery = { schema: 'Bucket, Key, Size', rows: ['"logs","a","1"'] };
  await seed(delivery);
  expect(await head('a')).not.toHaveProperty('versionId');
  await seedBucket(store, 'kept', written(delivery), { versioned: true });
  expect(await store.asOwner().headObject({ bucket: 'kept', key: 'a' })).toMatchObject({ versionId: 'version-1' });
});

test.each([
  ['beside the manifest', '2026-10-30T01-00Z/939c6d46.csv.gz'],
  ['in `data` beside the manifest', '2026-10-30T01-00Z/data/939c6d46.csv.gz'],
  ['in `data` beside the manifest\'s folder', 'data/939c6d46.csv.gz'],
])('finds a data file %s', async (_where, data) => {
  expect(await seed({ schema: 'Bucket, Key, Size', rows: ['"logs","a","1"'], data })).toBe(1);
});

test.each([['a plus sign', 'a+b'], ['a space', 'a b']] as const)('takes a plus sign for %s, as a job does that has the inventory for its manifest', async (plusInKeys, key) => {
  await seedBucket(store, 'copied', written({ schema: 'Bucket, Key, Size', rows: ['"logs","a+b","1"'] }), {}, choose({ plusInKeys }));
  expect(await keysOf(store, 'copied')).toEqual([key]);
});

test('is decoded in a cloud as its jobs decode manifests', async () => {
  const cloud = await LocalCloud.start({ unknowns: { plusInKeys: 'a space' } });
  try {
    expect(await cloud.seed('copied', written({ schema: 'Bucket, Key, Size', rows: ['"logs","a+b","1"'] }))).toBe(1);
    expect(await cloud.listKeys('copied')).toEqual(['a b']);
    expect(await cloud.metUnknowns()).toMatchObject([{ name: 'plusInKeys', choice: 'a space' }]);
  } finally {
    await cloud.close();
  }
});

test('fails when bytes are read, which no inventory has', async () => {
  await seed({ schema: 'Bucket, Key, Size', rows: ['"logs","a","1"'] });
  await expect(store.asOwner().getObject({ bucket: 'copied', key: 'a' })).rejects.toMatchObject({
    name: 'S3Error', status: 501, message: `the bytes of a aren't here: ${join(folder, '2026-10-30T01-00Z', 'manifest.json')} has its metadata only`,
  });
});

test.each(['ORC', 'Parquet'])('refuses an inventory in %s, by name', async (fileFormat) => {
  await expect(seed({ schema: 'Bucket, Key, Size', rows: [], manifest: { fileFormat } })).rejects.toThrow(`manifest.json: The inventory must be in CSV, its \`fileFormat\` is: "${fileFormat}"`);
});

const ROW = ['"logs","a","1"'];
const SCHEMA = 'Bucket, Key, Size';

test.each<[string, Delivery, string]>([
  ['whose data file has another MD5', { schema: SCHEMA, rows: ROW, file: { MD5checksum: '0'.repeat(32) } }, ', and '],
  ['whose data file has another size', { schema: SCHEMA, rows: ROW, file: { size: 7 } }, ' bytes, and '],
  ['whose data file isn\'t there', { schema: SCHEMA, rows: ROW, data: 'elsewhere.csv.gz' }, `names the data file ${DATA}, which isn't at `],
  ['of another bucket than it says', { schema: SCHEMA, rows: ['"other","a","1"'] }, '939c6d46.csv.gz: line 1: `Bucket` must be the inventory\'s `sourceBucket` logs, got: other'],
  ['with a column that S3 doesn\'t have', { schema: 'Bucket, Key, Size, Color', rows: [] }, 'manifest.json: the column Color isn\'t known; an inventory can have Bucket, Key,'],
  ['without sizes', { schema: 'Bucket, Key', rows: [] }, 'the inventory has no column Size'],
  ['without keys', { schema: 'Bucket, Size', rows: [] }, 'Required fields are missing in the schema: Key'],
  ['with a short row', { schema: SCHEMA, rows: ['"logs","ok","1"', '"logs","a"'] }, 'line 2: the row has 2 columns, and the `fileSchema` 3'],
  ['with a row that has no size', { schema: SCHEMA, rows: ['"logs","a",""'] }, 'line 1: `Size` must be a whole number from 0'],
  ['with a key that isn\'t encoded', { schema: SCHEMA, rows: ['"logs","100%","1"'] }, 'line 1: `Key` must be URL-encoded, got: 100%'],
  ['with a key twice', { schema: SCHEMA, rows: [...ROW, ...ROW] }, 'line 2: a is there twice'],
  ['with a broken quote', { schema: SCHEMA, rows: ['"logs","a'] }, '939c6d46.csv.gz: Quote Not Closed'],
  ['with an object under a key that nobody named', { schema: `${SCHEMA}, EncryptionStatus`, rows: ['"logs","a","1","SSE-KMS"'] }, 'line 1: the object is under SSE-KMS, and an inventory doesn\'t say with which key: name it with `kmsKey`'],
  ['with an unknown state', { schema: `${SCHEMA}, ReplicationStatus`, rows: ['"logs","a","1","DONE"'] }, 'line 1: `ReplicationStatus` must be one of PENDING, COMPLETED, FAILED, REPLICA, got: DONE'],
  ['with half a retention', { schema: `${SCHEMA}, ObjectLockMode`, rows: ['"logs","a","1","GOVERNANCE"'] }, 'line 1: a retention has an ObjectLockMode and an ObjectLockRetainUntilDate'],
  ['with an ACL and no owner', { schema: `${SCHEMA}, ObjectAccessControlList`, rows: [`"logs","a","1","${inBase64({ status: 'AVAILABLE', grants: [] })}"`] }, 'which means something only with ObjectOwner'],
])('refuses an inventory %s, and seeds nothing', async (_what, delivery, message) => {
  await expect(seed(delivery)).rejects.toThrow(message);
  expect(store.hasBucket('copied')).toBe(false);
});

test('refuses a data file that isn\'t zipped, and names it', async () => {
  const path = written({ schema: SCHEMA, rows: ROW, file: { size: 4 } });
  writeFileSync(join(folder, 'data', '939c6d46.csv.gz'), 'text');
  await expect(seedBucket(store, 'copied', path)).rejects.toThrow(/939c6d46\.csv\.gz: incorrect header check/);
});

test('refuses a key that nobody knows', async () => {
  await expect(seed({ schema: SCHEMA, rows: ROW }, { kmsKey: 'alias/none' })).rejects.toThrow('the KMS key `alias/none` isn\'t known here');
});
