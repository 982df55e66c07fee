import { EngineService } from './engine-service';
import type { JobCourse, MatrixVariant } from './matrix-service';
import { VirtualTime } from './virtual-time';
import type { NewJob } from '../../lambda/job-control';
import { markTags } from '../../lambda/own-tags';
import type { WireRequest } from '../../lambda/wire-request';
import type { Choices } from '../../local/src/unknowns';
import { createEvent, properties, request } from '../lambda/events';

const BUSY: JobCourse = { prepares: 10, works: Infinity, tasks: 4 };
const SHORT: JobCourse = { ...BUSY, works: 30 };
const WITHOUT_ROLE: JobCourse = { prepares: 10, works: 0, tasks: 0, failure: 'S3 Batch Operations could not assume the role' };
const WITHOUT_OBJECTS: JobCourse = { prepares: 10, works: 0, tasks: 0, failure: 'Manifest generation found no keys matching the filter criteria' };

const SECOND = 1000;

function serving(courses: readonly JobCourse[], choices: Partial<Choices> = {}) {
  const time: VirtualTime = new VirtualTime(() => service.isWorking);
  const variant: MatrixVariant = {
    repeatedToken: 'same job', listLag: 0, describeLag: 0, unknownJob: 'NotFoundException 400', lastUpdated: 'start', engine: choices, ...choices,
  };
  const service = new EngineService(variant, courses, time);
  const begun = time.now;
  const acts: Promise<unknown>[] = [];
  return {
    service,
    begun,
    /** Does something, so many seconds after the beginning. */
    at: (seconds: number, act: () => unknown) => void acts.push(time.after(begun + seconds * SECOND - time.now).then(act)),
    /** Lets time pass until nothing is left to be done. */
    untilTheEnd: () => Promise.all([time.untilNothingIsLeft(), ...acts]),
  };
}

function newJob(token = 'token', changes: Partial<WireRequest> = {}): NewJob {
  return { request: { ...request, ...changes } as WireRequest, tags: markTags(createEvent(properties(), 'create-1'), 1), token };
}

test('a job does its tasks on the objects that are there, for as long as its course says', async () => {
  const { service, untilTheEnd } = serving([SHORT]);
  const id = await service.createJob(newJob());
  await untilTheEnd();

  expect(service.describeJob(id)).toMatchObject({ status: 'Complete', totalTasks: 4, succeededTasks: 4, failedTasks: 0, failureReasons: [] });
  const { from, to } = service.jobs[0].atWork!;
  expect(to - from).toBe(30 * SECOND);
});

test.each([
  ['for ever', BUSY],
  ['for an hour', { ...BUSY, works: 3600 }],
])('a job that works %s works until it is cancelled, and ends soon after', async (_, course) => {
  const { service, begun, at, untilTheEnd } = serving([course]);
  const id = await service.createJob(newJob());
  at(500, () => expect(service.jobs[0].atWork!.to).toBe(Infinity));
  at(600, () => service.cancelJob(id));
  at(602, () => expect(service.describeJob(id).status).toBe('Cancelling'));
  await untilTheEnd();

  expect(service.jobs[0]).toMatchObject({ status: 'Cancelled', cancelledAt: begun + 600 * SECOND, atWork: { to: begun + 605 * SECOND } });
  expect(service.liveJobs()).toEqual([]);
});

test('no time passes while a call is under way', async () => {
  const { service } = serving([BUSY]);
  const made = service.createJob(newJob());
  expect(service.isWorking).toBe(true);
  await made;

  expect(service.isWorking).toBe(false);
});

test('a job that waits for its confirmation does no task before it', async () => {
  const { service, begun, at, untilTheEnd } = serving([SHORT]);
  const id = await service.createJob(newJob('token', { ConfirmationRequired: true }));
  at(11, () => expect(service.describeJob(id)).toMatchObject({ status: 'Suspended', totalTasks: 4, confirmationRequired: true }));
  at(100, () => service.confirmJob(id));
  await untilTheEnd();

  expect(service.jobs[0].atWork!.from).toBeGreaterThan(begun + 100 * SECOND);
});

test.each([
  ['whose role S3 can\'t assume', WITHOUT_ROLE, 'AccessDenied', /role.*could not be assumed/],
  ['that finds no objects', WITHOUT_OBJECTS, 'InvalidManifestContent', /found no keys matching/],
])('a job %s fails, and the next one doesn\'t', async (_, course, code, reason) => {
  const { service, at, untilTheEnd } = serving([course, SHORT]);
  const first = await service.createJob(newJob('one'));
  let second = '';
  at(60, async () => second = await service.createJob(newJob('two')));
  await untilTheEnd();

  expect(service.describeJob(first)).toMatchObject({ status: 'Failed', totalTasks: 0, failureReasons: [{ code, reason: expect.stringMatching(reason) }] });
  expect(service.jobs[0].atWork).toBeUndefined();
  expect(service.describeJob(second)).toMatchObject({ status: 'Complete', succeededTasks: 4 });
});

