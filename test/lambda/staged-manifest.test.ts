import { createHash } from 'node:crypto';
import { decide } from './deciding';
import { createEvent, onManifest, properties, updateEvent } from './events';
import { FakeService } from './fakes';
import { ServiceError } from '../../lambda/job-control';
import type { ManifestStore } from '../../lambda/manifest-store';
import { stageManifest } from '../../lambda/stage-manifest';
import type { JobProperties, JobRequest, StagedLocation } from '../../src/private/contract';
import { MULTIPART_SIZE } from '../../src/private/limits';

const ROWS = 'a%20b.txt,v1\n%C3%BC.txt,null\n';
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const ARN = 'arn:aws:s3:::staging/lists/x.csv';

function staged(rows = ROWS, more: Partial<StagedLocation['$staged']> = {}): JobRequest {
  const { Manifest, ...rest } = onManifest();
  const $staged = { AssetBucket: 'assets', AssetKey: 'rows.csv', Sha256: sha256(rows), Bucket: 'objects', ObjectArn: ARN, ...more };
  return { ...rest, Manifest: { Spec: { ...Manifest!.Spec, Fields: ['Bucket', 'Key', 'VersionId'] }, Location: { $staged } } };
}

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
  s3.objects.set('assets/rows.csv', Buffer.from(ROWS));
});

const create = (made: JobProperties = properties({ request: staged() })) => decide(createEvent(made), s3.services);
const written = () => s3.objects.get('staging/lists/x.csv')?.toString();

test('writes every row behind the bucket, and pins what was written', async () => {
  expect((await create()).status).toBe('SUCCESS');

  expect(written()).toBe('objects,a%20b.txt,v1\nobjects,%C3%BC.txt,null\n');
  expect(s3.jobs[0].made.request.Manifest).toEqual({
    Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key', 'VersionId'] },
    Location: { ObjectArn: ARN, ETag: 'written', ObjectVersionId: 'v9' },
  });
});

// the fake hands out seven bytes at a time, so that pieces end before, after and within lines and characters
test.each<[string, string, string]>([
  ['without a newline at the end', 'a\nb', 'objects,a\nobjects,b'],
  ['of one row', 'a', 'objects,a'],
  ['that end where a piece ends', 'aaaaaa\nbbbbbb\n', 'objects,aaaaaa\nobjects,bbbbbb\n'],
  ['of characters beyond ASCII', 'üüüüüüü\n語語語\n', 'objects,üüüüüüü\nobjects,語語語\n'],
  ['with a carriage return within', 'a\rb\nc\n', 'objects,a\rb\nobjects,c\n'],
  ['with what stands for something in a replacement', '$&\n$1\n', 'objects,$&\nobjects,$1\n'],
  ['of which there are none', '', ''],
])('writes rows %s', async (_, rows, manifest) => {
  s3.objects.set('assets/rows.csv', Buffer.from(rows));

  await create(properties({ request: staged(rows) }));

  expect(written()).toBe(manifest);
});

test('creates nothing of rows that are not those of the app, and does not ask again', async () => {
  s3.objects.set('assets/rows.csv', Buffer.from(ROWS.replace('v1', 'v2')));

  const answer = await create();

  expect(answer).toMatchObject({ status: 'FAILED', physicalId: 'none/create-1', reason: expect.stringContaining('is not the one that was synthesized') });
  expect(written()).toBeUndefined();
  expect(s3.createdJobs()).toBe(0);
  expect(s3.calls.filter((call) => call === 'getObject')).toHaveLength(1);
});

test('creates nothing, and says why, where the rows are missing', async () => {
  s3.objects.clear();

  expect(await create()).toEqual({
    status: 'FAILED',
    physicalId: 'none/create-1',
    reason: 'no job was created: writing the manifest s3://staging/lists/x.csv from the asset s3://assets/rows.csv: NoSuchKey: The specified key does not exist.',
  });
});

