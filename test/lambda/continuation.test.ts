import { decideAcrossHops } from './deciding';
import { createEvent, properties, taggingWith, updateEvent } from './events';
import { FakeService, type Mishap } from './fakes';
import { busyWith, failingWith, QUICK_SUCCESS } from './timelines';
import { readHint } from '../../lambda/continuation';
import { ServiceError } from '../../lambda/job-control';
import { decide } from '../../lambda/lifecycle';
import type { WaitSpec } from '../../src/private/contract';

const MINUTE = 60_000;
const patient = { until: 'completed', timeoutSeconds: 2700, onTimeout: 'FAIL', maxFailedTasks: 0 } satisfies WaitSpec;
const slowStart: WaitSpec = { until: 'started', timeoutSeconds: 2700 };
const denied: Mishap = { when: 'before', error: new ServiceError('AccessDeniedException', 'may not invoke', 403) };

let s3: FakeService;
let begun: number;
beforeEach(() => {
  s3 = new FakeService();
  begun = s3.clock.time;
});

const event = (wait: WaitSpec = patient) => createEvent(properties({ wait }));
const minutes = () => (s3.clock.time - begun) / MINUTE;

test('a wait within one invocation needs no other', async () => {
  await decideAcrossHops(event(), s3);

  expect(s3.hops).toEqual([]);
});

test('a wait of 40 minutes goes through invocations of a quarter of an hour, with one job', async () => {
  s3.timeline = [...busyWith(4), [40 * 60, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]];

  expect(await decideAcrossHops(event(), s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id, JobStatus: 'Complete' } });

  expect(s3.hops).toEqual([1, 2, 3].map((hop) => ({ v: 1, hop, deadline: '2026-01-01T00:58:00.000Z', jobId: s3.jobs[0].id })));
  expect(s3.createdJobs()).toBe(1);
});

test('an invocation hands over with two minutes left of its quarter of an hour', async () => {
  s3.timeline = busyWith(4);

  expect(await decide(event(), s3.services)).toBe('handed over');

  expect(minutes()).toBeGreaterThanOrEqual(13);
  expect(minutes()).toBeLessThan(13.5);
  expect(s3.liveJobs()).toHaveLength(1);
});

test('the timeout counts from the job\'s creation, whatever the invocations', async () => {
  s3.timeline = busyWith(4);

  expect(await decideAcrossHops(event(), s3)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('after 2700 s, the timeout of `waitFor`') });

  expect(minutes()).toBeGreaterThanOrEqual(45);
  expect(minutes()).toBeLessThan(47);
  expect(s3.liveJobs()).toEqual([]);
});

test('each invocation asks whether the stack still waits', async () => {
  s3.timeline = busyWith(4);
  await decide(event(), s3.services);
  s3.stackStatus = 'ROLLBACK_IN_PROGRESS';
  s3.clock.startInvocation();
  const handedOver = s3.clock.time;

  expect(await decide(event(), s3.services)).toMatchObject({ status: 'FAILED' });

  expect(s3.clock.time - handedOver).toBeLessThan(MINUTE);
  expect(s3.liveJobs()).toEqual([]);
});

