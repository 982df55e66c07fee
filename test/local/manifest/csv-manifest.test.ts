import { ANYTHING, preparing, tasksOf } from './manifest-fixture';
import type { Task } from '../../../local/src/manifest/manifest';
import { readManifest } from '../../../local/src/manifest/read-manifest';
import type { ManifestField, OperationName } from '../../../local/src/model/job-request';
import type { Choices } from '../../../local/src/unknowns';
import { csvRequest } from '../surroundings';

const BUCKET_AND_KEY: ManifestField[] = ['Bucket', 'Key'];
const WITH_VERSIONS: ManifestField[] = ['Bucket', 'Key', 'VersionId'];

interface Changes {
  readonly operation?: OperationName;
  readonly unknowns?: Partial<Choices>;
}

async function read(csv: string | Buffer, Fields = BUCKET_AND_KEY, { operation = 'S3PutObjectTagging', unknowns }: Changes = {}) {
  const { store, job } = preparing({ unknowns });
  const { Manifest: manifest } = await csvRequest(store, csv);
  return readManifest({ ...manifest!, Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields } }, operation, job);
}

async function tasks(csv: string, fields?: ManifestField[], changes?: Changes): Promise<Task[]> {
  return tasksOf(await read(csv, fields, changes));
}

// S3 User Guide, "Creating an S3 Batch Operations job", manifest format
test.each<[string, string, ManifestField[], Task[]]>([
  ['a row each', 'logs,a\nother,b\n', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'a', encodedKey: 'a' }, { bucket: 'other', key: 'b', encodedKey: 'b' }]],
  ['the last row without a line end', 'logs,a', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'a', encodedKey: 'a' }]],
  ['the line ends of Windows', 'logs,a\r\nlogs,b\r\n', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'a', encodedKey: 'a' }, { bucket: 'logs', key: 'b', encodedKey: 'b' }]],
  ['line ends of Windows and of Unix, one after another', 'logs,a\nlogs,b\r\nlogs,c\n', BUCKET_AND_KEY, ['a', 'b', 'c'].map((key) => ({ bucket: 'logs', key, encodedKey: key }))],
  ['a U+FFFD that a key has', 'logs,\uFFFD', BUCKET_AND_KEY, [{ bucket: 'logs', key: '\uFFFD', encodedKey: '\uFFFD' }]],
  ['keys URL-encoded', 'logs,x%20y%2Cz/%C3%BC', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'x y,z/ü', encodedKey: 'x%20y%2Cz/%C3%BC' }]],
  ['keys with line ends of every kind', 'logs,a%0Ab%0Dc%E2%80%A8d', BUCKET_AND_KEY, [{ bucket: 'logs', key: 'a\nb\rc\u2028d', encodedKey: 'a%0Ab%0Dc%E2%80%A8d' }]],
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
  ['keys of 1024 characters', `logs,${'k'.repeat(1024)}`, BUCKET_AND_KEY, [{ bucket: 'logs', key: 'k'.repeat(1024), encodedKey: 'k'.repeat(1024) }]],
])('reads %s', async (_case, csv, fields, expected) => {
  expect(await tasks(csv, fields)).toEqual(expected);
});

