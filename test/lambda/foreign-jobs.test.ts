import { decide, decideAcrossHops } from './deciding';
import { createEvent, deleteEvent, properties, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith } from './timelines';
import { ServiceError } from '../../lambda/job-control';
import { decide as decideOrHandOver } from '../../lambda/lifecycle';

const MINUTE = 60_000;
const FOREIGN = 'foreign';
const denied = new ServiceError('AccessDenied', 'Access Denied', 403);
const broken = new ServiceError('InternalServiceException', 'an internal error has occurred', 500);
const throttled = new ServiceError('SlowDown', 'slow down', 503);
const before = properties();
const after = properties({ request: taggingWith('frozen') });

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
  s3.timeline = busyWith(4);
});

/** Jobs of somebody else's are live, and their tags can't be read as long as that holds. */
function crowd(ids: readonly string[], error: ServiceError | undefined, holds: (id: string) => boolean = () => true): void {
  const [list, tagsOf] = [s3.listJobs.bind(s3), s3.tagsOf.bind(s3)];
  s3.listJobs = async function* (statuses) {
    yield* list(statuses);
    yield* ids.map((jobId) => ({ jobId, operation: 'S3PutObjectTagging', createdAt: s3.clock.now() }));
  };
  s3.tagsOf = async (jobId) => {
    if (!ids.includes(jobId)) {
      return tagsOf(jobId);
    }
    s3.calls.push(`tagsOf ${jobId}`);
    if (error !== undefined && holds(jobId)) {
      throw error;
    }
    return [{ Key: 'team', Value: 'others' }];
  };
}

const refuseLists = (error: ServiceError) => s3.fail('listJobs', ...Array.from({ length: 10_000 }, () => ({ when: 'before' as const, error })));
const asked = (jobId: string) => s3.calls.filter((call) => call === `tagsOf ${jobId}`).length;

/** A resource whose update has created a second job, which is live. */
async function updated(): Promise<{ id: string; abandoned: string }> {
  s3.timelines.push([[0, { status: 'Complete' }]]);
  const { physicalId: id } = await decide(createEvent(before), s3.services);
  await s3.clock.sleep(MINUTE);
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  const { physicalId: abandoned } = await decide(updateEvent(id, before, after), s3.services);
  s3.clock.startInvocation();
  return { id, abandoned };
}

