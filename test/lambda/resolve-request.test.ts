import { decide } from './deciding';
import { createEvent, onManifest, properties, request } from './events';
import { FakeService } from './fakes';
import { resolveFilter } from '../../lambda/resolve-request';
import type { JobRequest, ManifestFilterRequest } from '../../src/private/contract';

const now = new Date('2026-03-01T00:00:00.999Z');
const generator = request.ManifestGenerator!.S3JobManifestGenerator;
const filtered = (Filter: ManifestFilterRequest): JobRequest => (
  { ...request, ManifestGenerator: { S3JobManifestGenerator: { ...generator, Filter } } }
);

test.each<[number, string]>([
  [0, '2026-03-01T00:00:00Z'],
  [1, '2026-02-28T23:59:59Z'],
  [86_400, '2026-02-28T00:00:00Z'],
  [7_776_000, '2025-12-01T00:00:00Z'],
  [1e12, '1970-01-01T00:00:00Z'],
])('%d seconds ago is %s, in whole seconds', (seconds, instant) => {
  expect(resolveFilter({ CreatedBefore: { $secondsAgo: seconds } }, now)).toEqual({ CreatedBefore: instant });
  expect(resolveFilter({ CreatedAfter: { $secondsAgo: seconds } }, now)).toEqual({ CreatedAfter: instant });
});

test('takes seconds that only the deployment knew, which come as text', () => {
  expect(resolveFilter({ CreatedAfter: { $secondsAgo: '60' as never } }, now)).toEqual({ CreatedAfter: '2026-02-28T23:59:00Z' });
});

test('leaves dates and everything else as they are, and adds nothing', () => {
  const filter = { CreatedAfter: '2025-01-01T00:00:00.5Z', ObjectSizeGreaterThanBytes: 0, EligibleForReplication: false };

  expect(resolveFilter(filter, now)).toEqual(filter);
  expect(Object.keys(resolveFilter({ ObjectSizeGreaterThanBytes: 0 }, now))).toEqual(['ObjectSizeGreaterThanBytes']);
});

test.each<[string, JobRequest]>([
  ['a filter', request],
  ['no filter', { ...request, ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: false } } }],
  ['a given manifest', onManifest({ ETag: 'e' })],
])('a request with %s is sent with the members that it has', async (_, asked) => {
  const s3 = new FakeService();

  await decide(createEvent(properties({ request: asked })), s3.services);

  expect(JSON.stringify(s3.jobs[0].made.request)).toBe(JSON.stringify(asked));
});

test('the age counts from the creation of the job, which a retried call moves', async () => {
  const s3 = new FakeService();
  const asked = filtered({ CreatedBefore: { $secondsAgo: 3600 } });
  s3.stackStatus = 'CREATE_IN_PROGRESS';
  await s3.clock.sleep(1500);

  await decide(createEvent(properties({ request: asked })), s3.services);

  expect(s3.jobs[0].made.request.ManifestGenerator?.S3JobManifestGenerator.Filter).toEqual({ CreatedBefore: '2025-12-31T23:00:01Z' });
});

test.each([-1, 0.5, 'soon', 1_576_800_001])('refuses %s seconds', async (seconds) => {
  const s3 = new FakeService();

  const answer = await decide(createEvent(properties({ request: filtered({ CreatedAfter: { $secondsAgo: seconds as number } }) })), s3.services);

  expect(answer).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('`Filter.CreatedAfter.$secondsAgo` must be a whole number from 0') });
  expect(s3.calls).toEqual([]);
});
