import { gzipSync } from 'node:zlib';
import { ANYTHING, type DataFile, preparing, putInventory, putManifestJson, tasksOf } from './manifest-fixture';
import { readManifest } from '../../../local/src/manifest/read-manifest';
import type { ManifestRequest } from '../../../local/src/model/job-request';
import type { JobContext } from '../../../local/src/operations/executor';

const ROW = '"logs","a%20b","v1","true","false","3"\n';

function read(request: ManifestRequest, job: JobContext) {
  return readManifest(request, 'S3PutObjectTagging', job);
}

async function readFiles(files: readonly DataFile[], members?: object) {
  const { store, job } = preparing();
  return read(await putInventory(store, files, members), job);
}

// S3 User Guide, "Locating your inventory list" and "Creating an S3 Batch Operations job": with version ids a job acts on versions
test('reads the rows of all data files, with the versions that they name', async () => {
  const manifest = await readFiles([{ text: `${ROW}"logs","c","null","true","false","1"\n` }, { text: '"logs","d","","true","false","1"\n' }]);
  expect(await tasksOf(manifest)).toEqual([
    { bucket: 'logs', key: 'a b', encodedKey: 'a%20b', versionId: 'v1' },
    { bucket: 'logs', key: 'c', encodedKey: 'c', versionId: 'null' },
    // the object's null version, which an inventory leaves empty: its task fails. S3 User Guide, "Configuring inventory"
    { bucket: 'logs', key: 'd', encodedKey: 'd', versionId: '' },
  ]);
});

test('names no versions where the inventory has none', async () => {
  const manifest = await readFiles([{ text: '"logs","a"\n' }], { fileSchema: 'Bucket, Key' });
  expect(await tasksOf(manifest)).toEqual([{ bucket: 'logs', key: 'a', encodedKey: 'a' }]);
});

test('takes keys whose encoded form has more than 1024 characters: they are S3\'s own', async () => {
  const manifest = await readFiles([{ text: `"logs","${'%20'.repeat(1000)}"\n` }], { fileSchema: 'Bucket, Key' });
  expect((await tasksOf(manifest))[0].key).toBe(' '.repeat(1000));
});

const short = gzipSync(ROW).subarray(0, -9);

test.each<[string, DataFile[], object, string]>([
  ['in ORC', [{ text: ROW }], { fileFormat: 'ORC' }, 'The inventory must be in CSV, its `fileFormat` is: "ORC"'],
  ['in Parquet', [{ text: ROW }], { fileFormat: 'Parquet' }, 'its `fileFormat` is: "Parquet"'],
  ['without a file format', [{ text: ROW }], { fileFormat: undefined }, 'its `fileFormat` is: undefined'],
  ['without a schema', [{ text: ROW }], { fileSchema: undefined }, 'The inventory has no `fileSchema`'],
  ['without a list of files', [], { files: undefined }, 'The inventory has no `files`'],
  ['without files', [], {}, 'The manifest has no rows'],
  ['with empty files', [{ text: '' }], {}, 'The manifest has no rows'],
  ['with a file that has no name', [], { files: [{ size: 1, MD5checksum: 'x' }] }, '`files[0]` must have a `key`'],
  ['without a column for the bucket', [{ text: ROW }], { fileSchema: 'Key, VersionId' }, 'Required fields are missing in the schema: Bucket'],
  ['without a column for the key', [{ text: ROW }], { fileSchema: 'Bucket, VersionId' }, 'Required fields are missing in the schema: Key'],
  ['with a row of other columns than its schema', [{ text: ROW }], { fileSchema: 'Bucket, Key' }, 'Line 1 of the inventory file logs/daily/data/0.csv.gz has 6 columns'],
  ['with a file of another MD5', [{ text: ROW, said: { MD5checksum: '0'.repeat(32) } }], {}, 'and manifest.json says 00000000000000000000000000000000'],
  ['with a file of another size', [{ text: ROW, said: { size: 1 } }], {}, 'and manifest.json says 1'],
  ['with a file that ends too early', [{ bytes: short }], {}, 'Unzipping the inventory file logs/daily/data/0.csv.gz failed: unexpected end of file'],
  ['with a file that is not compressed', [{ bytes: Buffer.from(ROW) }], {}, 'failed: incorrect header check'],
])('refuses an inventory %s', async (_case, files, members, message) => {
  await expect(readFiles(files, members)).rejects.toMatchObject({ code: 'InvalidManifestContent', message: expect.stringContaining(message) });
});

