import { readCsvManifest } from '../../../local/src/manifest/csv-manifest';
import type { Task } from '../../../local/src/manifest/manifest';
import type { ManifestField } from '../../../local/src/model/job-request';
import { FakeClock } from '../fake-clock';
import { csvRequest, surroundings } from '../surroundings';

const BUCKET_AND_KEY: ManifestField[] = ['Bucket', 'Key'];
const WITH_VERSIONS: ManifestField[] = ['Bucket', 'Key', 'VersionId'];

async function read(csv: string | Buffer, Fields: ManifestField[] = BUCKET_AND_KEY) {
  const { store } = surroundings(new FakeClock());
  const { Manifest: manifest } = await csvRequest(store, csv);
  return readCsvManifest(store.asOwner(), { ...manifest!, Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields } });
}

async function tasks(csv: string, fields?: ManifestField[]): Promise<Task[]> {
  const manifest = await read(csv, fields);
  const found: Task[] = [];
  for await (const task of manifest.tasks()) found.push(task);
  expect(found).toHaveLength(manifest.total);
  return found;
}

// S3 User Guide, "Creating an S3 Batch Operations job", manifest format
test.each<[string, string, ManifestField[], Task[]]>([
  ['a row each', 'logs,a\nother,b\n', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'a', encodedKey: 'a' }, { bucket: 'other', key: 'b', encodedKey: 'b' }]],
  ['the last row without a line end', 'logs,a', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'a', encodedKey: 'a' }]],
  ['the line ends of Windows', 'logs,a\r\nlogs,b\r\n', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'a', encodedKey: 'a' }, { bucket: 'logs', key: 'b', encodedKey: 'b' }]],
  ['keys URL-encoded', 'logs,x%20y%2Cz/%C3%BC', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'x y,z/ü', encodedKey: 'x%20y%2Cz/%C3%BC' }]],
  ['fields in quotes, as Athena writes them', '"logs","a"', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'a', encodedKey: 'a' }]],
  ['columns in any order, and columns to ignore', '12,a,logs,x', ['Ignore', 'Key', 'Bucket', 'Ignore'], [{ bucket: 'logs', key: 'a', encodedKey: 'a' }]],
  ['versions, the null version, and one that is left out', 'logs,a,v1\nlogs,a,null\nlogs,a,', WITH_VERSIONS, [
    { bucket: 'logs', key: 'a', encodedKey: 'a', versionId: 'v1' },
    { bucket: 'logs', key: 'a', encodedKey: 'a', versionId: 'null' },
    { bucket: 'logs', key: 'a', encodedKey: 'a', versionId: '' },
  ]],
  ['a header row as an object like any other', 'Bucket,Key\nlogs,a', BUCKET_AND_KEY, [
    { bucket: 'Bucket', key: 'Key', encodedKey: 'Key' }, { bucket: 'logs', key: 'a', encodedKey: 'a' },
  ]],
])('reads %s', async (_case, csv, fields, expected) => {
  expect(await tasks(csv, fields)).toEqual(expected);
});