// S3 User Guide, "Troubleshooting Batch Operations"; the ends of rows that name versions: "Creating an S3 Batch Operations job"
test.each<[string, string | Buffer, ManifestField[], string]>([
  ['without a column for the key', 'logs,a', ['Bucket', 'Ignore'], 'Required fields are missing in the schema: Key'],
  ['without columns', 'logs,a', [], 'Required fields are missing in the schema: Bucket, Key'],
  ['with a column twice', 'logs,a', ['Bucket', 'Key', 'Key'], 'The schema has a field twice: Key'],
  ['without rows', '', BUCKET_AND_KEY, 'The manifest has no rows'],
  ['with a byte order mark', '\uFEFFlogs,a', BUCKET_AND_KEY, 'Line 1 of the manifest begins with a byte order mark'],
  ['with a byte order mark before a quote', '\uFEFF"logs","a"', BUCKET_AND_KEY, 'Line 1 of the manifest begins with a byte order mark'],
  ['with lines that end in a carriage return alone', 'logs,a\rlogs,b\r', BUCKET_AND_KEY, 'Line 1 of the manifest has a carriage return in a field: a line ends in a line feed, or in both'],
  ['with a line among others that ends in a carriage return alone', 'logs,a\nlogs,b\rlogs,c\n', BUCKET_AND_KEY, 'Line 2 of the manifest has a carriage return in a field'],
  ['with a blank line', 'logs,a\n\nlogs,b', BUCKET_AND_KEY, 'Line 2 of the manifest is blank'],
  ['with a blank line at its end', 'logs,a\n\n', BUCKET_AND_KEY, 'Line 2 of the manifest is blank'],
  ['with a version id in some rows alone', 'logs,a,v1\nlogs,b\n', WITH_VERSIONS, 'Line 2 of the manifest has 2 columns, and 3 are declared'],
  ['with an undeclared column', 'logs,a\nlogs,b,c\n', BUCKET_AND_KEY, 'Line 2 of the manifest has 3 columns, and 2 are declared'],
  ['with a space at the end of a line', 'logs,a\nlogs,b \n', BUCKET_AND_KEY, 'Line 2 of the manifest ends in a space'],
  ['with a line break in a field', 'logs,"a\nb"\n', BUCKET_AND_KEY, 'has a line break in a field'],
  ['with a key of 1025 characters', `logs,a\nlogs,${'k'.repeat(1025)}`, BUCKET_AND_KEY, 'Line 2 of the manifest has a key of 1025 characters'],
  ['with a key that is not URL-encoded', 'logs,100%', BUCKET_AND_KEY, 'Line 1 of the manifest has a key that is not URL-encoded: 100%'],
  ['in Latin-1', Buffer.from('logs,gr\xfcn', 'latin1'), BUCKET_AND_KEY, 'Line 1 of the manifest is not UTF-8'],
  ['with a line in Latin-1 after more than is read at once', Buffer.from('logs,a\n'.repeat(20_000) + 'logs,gr\xfcn', 'latin1'), BUCKET_AND_KEY, 'Line 20001 of the manifest is not UTF-8'],
  ['with a blank line after more than is read at once', 'logs,a\n'.repeat(20_000) + '\nlogs,b', BUCKET_AND_KEY, 'Line 20001 of the manifest is blank'],
  ['with a line in Latin-1', Buffer.from('logs,a\nlogs,gr\xfcn\nlogs,b', 'latin1'), BUCKET_AND_KEY, 'Line 2 of the manifest is not UTF-8'],
  ['with a quote that is not closed', 'logs,"a', BUCKET_AND_KEY, 'The manifest is not CSV'],
])('refuses a manifest %s', async (_case, csv, fields, message) => {
  await expect(read(csv, fields)).rejects.toMatchObject({ code: 'InvalidManifestContent', message: expect.stringContaining(message) });
});

test.each<[Choices['plusInKeys'], string]>([['a plus sign', 'a+b c'], ['a space', 'a b c']])('takes a plus sign in a key for %s where that is chosen', async (plusInKeys, key) => {
  expect(await tasks('logs,a+b%20c', BUCKET_AND_KEY, { unknowns: { plusInKeys } })).toEqual([{ bucket: 'logs', key, encodedKey: 'a+b%20c' }]);
});

describe('objects of two buckets', () => {
  // S3 User Guide, "Copy objects", "S3 Object Lock retention", "S3 Object Lock legal hold"
  test.each<OperationName>(['S3PutObjectCopy', 'S3PutObjectRetention', 'S3PutObjectLegalHold'])('are refused for %s', async (operation) => {
    await expect(read('logs,a\nother,b', BUCKET_AND_KEY, { operation })).rejects.toMatchObject({
      code: 'InvalidManifestContent', message: 'The objects of the manifest are in more than one bucket: logs, other',
    });
  });

  test.each<OperationName>(['LambdaInvoke', 'S3PutObjectTagging', 'S3PutObjectAcl'])('are taken for %s, or refused where that is chosen', async (operation) => {
    expect(await tasks('logs,a\nother,b', BUCKET_AND_KEY, { operation })).toHaveLength(2);
    const unknowns = { manifestOfManyBuckets: 'no' } as const;
    await expect(read('logs,a\nother,b', BUCKET_AND_KEY, { operation, unknowns })).rejects.toMatchObject({ code: 'InvalidManifestContent' });
  });
});