test.each(['', '{', 'null', '"text"', '{"fileFormat":"CSV"'])('refuses a manifest.json that is %j', async (json) => {
  const { store, job } = preparing();
  await expect(read(await putManifestJson(store, json), job)).rejects.toMatchObject({
    code: 'InvalidManifestContent', message: 'The inventory\'s manifest.json is not a JSON object',
  });
});

test('fails when a data file is missing', async () => {
  await expect(readFiles([{ text: ROW, said: { key: 'logs/daily/data/gone.csv.gz' } }])).rejects.toMatchObject({ name: 'S3Error', code: 'NoSuchKey' });
});

test('refuses another manifest.json than the one that was named by its ETag', async () => {
  const { store, job } = preparing();
  const request = await putInventory(store, [{ text: ROW }]);
  await putInventory(store, [{ text: ROW + ROW }]);
  await expect(read(request, job)).rejects.toMatchObject({ code: 'PreconditionFailed' });
});

// S3 User Guide, "Granting permissions for Batch Operations"
test('reads manifest.json and every data file in the role\'s name', async () => {
  const { store, job, log } = preparing();
  await read(await putInventory(store, [{ text: ROW }, { text: ROW }]), job);
  expect(log.calls.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
    's3:GetObject arn:aws:s3:::reports/logs/daily/2026-10-01T00-00Z/manifest.json',
    's3:GetObject arn:aws:s3:::reports/logs/daily/data/0.csv.gz',
    's3:GetObject arn:aws:s3:::reports/logs/daily/data/1.csv.gz',
  ]);
});

test('fails when the role may read manifest.json alone', async () => {
  const { store, job } = preparing({ statements: [{ ...ANYTHING[0], Resource: 'arn:aws:s3:::reports/*/manifest.json' }] });
  await expect(read(await putInventory(store, [{ text: ROW }]), job)).rejects.toMatchObject({ code: 'AccessDenied', message: expect.stringContaining('0.csv.gz') });
});

test.each([
  ['the destination\'s', 'NoSuchBucket'],
  ['the manifest\'s', undefined],
] as const)('looks for data files in %s bucket where that is chosen', async (inventoryFilesBucket, code) => {
  const { store, job } = preparing({ unknowns: { inventoryFilesBucket } });
  const request = await putInventory(store, [{ text: ROW }], { destinationBucket: 'arn:aws:s3:::elsewhere' });
  const ends = await read(request, job).then(() => undefined, (error: { code: string }) => error.code);
  expect(ends).toBe(code);
});

// S3 User Guide, "Granting permissions for Batch Operations": an inventory may be under SSE-KMS, for whoever may decrypt it
test.each([['is read', ['s3:*', 'kms:Decrypt'], undefined], ['is not read', ['s3:*'], 'AccessDenied']])('an inventory under a KMS key %s with %j', async (_case, Action, code) => {
  const { store, job } = preparing({ statements: [{ Effect: 'Allow', Action, Resource: '*' }] });
  const request = await putInventory(store, [{ text: ROW }]);
  await underKms(store, request);
  const ends = await read(request, job).then(() => undefined, (error: { code: string }) => error.code);
  expect(ends).toBe(code);
});

async function underKms(store: ReturnType<typeof preparing>['store'], { Location }: ManifestRequest): Promise<void> {
  const encryption = { type: 'SSE-KMS', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/one' } as const;
  for (const arn of [Location.ObjectArn, 'arn:aws:s3:::reports/logs/daily/data/0.csv.gz']) {
    await store.asOwner().updateObjectEncryption({ bucket: 'reports', key: arn.slice('arn:aws:s3:::reports/'.length), encryption });
  }
}
