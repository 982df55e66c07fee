import { generateManifest } from '../../../local/src/manifest/generated';
import type { Manifest, Task } from '../../../local/src/manifest/manifest';
import type { ManifestFilterRequest } from '../../../local/src/model/job-request';
import { FakeClock } from '../fake-clock';
import { ACCOUNT, seed, surroundings } from '../surroundings';

const inventory = [{ Effect: 'Allow', Action: 's3:PutInventoryConfiguration', Resource: 'arn:aws:s3:::*' }];

function prepared(statements = inventory) {
  const { store, role } = surroundings(new FakeClock(), statements);
  const generate = (Filter?: ManifestFilterRequest, bucket = 'logs', ExpectedBucketOwner = ACCOUNT) =>
    generateManifest(store, role, { SourceBucket: `arn:aws:s3:::${bucket}`, EnableManifestOutput: false, ExpectedBucketOwner, Filter });
  return { store, generate };
}

async function tasks(manifest: Manifest): Promise<Task[]> {
  const found: Task[] = [];
  for await (const task of manifest.tasks()) found.push(task);
  expect(found).toHaveLength(manifest.total);
  return found;
}

async function keys(manifest: Manifest): Promise<string[]> {
  return (await tasks(manifest)).map(({ key }) => key);
}

test.each([undefined, {}])('selects the whole bucket with the filter %p', async (filter) => {
  const { store, generate } = prepared();
  seed(store, ...Array.from({ length: 2500 }, (_, index) => `key-${index}`));
  expect(new Set(await keys(await generate(filter))).size).toBe(2500);
});

test('selects by the start of the key', async () => {
  const { store, generate } = prepared();
  seed(store, 'app/1', 'app', 'apple', 'web/app/1');
  expect(await keys(await generate({ KeyNameConstraint: { MatchAnyPrefix: ['app/'] } }))).toEqual(['app/1']);
});

test('selects what was written after one moment and before another, the moments left out', async () => {
  const { store, generate } = prepared();
  for (const hour of ['09', '10', '11', '12', '13']) {
    store.seedObject('logs', hour, { body: Buffer.from(''), lastModified: new Date(`2026-10-01T${hour}:00:00Z`) });
  }
  const filter = { CreatedAfter: '2026-10-01T12:00:00+02:00', CreatedBefore: '2026-10-01T13:00:00Z' };
  expect(await keys(await generate(filter))).toEqual(['11', '12']);
});

test('names current versions where the bucket has versions, and none where it has not', async () => {
  const { store, generate } = prepared();
  store.createBucket('versioned', { versioned: true });
  await store.asOwner().putObject({ bucket: 'versioned', key: 'a', body: Buffer.from('1') });
  const { versionId } = await store.asOwner().putObject({ bucket: 'versioned', key: 'a', body: Buffer.from('2') });
  seed(store, 'a');
  expect(await tasks(await generate({}, 'versioned'))).toEqual([{ bucket: 'versioned', key: 'a', versionId }]);
  expect(await tasks(await generate())).toEqual([{ bucket: 'logs', key: 'a' }]);
});

test('is settled once it is made', async () => {
  const { store, generate } = prepared();
  seed(store, 'a');
  const manifest = await generate();
  seed(store, 'b');
  expect(await keys(manifest)).toEqual(['a']);
});

test('needs the permission to set up an inventory of the source bucket', async () => {
  const { generate } = prepared([{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::logs/*' }]);
  await expect(generate()).rejects.toMatchObject({ status: 403, code: 'AccessDenied', message: expect.stringContaining('s3:PutInventoryConfiguration') });
});

test('fails on a bucket that is missing or another account\'s', async () => {
  const { generate } = prepared();
  await expect(generate({}, 'nowhere')).rejects.toMatchObject({ code: 'NoSuchBucket' });
  await expect(generate({}, 'logs', '999999999999')).rejects.toMatchObject({ code: 'AccessDenied' });
});
