import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { ANYTHING, preparing, tasksOf } from './manifest-fixture';
import { readManifest } from '../../../local/src/manifest/read-manifest';
import { TaskList } from '../../../local/src/manifest/task-list';
import { writeManifest } from '../../../local/src/manifest/written-manifest';
import type { ManifestOutputRequest } from '../../../local/src/model/job-request';
import type { Statement } from '../../../local/src/policy/document';
import type { BucketConfiguration } from '../../../local/src/store/object-state';
import type { Choices } from '../../../local/src/unknowns';
import { keysOf, textOf } from '../surroundings';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/one';
const KMS = { ManifestEncryption: { SSEKMS: { KeyId: KEY } } };
const VERSIONED = [{ bucket: 'logs', key: 'a b', versionId: 'v1' }, { bucket: 'logs', key: 'c', versionId: 'v2' }];

interface Changes {
  readonly output?: Partial<ManifestOutputRequest>;
  readonly statements?: Statement[];
  readonly unknowns?: Partial<Choices>;
  /** The bucket `lists`, if there is to be one. */
  readonly lists?: BucketConfiguration;
  readonly tasks?: typeof VERSIONED | { bucket: string; key: string }[];
}

async function written({ output, statements, unknowns, lists, tasks = VERSIONED }: Changes = {}) {
  const parts = preparing({ statements, unknowns });
  if (lists) parts.store.createBucket('lists', lists);
  const list = new TaskList();
  for (const task of tasks) list.add(task);
  const generated = await writeManifest({
    tasks: list,
    generator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: true },
    output: { Bucket: 'arn:aws:s3:::reports', ManifestFormat: 'S3InventoryReport_CSV_20211130', ManifestPrefix: 'lists', ...output },
  }, parts.job);
  return { ...parts, generated };
}

function allowing(...Action: string[]): Statement[] {
  return [{ ...ANYTHING[0], Action }];
}

test('is told of as DescribeJob tells of it', async () => {
  const { store, generated } = await written();
  const { etag } = await store.asOwner().headObject({ bucket: 'reports', key: 'lists/job-job-1/manifest.json' });
  expect(generated).toEqual({
    Format: 'S3InventoryReport_CSV_20211130', Location: { ObjectArn: 'arn:aws:s3:::reports/lists/job-job-1/manifest.json', ETag: etag },
  });
});

test('is an inventory of the tasks', async () => {
  const { store } = await written();
  const manifest = JSON.parse(await textOf(store, 'reports', 'lists/job-job-1/manifest.json')) as { files: { key: string; size: number; MD5checksum: string }[] };
  expect(manifest).toMatchObject({
    sourceBucket: 'logs', destinationBucket: 'arn:aws:s3:::reports', fileFormat: 'CSV', fileSchema: 'Bucket, Key, VersionId', files: [{}],
  });
  const [file] = manifest.files;
  const { body } = await store.asOwner().getObject({ bucket: 'reports', key: file.key });
  const bytes = Buffer.concat(await body.toArray());
  expect(file).toMatchObject({ size: bytes.length, MD5checksum: createHash('md5').update(bytes).digest('hex') });
  expect(gunzipSync(bytes).toString()).toBe('"logs","a%20b","v1"\n"logs","c","v2"\n');
});

test.each([['with versions', VERSIONED], ['without versions', [{ bucket: 'logs', key: 'a b' }]]])('can be the manifest of another job, %s', async (_case, tasks) => {
  const { job, generated: { Location } } = await written({ tasks });
  const manifest = await readManifest({ Spec: { Format: 'S3InventoryReport_CSV_20161130' }, Location }, 'S3PutObjectTagging', job);
  expect(await tasksOf(manifest)).toMatchObject(tasks);
});

test.each<[Partial<ManifestOutputRequest>, Partial<Choices>, string]>([
  [{}, {}, 'lists/job-job-1/manifest.json'],
  [{ ManifestPrefix: undefined }, {}, 'job-job-1/manifest.json'],
  [{ ManifestPrefix: 'lists/' }, {}, 'lists/job-job-1/manifest.json'],
  [{ ManifestPrefix: 'lists/' }, { prefixSlash: 'yes' }, 'lists//job-job-1/manifest.json'],
  [{}, { generatedManifestKey: 'under the date' }, 'lists/2026-11-01T12-00Z/manifest.json'],
])('with %j and %j is at %s', async (output, unknowns, key) => {
  const { store } = await written({ output, unknowns });
  expect(await keysOf(store, 'reports')).toContain(key);
});