describe('when the function may not invoke itself', () => {
  beforeEach(() => s3.fail('invoke', denied));

  test('until started: the deployment goes on', async () => {
    s3.timeline = [[0, { status: 'Preparing' }]];

    expect(await decideAcrossHops(event(slowStart), s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Preparing' } });
    expect(s3.liveJobs()).toHaveLength(1);
    expect(minutes()).toBeLessThan(14);
  });

  test('until completed: the deployment fails and says why', async () => {
    s3.timeline = busyWith(4);

    expect(await decideAcrossHops(event(), s3)).toMatchObject({
      status: 'FAILED', reason: expect.stringContaining('the handler function could not invoke itself: AccessDeniedException: may not invoke'),
    });
    expect(s3.liveJobs()).toEqual([]);
  });

  test('until completed, where it may: the deployment goes on', async () => {
    s3.timeline = busyWith(4);

    expect((await decideAcrossHops(event({ ...patient, onTimeout: 'CONTINUE' }), s3)).status).toBe('SUCCESS');
    expect(s3.liveJobs()).toHaveLength(1);
  });

  test('a job that is still to be counted does not run', async () => {
    s3.timeline = [[0, { status: 'Preparing' }]];

    expect((await decideAcrossHops(createEvent(properties({ wait: slowStart, MaxObjects: '4' })), s3)).status).toBe('FAILED');
    expect(s3.liveJobs()).toEqual([]);
  });
});

test('an invocation more than six does not come', async () => {
  s3.timeline = busyWith(4);
  const services = { ...s3.services, next: { ...s3.services.next, hop: 6 } };

  expect(await decide(event(), services)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('CloudFormation waits no longer') });
  expect(s3.hops).toEqual([]);
});

test('none comes after the deadline', async () => {
  s3.timeline = busyWith(4);
  const services = { ...s3.services, next: { ...s3.services.next, deadline: new Date(begun + 13 * MINUTE) } };

  expect((await decide(event(), services))).toMatchObject({ status: 'FAILED' });
  expect(s3.hops).toEqual([]);
});

test('the next invocation goes on with the job although S3 does not list it', async () => {
  s3.timeline = [...busyWith(4), [20 * 60, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]];
  const list = s3.listJobs.bind(s3);
  s3.listJobs = async function* (statuses) {
    yield* s3.hops.length > 0 ? [] : list(statuses);
  };

  expect(await decideAcrossHops(event(), s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
  expect(s3.createdJobs()).toBe(1);
});

test('a hint that names somebody else\'s job is not followed', async () => {
  s3.timeline = busyWith(4);
  await decide(createEvent(properties(), 'other'), s3.services);
  s3.jobs[0].tags = s3.jobs[0].tags.map((tag) => (tag.Key.endsWith('logical-id') ? { ...tag, Value: 'Other' } : tag));
  const services = { ...s3.services, next: { ...s3.services.next, hop: 1, jobId: s3.jobs[0].id } };

  expect(await decide(createEvent(), services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id } });
});

test('a job that is tried again is so by the next invocation where this one has no time for it', async () => {
  s3.timelines.push([[0, { status: 'Preparing' }], [60, failingWith('AccessDenied', 'the role')[1][1]]], QUICK_SUCCESS);
  s3.clock.invocationEnds = new Date(begun + 4 * MINUTE);

  expect(await decideAcrossHops(event(), s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id } });
  expect(s3.hops).toHaveLength(1);
});

test('an update that replaces a job goes through invocations too', async () => {
  s3.timeline = busyWith(4);
  const { physicalId } = await decideAcrossHops(createEvent(), s3);
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  s3.timeline = [[0, { status: 'Preparing' }], [20 * 60, { status: 'Active', totalTasks: 4 }]];
  const next = properties({ request: taggingWith('frozen'), wait: slowStart });

  expect(await decideAcrossHops(updateEvent(physicalId, properties(), next), s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id } });
  expect(s3.hops).toHaveLength(1);
  expect(s3.jobs.map(({ id }) => s3.status(id))).toEqual(['Cancelled', 'Active']);
});

describe('a hint', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const hint = { v: 1, hop: 2, deadline: '2026-01-01T00:30:00.000Z', jobId: 'j' };

  test('is read as it was written', () => {
    expect(readHint(hint, event(), now)).toEqual({ hop: 2, deadline: new Date('2026-01-01T00:30:00Z'), jobId: 'j' });
  });

  test.each<[string, unknown]>([
    ['none', undefined],
    ['one of another version', { ...hint, v: 2 }],
    ['one without a count', { ...hint, hop: 'many' }],
    ['one whose job is no id', { ...hint, jobId: 7 }],
    ['one without a date', { ...hint, deadline: 'soon' }],
    ['text', 'later'],
    ['null', null],
  ])('%s makes the event a further delivery, for which there is an hour less two minutes', (_, unreadable) => {
    expect(readHint(unreadable, event(), now)).toEqual({ hop: 0, deadline: new Date('2026-01-01T00:58:00Z') });
  });
});
