import { decideAcrossHops } from './deciding';
import { createEvent, properties, updateEvent } from './events';
import { FakeService, type Mishap } from './fakes';
import { busyWith } from './timelines';
import { readHint } from '../../lambda/continuation';
import { ServiceError } from '../../lambda/job-control';
import { decide } from '../../lambda/lifecycle';
import type { WaitSpec } from '../../src/private/contract';

const MINUTE = 60_000;
const patient = { until: 'completed', timeoutSeconds: 2700, onTimeout: 'FAIL', maxFailedTasks: 0 } satisfies WaitSpec;
const started: WaitSpec = { until: 'started', timeoutSeconds: 600 };

let s3: FakeService;
let begun: number;
beforeEach(() => {
  s3 = new FakeService();
  begun = s3.clock.time;
});

const minutes = () => (s3.clock.time - begun) / MINUTE;

describe('where CloudFormation waits less than an hour', () => {
  const within = (ServiceTimeout: string, wait: WaitSpec) => createEvent({ ...properties({ wait }), ServiceTimeout });

  test('a wait ends, and is answered, two minutes before it gives up', async () => {
    s3.timeline = busyWith(4);

    expect(await decideAcrossHops(within('1800', patient), s3)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('CloudFormation waits no longer') });
    expect(minutes()).toBeGreaterThanOrEqual(28);
    expect(minutes()).toBeLessThan(29);
    expect(s3.hops.map(({ deadline }) => deadline)).toEqual(Array(2).fill('2026-01-01T00:28:00.000Z'));
  });

  test('so does one within an invocation', async () => {
    s3.timeline = [[0, { status: 'Preparing' }]];

    expect(await decideAcrossHops(within('300', started), s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Preparing' } });
    expect(minutes()).toBeLessThan(4);
  });

  test('a failure is answered before it gives up, though its job doesn\'t stop', async () => {
    s3.timeline = busyWith(4);
    s3.stopsWithin = Infinity;

    expect(await decideAcrossHops(within('600', patient), s3)).toMatchObject({ status: 'FAILED' });
    expect(minutes()).toBeGreaterThanOrEqual(8);
    expect(minutes()).toBeLessThan(9.5);
    expect(s3.jobs[0].cancelledAt).toBeDefined();
  });

  test('so is one that may have left a job, for which it still looks', async () => {
    const lost = new ServiceError('ECONNRESET', 'socket hang up');
    s3.fail('createJob', ...Array.from({ length: 100 }, () => ({ when: 'before' as const, error: lost })));
    s3.fail('listJobs', ...Array.from({ length: 40 }, () => ({ when: 'before' as const, error: new ServiceError('SlowDown', 'slow down', 503) })));

    expect(await decideAcrossHops(within('300', started), s3)).toMatchObject({ status: 'FAILED', physicalId: 'unknown/create-1' });
    expect(minutes()).toBeLessThan(4.5);
  });

  test.each(['0', '-1', '3601', 'soon', '', undefined])('%j is no time that it may wait: then it is an hour', async (ServiceTimeout) => {
    const delivered = createEvent({ ...properties(), ServiceTimeout });

    expect(readHint(undefined, delivered, new Date(begun)).deadline).toEqual(new Date('2026-01-01T00:58:00Z'));
  });

  test.each(['Create', 'Update'])('%s: the template\'s word counts', (type) => {
    const made = { ...properties(), ServiceTimeout: '1200' };
    const delivered = type === 'Create' ? createEvent(made) : updateEvent('id/1-x', properties(), made);

    expect(readHint(undefined, delivered, new Date(begun)).deadline).toEqual(new Date('2026-01-01T00:18:00Z'));
  });
});

describe('an invocation that hands over', () => {
  const event = createEvent(properties({ wait: patient }));
  const denied: Mishap = { when: 'before', error: new ServiceError('AccessDeniedException', 'may not invoke', 403) };
  const throttled: Mishap = { when: 'before', error: new ServiceError('TooManyRequestsException', 'Rate exceeded', 429) };
  const lost: Mishap = { when: 'before', error: new ServiceError('ECONNRESET', 'socket hang up') };
  const broken: Mishap = { when: 'before', error: new ServiceError('ServiceException', 'try again', 500) };
  const calls = () => s3.calls.filter((call) => call === 'invoke').length;

  beforeEach(() => {
    s3.timeline = busyWith(4);
  });

  test.each([
    ['throttles it', [throttled, throttled, throttled, throttled], 5],
    ['loses one call', [lost], 2],
    ['fails once', [broken], 2],
  ])('asks again when Lambda %s', async (_, mishaps, expected) => {
    s3.fail('invoke', ...mishaps);

    expect(await decide(event, s3.services)).toBe('handed over');
    expect(calls()).toBe(expected);
  });

  test.each([
    ['throttles it for longer', Array(100).fill(throttled) as Mishap[], 5],
    ['answers no call', Array(100).fill(lost) as Mishap[], 2],
    ['fails each time', Array(100).fill(broken) as Mishap[], 2],
    ['refuses it', [denied], 1],
  ])('has at most two next ones, and ends the wait itself, when Lambda %s', async (_, mishaps, expected) => {
    s3.fail('invoke', ...mishaps);

    expect(await decide(event, s3.services)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('could not invoke itself') });
    expect(calls()).toBe(expected);
    expect(s3.clock.time).toBeLessThan(s3.clock.invocationEnds.getTime() + MINUTE);
  });
});