// S3 User Guide, "Troubleshooting Batch Operations"
test.each<[string, string | Buffer, ManifestField[], string]>([
  ['without a column for the key', 'logs,a', ['Bucket', 'Ignore'], 'Required fields are missing in the schema: Key'],
  ['without columns', 'logs,a', [], 'Required fields are missing in the schema: Bucket, Key'],
  ['with a column twice', 'logs,a', ['Bucket', 'Key', 'Key'], 'The schema has a field twice: Key'],
  ['without rows', '', BUCKET_AND_KEY, 'The manifest has no rows'],
  ['with a byte order mark', '\uFEFFlogs,a', BUCKET_AND_KEY, 'Line 1 of the manifest begins with a byte order mark'],
  ['with a blank line', 'logs,a\n\nlogs,b', BUCKET_AND_KEY, 'Line 2 of the manifest is blank'],
  ['without a declared column', 'logs,a,v1\nlogs,b\n', WITH_VERSIONS, 'Line 2 of the manifest has 2 columns, and the job declares 3'],
  ['with an undeclared column', 'logs,a\nlogs,b,c\n', BUCKET_AND_KEY, 'Line 2 of the manifest has 3 columns, and the job declares 2'],
  ['with a space at the end of a line', 'logs,a\nlogs,b \n', BUCKET_AND_KEY, 'Line 2 of the manifest ends in a space'],
  ['with a line break in a field', 'logs,"a\nb"\n', BUCKET_AND_KEY, 'has a line break in a field'],
  ['with a key of 1025 characters', `logs,a\nlogs,${'k'.repeat(1025)}`, BUCKET_AND_KEY, 'Line 2 of the manifest has a key of 1025 characters'],
  ['with a key that is not URL-encoded', 'logs,100%', BUCKET_AND_KEY, 'Line 1 of the manifest has a key that is not URL-encoded: 100%'],
  ['in Latin-1', Buffer.from('logs,gr\xfcn', 'latin1'), BUCKET_AND_KEY, 'Line 1 of the manifest is not UTF-8'],
  ['with a quote that is not closed', 'logs,"a', BUCKET_AND_KEY, 'The manifest is not CSV'],
])('refuses a manifest %s', async (_case, csv, fields, message) => {
  await expect(read(csv, fields)).rejects.toMatchObject({ code: 'InvalidManifestContent', message: expect.stringContaining(message) });
});

test('refuses another object than the one that was named by its ETag', async () => {
  const { store } = surroundings(new FakeClock());
  const { Manifest: manifest } = await csvRequest(store, 'logs,a');
  await csvRequest(store, 'logs,b');
  await expect(readCsvManifest(store.asOwner(), manifest!)).rejects.toMatchObject({ code: 'PreconditionFailed', message: expect.stringContaining(manifest!.Location.ETag) });
});

test('refuses to go on with another object when it is replaced before its tasks are done', async () => {
  const { store } = surroundings(new FakeClock());
  const { Manifest: request } = await csvRequest(store, 'logs,a');
  const manifest = await readCsvManifest(store.asOwner(), request!);
  await csvRequest(store, 'logs,b');
  await expect(manifest.tasks().next()).rejects.toMatchObject({ code: 'PreconditionFailed' });
});

test('reads the version that is named, under the version action', async () => {
  const { store, principals, log } = surroundings(new FakeClock());
  const reader = principals.put('arn:aws:iam::111122223333:role/reader', [{ Statement: { Effect: 'Allow', Action: 's3:GetObjectVersion', Resource: '*' } }]);
  store.createBucket('versioned', { versioned: true });
  const first = await store.asOwner().putObject({ bucket: 'versioned', key: 'm/1.csv', body: Buffer.from('logs,a') });
  await store.asOwner().putObject({ bucket: 'versioned', key: 'm/1.csv', body: Buffer.from('logs,b\nlogs,c') });
  const manifest = await readCsvManifest(store.as(reader), {
    Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: BUCKET_AND_KEY },
    Location: { ObjectArn: 'arn:aws:s3:::versioned/m/1.csv', ETag: first.etag, ObjectVersionId: first.versionId },
  });
  expect(manifest.total).toBe(1);
  expect(log.calls).toMatchObject([{ action: 's3:GetObjectVersion', resource: 'arn:aws:s3:::versioned/m/1.csv', status: 200 }]);
});

test('reads no further ahead than its tasks are taken', async () => {
  const { store } = surroundings(new FakeClock());
  const { Manifest: request } = await csvRequest(store, 'logs,key\n'.repeat(200_000));
  let piecesRead = 0;
  const counting = {
    ...store.asOwner(),
    getObject: async (object: { bucket: string; key: string }) => {
      const answer = await store.asOwner().getObject(object);
      answer.body.on('data', () => piecesRead++);
      answer.body.pause();
      return answer;
    },
  };
  const manifest = await readCsvManifest(counting as never, request!);
  const piecesInAll = piecesRead;
  piecesRead = 0;
  const taken = manifest.tasks();
  await taken.next();
  expect(manifest.total).toBe(200_000);
  expect(piecesRead).toBeLessThan(piecesInAll / 2);
  await taken.return(undefined);
});
