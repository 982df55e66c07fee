import { decide } from './deciding';
import { createEvent, onManifest, properties, updateEvent } from './events';
import { FakeService, type Mishap } from './fakes';
import { ServiceError } from '../../lambda/job-control';
import type { JobRequest } from '../../src/private/contract';

const denied: Mishap = { when: 'before', error: new ServiceError('HTTP 403', 'Forbidden', 403) };
const missing: Mishap = { when: 'before', error: new ServiceError('HTTP 404', 'Not Found', 404) };
const badRequest: Mishap = { when: 'before', error: new ServiceError('HTTP 400', 'Bad Request', 400) };
const unavailable: Mishap = { when: 'before', error: new ServiceError('HTTP 503', 'Service Unavailable', 503) };
const times = (count: number, mishap: Mishap) => Array.from({ length: count }, () => mishap);

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
  s3.manifest = { etag: '"found"' };
});

const create = (request: JobRequest = onManifest()) => decide(createEvent(properties({ request })), s3.services);
const sent = () => s3.jobs[0].made.request.Manifest!.Location;
const calls = (method: string) => s3.calls.filter((call) => call === method).length;

test('sends the ETag that the manifest has, without its quotes, and nothing else beside it', async () => {
  await create();

  expect(s3.jobs[0].made.request).toEqual(onManifest({ ETag: 'found' }));
  expect(s3.looked).toEqual([{ bucket: 'manifests', key: 'lists/first.csv', versionId: undefined }]);
});

test.each([
  ['the latest version', undefined, 'v7', 'v7'],
  ['a given version', 'v1', 'v1', 'v1'],
  ['no version where there are none', undefined, undefined, undefined],
  ['no version that a later upload overwrites', undefined, 'null', undefined],
  ['the version `null` where it is given', 'null', 'null', 'null'],
])('pins %s', async (_, given, found, pinned) => {
  s3.manifest = { etag: '"found"', versionId: found };

  await create(onManifest({ ObjectVersionId: given }));

  expect(s3.looked).toEqual([expect.objectContaining({ versionId: given })]);
  expect(sent()).toMatchObject({ ETag: 'found' });
  expect(sent().ObjectVersionId).toBe(pinned);
});

test.each([['"given"', undefined], ['given', 'v1']])('asks S3 nothing where the ETag %s is given', async (etag, versionId) => {
  await create(onManifest({ ETag: etag, ObjectVersionId: versionId }));

  expect(s3.looked).toEqual([]);
  expect(sent().ETag).toBe('given');
  expect(sent().ObjectVersionId).toBe(versionId);
});

test('finds the key behind the bucket\'s name, whatever it holds', async () => {
  await create(onManifest({ ObjectArn: 'arn:aws-cn:s3:::manifests/a:b/c d.csv' }));

  expect(s3.looked).toEqual([expect.objectContaining({ bucket: 'manifests', key: 'a:b/c d.csv' })]);
});

test('a retried event whose job exists needs no manifest any more', async () => {
  const first = await create();
  s3.manifest = undefined;

  expect((await create()).physicalId).toBe(first.physicalId);
  expect(s3.createdJobs()).toBe(1);
});

test('a manifest uploaded anew makes no other run, and is not looked at', async () => {
  const { physicalId } = await create();
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  s3.manifest = { etag: '"another"' };
  const same = properties({ request: onManifest() });

  expect(await decide(updateEvent(physicalId, same, same), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId });
  expect(s3.looked).toHaveLength(1);
});

test.each<[string, Mishap, string | undefined, string]>([
  [
    'is not there', missing, undefined,
    'the manifest s3://manifests/lists/first.csv: HTTP 404: Not Found; upload it before the job is deployed, or correct its bucket or key',
  ],
  [
    'lacks the version', missing, 'v1',
    'the manifest s3://manifests/lists/first.csv (version v1): HTTP 404: Not Found; upload it before the job is deployed, or correct its bucket, key or version',
  ],
  [
    'can have no such version', badRequest, 'v1',
    'the manifest s3://manifests/lists/first.csv (version v1): HTTP 400: Bad Request; the bucket has no such version of it that could be read, '
    + 'so correct `versionId` or leave it out',
  ],
])('fails at once, with no job, when the manifest %s', async (_, mishap, versionId, reason) => {
  s3.fail('headObject', mishap);

  expect(await create(onManifest({ ObjectVersionId: versionId }))).toEqual({
    status: 'FAILED', physicalId: 'none/create-1', reason: `no job was created: HeadObject of ${reason}`,
  });
  expect(s3.createdJobs()).toBe(0);
});

test.each([
  ['IAM does not know of the permission yet', denied],
  ['S3 is not available', unavailable],
])('looks again while %s', async (_, mishap) => {
  s3.fail('headObject', ...times(3, mishap));

  expect((await create()).status).toBe('SUCCESS');
  expect(calls('headObject')).toBe(4);
});

test('gives IAM three minutes, then says what else a refusal may mean', async () => {
  s3.fail('headObject', ...times(100, denied));
  const begun = s3.clock.time;

  const answer = await create();

  expect(answer).toMatchObject({ status: 'FAILED', physicalId: 'none/create-1' });
  expect(answer.reason).toContain('HTTP 403: Forbidden; S3 answers so too where the object does not exist');
  expect(answer.reason).toContain('that bucket\'s policy has to allow the role of the handler function');
  expect(s3.clock.time - begun).toBeGreaterThanOrEqual(180_000);
  expect(s3.clock.time - begun).toBeLessThan(200_000);
});

test('does not forget a lost CreateJob when the manifest disappears', async () => {
  s3.fail('createJob', { when: 'after', error: new ServiceError('ECONNRESET', 'socket hang up') });
  s3.listJobs = async function* () { /* S3 lists late */ };
  const sleep = s3.clock.sleep;
  s3.clock.sleep = async (milliseconds) => {
    s3.manifest = undefined;
    await sleep(milliseconds);
  };

  expect(await create()).toMatchObject({ status: 'FAILED', physicalId: 'unknown/create-1' });
});