// S3 User Guide, "Granting permissions for Batch Operations"
test.each([['s3:PutObject', 's3:GetObject'], ['s3:GetObject', 's3:PutObject']])('takes more of its role than %s: %s', async (allowed, missing) => {
  await expect(written({ statements: allowing(allowed) })).rejects.toMatchObject({ code: 'AccessDenied', message: expect.stringContaining(missing) });
});

// S3 User Guide, "Granting permissions for Batch Operations": another account's bucket whose ACLs are enabled
test.each<[string, BucketConfiguration, string[]]>([
  ['another account\'s bucket with ACLs', { account: '999999999999', ownership: 'ObjectWriter' }, ['s3:PutObjectAcl']],
  ['another account\'s bucket whose owner is preferred', { account: '999999999999', ownership: 'BucketOwnerPreferred' }, ['s3:PutObjectAcl']],
  ['another account\'s bucket without ACLs', { account: '999999999999' }, []],
  ['an own bucket with ACLs', { ownership: 'ObjectWriter' }, []],
])('in %s takes what that takes', async (_case, configuration, needed) => {
  const write = (...more: string[]) =>
    written({ statements: allowing('s3:PutObject', 's3:GetObject', ...more), output: { Bucket: 'arn:aws:s3:::lists' }, lists: configuration });
  await expect(write(...needed)).resolves.toBeDefined();
  for (const action of needed) await expect(write()).rejects.toMatchObject({ code: 'AccessDenied', message: expect.stringContaining(action) });
});

describe('under a KMS key', () => {
  test('takes the key for what it says, and not the bucket\'s default', async () => {
    const { store } = await written({ output: KMS });
    const { encryption } = await store.asOwner().headObject({ bucket: 'reports', key: 'lists/job-job-1/manifest.json' });
    expect(encryption).toMatchObject({ type: 'SSE-KMS', keyArn: KEY });
  });

  test.each<[Choices['generatedManifestKms'], string[], string | undefined]>([
    ['GenerateDataKey and Decrypt', ['kms:GenerateDataKey', 'kms:Decrypt'], undefined],
    ['GenerateDataKey and Decrypt', ['kms:GenerateDataKey'], 'kms:Decrypt'],
    ['GenerateDataKey', ['kms:GenerateDataKey'], undefined],
    ['GenerateDataKey', ['kms:Decrypt'], 'kms:GenerateDataKey'],
  ])('where %s is chosen, a role with %j lacks %s', async (generatedManifestKms, actions, missing) => {
    const ends = await written({ output: KMS, unknowns: { generatedManifestKms }, statements: allowing('s3:*', ...actions) })
      .then(() => undefined, ({ message }: Error) => message);
    expect(ends).toEqual(missing && expect.stringContaining(missing));
  });
});

test('names its version in a bucket with versions, and needs the role to read it', async () => {
  const inVersions = (statements?: Statement[]) => {
    const parts = preparing({ statements });
    parts.store.createBucket('versioned', { versioned: true });
    const tasks = new TaskList();
    tasks.add(VERSIONED[0]);
    return writeManifest({
      tasks,
      generator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: true },
      output: { Bucket: 'arn:aws:s3:::versioned', ManifestFormat: 'S3InventoryReport_CSV_20211130' },
    }, parts.job);
  };
  expect((await inVersions()).Location).toMatchObject({ ObjectVersionId: 'version-2' });
  await expect(inVersions(allowing('s3:PutObject', 's3:GetObject'))).rejects.toMatchObject({ message: expect.stringContaining('s3:GetObjectVersion') });
});

test('fails in another account\'s bucket than expected', async () => {
  await expect(written({ output: { ExpectedManifestBucketOwner: '999999999999' } })).rejects.toMatchObject({ code: 'AccessDenied' });
});