describe('a job of somebody else\'s whose tags nobody may read', () => {
  test('keeps no creation from its job, once IAM has settled', async () => {
    crowd([FOREIGN], denied);
    const begun = s3.clock.time;

    expect(await decide(createEvent(), s3.services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
    expect(s3.clock.time - begun).toBeGreaterThanOrEqual(3 * MINUTE);
    expect(s3.clock.time - begun).toBeLessThan(4 * MINUTE);
    expect(s3.decisions).toContainEqual(expect.stringMatching(/^left out a job.*"foreign".*AccessDenied/));
  });

  test('fails no rollback, which cancels its own job', async () => {
    const { id, abandoned } = await updated();
    crowd([FOREIGN], denied);
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

    expect(await decide(updateEvent(abandoned, after, before, 'rollback'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.liveJobs()).toEqual([]);
  });

  test.each([['refused', denied], ['broken', broken]])('fails no deletion of the stack, whose job is cancelled: %s', async (_, error) => {
    const { abandoned } = await updated();
    crowd([FOREIGN], error);
    s3.stackStatus = 'DELETE_IN_PROGRESS';

    expect((await decide(deleteEvent(abandoned), s3.services)).status).toBe('SUCCESS');
    expect(s3.liveJobs()).toEqual([]);
  });

  test('does not hide ours from a deletion that has only a made-up id', async () => {
    await updated();
    crowd([FOREIGN], denied);
    s3.stackStatus = 'DELETE_IN_PROGRESS';

    expect((await decide(deleteEvent('app-Job-1A2B'), s3.services)).status).toBe('SUCCESS');
    expect(s3.liveJobs()).toEqual([]);
  });

  test('is left out where it breaks S3 and other jobs don\'t, but not where it might be all of them', async () => {
    crowd([FOREIGN, 'other'], broken, (id) => id === FOREIGN);
    expect((await decide(createEvent(), s3.services)).status).toBe('SUCCESS');

    s3 = new FakeService();
    crowd([FOREIGN], broken);
    expect(await decideAcrossHops(createEvent(), s3)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('GetJobTagging of job foreign: Internal') });
    expect(s3.createdJobs()).toBe(0);
  });

  test('is never left out because S3 throttles, though another one is', async () => {
    crowd([FOREIGN, 'other', 'readable'], denied, (id) => id === 'other');
    const { tagsOf } = s3;
    s3.tagsOf = (jobId) => (jobId === FOREIGN ? Promise.reject(throttled) : tagsOf(jobId));

    expect(await decideAcrossHops(createEvent(), s3)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('SlowDown') });
    expect(s3.createdJobs()).toBe(0);
  });
});

describe('where nobody may list jobs, or S3 throttles that for the whole invocation', () => {
  const errors = [['refused', denied], ['throttled', throttled]] as const;

  test.each(errors)('a rollback cancels its job and answers the id of before: %s', async (_, error) => {
    const { id, abandoned } = await updated();
    refuseLists(error);
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

    expect(await decide(updateEvent(abandoned, after, before, 'rollback'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.liveJobs()).toEqual([]);
  });

  test.each(errors)('the deletion of the stack cancels the job that its id names: %s', async (_, error) => {
    const { abandoned } = await updated();
    refuseLists(error);
    s3.stackStatus = 'DELETE_IN_PROGRESS';

    expect((await decide(deleteEvent(abandoned), s3.services)).status).toBe('SUCCESS');
    expect(s3.liveJobs()).toEqual([]);
  });

  test('a deletion that would need the list says so', async () => {
    refuseLists(denied);
    s3.stackStatus = 'DELETE_IN_PROGRESS';

    expect(await decide(deleteEvent('app-Job-1A2B'), s3.services)).toMatchObject({
      status: 'FAILED', reason: 'looking for jobs of this resource: ListJobs: AccessDenied: Access Denied',
    });
  });
});

test.each([
  ['refused', denied],
  ['throttled', throttled],
])('a rollback from a job whose own tags can\'t be read goes back to no run, and cancels it: %s', async (_, error) => {
  const { abandoned } = await updated();
  const { tagsOf } = s3;
  s3.tagsOf = (jobId) => (jobId === s3.jobs[1].id ? Promise.reject(error) : tagsOf.call(s3, jobId));
  s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

  expect(await decide(updateEvent(abandoned, after, before, 'rollback'), s3.services)).toMatchObject({
    status: 'SUCCESS', physicalId: expect.stringMatching(/^none\/1-/),
  });
  expect(s3.jobs[1].cancelledAt).toBeDefined();
});

test('a page of a list that is refused once is asked for again', async () => {
  s3.fail('listJobs', { when: 'before', error: new ServiceError('InvalidNextTokenException', 'the token has expired', 400) });

  expect((await decide(createEvent(), s3.services)).status).toBe('SUCCESS');
});

describe('in an account with many jobs', () => {
  const many = Array.from({ length: 50 }, (_, index) => `job-${index}`);

  test('an invocation reads the tags of each once', async () => {
    crowd(many, undefined);

    await decide(createEvent(), s3.services);

    expect(many.map(asked)).toEqual(many.map(() => 1));
  });

  test('one that is throttled is asked for again alone', async () => {
    let left = 1;
    crowd(many, throttled, (id) => id === many[25] && left-- > 0);

    await decide(createEvent(), s3.services);

    expect(many.map(asked)).toEqual(many.map((_, index) => (index === 25 ? 2 : 1)));
  });

  test('one without tags is asked for again: it may be new', async () => {
    crowd(many, undefined);
    const { tagsOf } = s3;
    s3.tagsOf = async (jobId) => (jobId === many[25] ? tagsOf(jobId).then(() => []) : tagsOf(jobId));

    await decide(createEvent(), s3.services);

    expect(asked(many[25])).toBeGreaterThan(1);
    expect(asked(many[26])).toBe(1);
  });

  test('a look that is not over in time is handed over, before the invocation ends', async () => {
    crowd(many, undefined);
    const { tagsOf } = s3;
    s3.tagsOf = async (jobId) => {
      await s3.clock.sleep(20_000);
      return tagsOf(jobId);
    };

    expect(await decideOrHandOver(createEvent(), s3.services)).toBe('handed over');
    expect(s3.clock.time).toBeLessThan(s3.clock.invocationEnds.getTime());
    expect(await decideAcrossHops(createEvent(), s3)).toMatchObject({ status: 'FAILED', reason: expect.stringMatching(/the tags of \d+ jobs are still unread/) });
    expect(s3.createdJobs()).toBe(0);
  });
});