test('where CreateJob checks the role, it turns the job down instead, and takes the next', async () => {
  const { service, untilTheEnd } = serving([WITHOUT_ROLE, SHORT], { createJobChecks: 'yes' });
  await expect(service.createJob(newJob())).rejects.toMatchObject({ code: 'BadRequestException', refused: true });
  const id = await service.createJob(newJob());
  await untilTheEnd();

  expect(service.jobs.map((job) => [job.id, job.status])).toEqual([[id, 'Complete']]);
});

test.each([
  ['same job', 1],
  ['another job', 2],
] as const)('a repeated token makes %s', async (repeatedToken, jobs) => {
  const { service } = serving([BUSY], { repeatedToken });
  const ids = [await service.createJob(newJob()), await service.createJob(newJob())];

  expect(new Set(ids).size).toBe(jobs);
  expect(service.jobs).toHaveLength(jobs);
});

test.each([
  ['a repeated token', { repeatedToken: 'refused' }, {}],
  ['a token that came with another request', { reusedToken: 'refused' }, { Priority: 77 }],
] as const)('%s is refused, as the handler knows refusals', async (_, choices, changes) => {
  const { service } = serving([BUSY], choices);
  await service.createJob(newJob());

  await expect(service.createJob(newJob('token', changes))).rejects.toMatchObject({ code: 'IdempotencyException', refused: true, repeated: true });
});

test('a new job is hidden from the calls that list and name jobs, for as long as is chosen', async () => {
  const { service, at, untilTheEnd } = serving([BUSY], { listLag: 20, describeLag: 45, unknownJob: 'NoSuchJob 404' });
  const id = await service.createJob(newJob());
  at(19, () => expect(service.listJobs(undefined)).toEqual([]));
  at(20, () => expect(service.listJobs(['Active'])).toEqual([expect.objectContaining({ jobId: id, operation: 'S3PutObjectTagging' })]));
  at(44, () => expect(() => service.tagsOf(id)).toThrow(expect.objectContaining({ code: 'NoSuchJob', status: 404, notFound: true })));
  at(45, () => expect(service.tagsOf(id)).toEqual(newJob().tags));
  await untilTheEnd();
});

test('cancelling a job that has ended is no cancellation, whether it is refused or not', async () => {
  const ended = async (statusOfEndedJob: Choices['statusOfEndedJob']) => {
    const { service, untilTheEnd } = serving([SHORT], { statusOfEndedJob });
    const id = await service.createJob(newJob());
    await untilTheEnd();
    return { service, cancel: () => service.cancelJob(id) };
  };
  const refusing = await ended('JobStatusException');
  expect(refusing.cancel).toThrow(expect.objectContaining({ code: 'JobStatusException', unfitting: true }));
  const ignoring = await ended('nothing');
  expect(ignoring.cancel).not.toThrow();

  expect([refusing, ignoring].map(({ service }) => service.jobs[0].cancelledAt)).toEqual([undefined, undefined]);
});

test('the manifest of a job is one that was written, in the version that was written', async () => {
  const { service, untilTheEnd } = serving([SHORT]);
  const object = { bucket: 'staging', key: 'x.csv' };
  const { etag, versionId } = await service.manifests.write(object, Buffer.from('objects,a.txt\n'));
  expect(await service.manifests.head(object)).toEqual({ etag, versionId });
  const { ManifestGenerator: _, ...rest } = request;
  const id = await service.createJob({
    ...newJob(),
    request: {
      ...rest,
      Manifest: {
        Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] },
        Location: { ObjectArn: 'arn:aws:s3:::staging/x.csv', ETag: etag.replaceAll('"', ''), ObjectVersionId: versionId },
      },
    } as WireRequest,
  });
  await service.manifests.write(object, Buffer.from('objects,b.txt\nobjects,a.txt\n'));
  await untilTheEnd();

  expect(service.describeJob(id)).toMatchObject({ status: 'Complete', totalTasks: 1, succeededTasks: 1 });
});

test.each([
  ['jobs that take differently long to be prepared', [BUSY, { ...BUSY, prepares: 20 }], /equally long/],
  ['a failure that it can\'t bring about', [{ ...WITHOUT_OBJECTS, tasks: 4 }], /can't be brought about: Manifest generation/],
])('refuses %s', (_, courses, message) => {
  expect(() => serving(courses)).toThrow(message);
});