test('refuses another object than the one that was named by its ETag', async () => {
  const { store, job } = preparing();
  const { Manifest: manifest } = await csvRequest(store, 'logs,a');
  await csvRequest(store, 'logs,b');
  await expect(readManifest(manifest!, 'S3PutObjectTagging', job)).rejects.toMatchObject({
    code: 'PreconditionFailed', message: expect.stringContaining(manifest!.Location.ETag),
  });
});

test('says where only the quotes around the ETag are wrong', async () => {
  const { store, job } = preparing();
  const { Manifest: { Spec, Location } = {} as never } = await csvRequest(store, 'logs,a');
  const quoted = readManifest({ Spec, Location: { ...Location, ETag: `"${Location.ETag}"` } }, 'S3PutObjectTagging', job);
  await expect(quoted).rejects.toThrow(/without the quotes it would be the same/);
  await expect(readManifest({ Spec, Location: { ...Location, ETag: '"other"' } }, 'S3PutObjectTagging', job)).rejects.toThrow(/created for "other"$/);
});

// S3 User Guide, "Creating an S3 Batch Operations job": a manifest is read when the job is created, to its end
test('is read once: what becomes of the manifest later changes no task', async () => {
  const { store, job, log } = preparing();
  const { Manifest: request } = await csvRequest(store, 'logs,a');
  const manifest = await readManifest(request!, 'S3PutObjectTagging', job);
  await store.asOwner().deleteObject({ bucket: 'reports', key: 'manifests/m.csv' });
  expect(await tasksOf(manifest)).toEqual([{ bucket: 'logs', key: 'a', encodedKey: 'a' }]);
  expect(await tasksOf(manifest)).toHaveLength(1);
  expect(log.calls).toMatchObject([{ action: 's3:GetObject' }]);
});

test('reads the version that is named, under the version action', async () => {
  const { store, log, job } = preparing({ statements: [{ ...ANYTHING[0], Action: 's3:GetObjectVersion' }] });
  store.createBucket('versioned', { versioned: true });
  const first = await store.asOwner().putObject({ bucket: 'versioned', key: 'm/1.csv', body: Buffer.from('logs,a') });
  await store.asOwner().putObject({ bucket: 'versioned', key: 'm/1.csv', body: Buffer.from('logs,b\nlogs,c') });
  const manifest = await readManifest({
    Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: BUCKET_AND_KEY },
    Location: { ObjectArn: 'arn:aws:s3:::versioned/m/1.csv', ETag: first.etag, ObjectVersionId: first.versionId },
  }, 'S3PutObjectTagging', job);
  expect(manifest.total).toBe(1);
  expect(log.calls).toMatchObject([{ action: 's3:GetObjectVersion', resource: 'arn:aws:s3:::versioned/m/1.csv', status: 200 }]);
});

// S3 User Guide, "Creating an S3 Batch Operations job": a manifest in CSV can't be under SSE-KMS
test.each(['SSE-KMS', 'DSSE-KMS'] as const)('refuses a manifest under %s', async (type) => {
  const { store, job } = preparing();
  const object = { bucket: 'reports', key: 'm.csv', body: Buffer.from('logs,a') };
  const { etag } = await store.asOwner().putObject({ ...object, encryption: { type, keyArn: 'arn:aws:kms:us-east-1:111122223333:key/one' } });
  const request = {
    Spec: { Format: 'S3BatchOperations_CSV_20180820' as const, Fields: BUCKET_AND_KEY },
    Location: { ObjectArn: 'arn:aws:s3:::reports/m.csv', ETag: etag },
  };
  await expect(readManifest(request, 'S3PutObjectTagging', job)).rejects.toMatchObject({
    code: 'InvalidManifestContent', message: expect.stringContaining(`encrypted with ${type}`),
  });
});