test.each(['getObject', 'putObject'])('asks again while IAM does not know of the permission for %s yet', async (method) => {
  const denied = { when: 'before' as const, error: new ServiceError('AccessDenied', 'no', 403) };
  s3.fail(method, denied, denied);

  expect((await create()).status).toBe('SUCCESS');
});

test('writes the manifest once, however often CreateJob has to be asked', async () => {
  const lost = { when: 'before' as const, error: new ServiceError('ECONNRESET', 'socket hang up') };
  s3.fail('createJob', lost, lost);

  expect((await create()).status).toBe('SUCCESS');
  expect(s3.calls.filter((call) => call === 'putObject')).toHaveLength(1);
});

test('writes over what is there already: its key does not say what it holds', async () => {
  s3.objects.set('staging/lists/x.csv', Buffer.from('objects,something-else\n'));

  await create();

  expect(written()).toContain('a%20b.txt');
});

test('rows that are kept elsewhere make no other run, other rows do', async () => {
  const { physicalId } = await create();
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  const update = (request: JobRequest) => decide(updateEvent(physicalId, properties({ request: staged() }), properties({ request })), s3.services);

  const elsewhere = { AssetBucket: 'other', AssetKey: 'other.csv', ObjectArn: 'arn:aws:s3:::other/y.csv' };
  expect(await update(staged(ROWS, elsewhere))).toMatchObject({ status: 'SUCCESS', physicalId });
  expect(s3.calls.filter((call) => call === 'putObject')).toHaveLength(1);
  s3.objects.set('assets/rows.csv', Buffer.from('c,v1\n'));
  expect((await update(staged('c,v1\n'))).physicalId).not.toBe(physicalId);
});

test.each(['', 'a,b', 'a\nb', 'a b', 'a"'])('refuses the bucket %j, which would be more than a column', async (Bucket) => {
  expect(await create(properties({ request: staged(ROWS, { Bucket }) }))).toMatchObject({
    status: 'FAILED', reason: expect.stringContaining('`Manifest.Location.$staged.Bucket` must be the name of a bucket'),
  });
  expect(s3.calls).toEqual([]);
});

describe('a million rows', () => {
  const ROW = `${'k'.repeat(40)}\n`;
  const rows = Buffer.alloc(1_000_000 * ROW.length, ROW);
  const manifest = Buffer.alloc(1_000_000 * `objects,${ROW}`.length, `objects,${ROW}`);
  const $staged = { AssetBucket: 'assets', AssetKey: 'rows', Sha256: sha256(rows), Bucket: 'objects', ObjectArn: ARN };

  // of whole rows, as a connection hands them out, and of more than a part
  test.each([1000 * ROW.length, 64 * 1024, MULTIPART_SIZE + 1])('read %d bytes at a time are written in parts of one size, all in the memory of one', async (size) => {
    const sizes: number[] = [];
    const content = createHash('sha256');
    const memory = new Set<ArrayBufferLike>();
    let held = 0;
    const store: ManifestStore = {
      head: () => Promise.reject(new Error('not asked')),
      read: async function* () {
        for (let start = 0; start < rows.length; start += size) {
          held += size;
          yield rows.subarray(start, start + size);
        }
      },
      write: async (_, parts) => {
        for await (const part of parts) {
          sizes.push(part.length);
          content.update(part);
          memory.add(part.buffer);
          // what was read and not written yet: never more than a part and a piece
          expect(held).toBeLessThan(MULTIPART_SIZE + 2 * size);
          held = 0;
        }
        return { etag: '"e"' };
      },
    };

    await stageManifest($staged, { bucket: 'staging', key: 'k' }, store);

    expect(content.digest('hex')).toBe(sha256(manifest));
    expect(sizes.slice(0, -1)).toEqual(Array(Math.floor(manifest.length / MULTIPART_SIZE)).fill(MULTIPART_SIZE));
    expect(sizes[sizes.length - 1]).toBe(manifest.length % MULTIPART_SIZE);
    expect(memory.size).toBe(1);
  });
});
