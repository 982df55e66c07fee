import { decide } from './deciding';
import { createEvent, deleteEvent, properties, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith } from './timelines';
import { ServiceError } from '../../lambda/job-control';

const event = createEvent();
const repeated = new ServiceError('IdempotencyException', 'the token has been used', 400);

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
  s3.timeline = busyWith(4);
});

/** S3 lists a job only so many seconds after it made it. */
function listLate(seconds: number): void {
  const list = s3.listJobs.bind(s3);
  s3.listJobs = async function* (statuses) {
    for await (const job of list(statuses)) {
      if (s3.clock.time >= job.createdAt.getTime() + seconds * 1000) {
        yield job;
      }
    }
  };
}

test('at once end with one live job, which both answer, though S3 lists neither job at first', async () => {
  listLate(20);

  const answers = await Promise.all([decide(event, s3.services), decide(event, s3.services)]);

  expect(answers.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(new Set(answers.map(({ physicalId }) => physicalId)).size).toBe(1);
  expect(s3.liveJobs()).toEqual([s3.jobs[0].id]);
});

test('a delivery takes the listed job of another one for the event\'s, and cancels its own, which isn\'t listed', async () => {
  const create = s3.createJob.bind(s3);
  s3.createJob = async (job) => {
    const other = await create(job);
    await s3.clock.sleep(1000);
    const own = await create(job);
    const list = s3.listJobs.bind(s3);
    s3.listJobs = async function* (statuses) {
      for await (const listed of list(statuses)) {
        if (listed.jobId === other) {
          yield listed;
        }
      }
    };
    return own;
  };

  expect(await decide(event, s3.services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
  expect(s3.liveJobs()).toEqual([s3.jobs[0].id]);
});

test('a delivery answers its job though S3 doesn\'t list it for a minute, and waits no longer', async () => {
  const begun = s3.clock.time;
  listLate(Infinity);

  expect(await decide(event, s3.services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
  expect(s3.clock.time - begun).toBeLessThan(90_000);
});

test('a delivery whose stack turned back doesn\'t wait until its job is listed before it cancels it', async () => {
  listLate(Infinity);
  const create = s3.createJob.bind(s3);
  s3.createJob = (job) => {
    s3.stackStatus = 'ROLLBACK_IN_PROGRESS';
    return create(job);
  };
  const begun = s3.clock.time;

  expect((await decide(event, s3.services)).status).toBe('FAILED');
  expect(s3.jobs[0].cancelledAt!.getTime() - begun).toBeLessThan(5_000);
});

describe('where S3 refuses a repeated token', () => {
  test('the second finds the job of the first once S3 lists it', async () => {
    await decide(event, s3.services);
    listLate(90);
    s3.fail('createJob', ...Array.from({ length: 100 }, () => ({ when: 'before' as const, error: repeated })));

    expect(await decide(event, s3.services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
    expect(s3.createdJobs()).toBe(1);
  });

  test('a delivery that never finds that job doesn\'t say that there is none', async () => {
    s3.fail('createJob', ...Array.from({ length: 100 }, () => ({ when: 'before' as const, error: repeated })));

    expect(await decide(event, s3.services)).toMatchObject({ status: 'FAILED', physicalId: `unknown/${event.RequestId}` });
  });
});

describe('a failure after a call that nobody answered, whose job S3 lists late', () => {
  const changed = properties({ request: taggingWith('frozen') });

  /** The last try to create the job comes through, after three minutes of refusals. */
  function comeThroughAtLast(): void {
    const denied = new ServiceError('AccessDenied', 'no', 403);
    const lost = new ServiceError('ECONNRESET', 'socket hang up');
    s3.fail('createJob', ...Array.from({ length: 24 }, () => ({ when: 'before' as const, error: denied })), { when: 'after', error: lost });
    listLate(45);
  }

  test('of a creation leaves no job', async () => {
    comeThroughAtLast();

    expect(await decide(event, s3.services)).toMatchObject({ status: 'FAILED', physicalId: `unknown/${event.RequestId}` });
    expect(s3.createdJobs()).toBe(1);
    expect(s3.liveJobs()).toEqual([]);
  });

  test('of an update leaves no job', async () => {
    const { physicalId } = await decide(event, s3.services);
    s3.jobs[0].cancelledAt = s3.clock.now();
    await s3.clock.sleep(60_000);
    s3.clock.startInvocation();
    s3.stackStatus = 'UPDATE_IN_PROGRESS';
    comeThroughAtLast();

    expect(await decide(updateEvent(physicalId, properties(), changed), s3.services)).toMatchObject({ status: 'FAILED', physicalId });
    expect(s3.createdJobs()).toBe(2);
    expect(s3.liveJobs()).toEqual([]);
  });

  test('of a creation that could not look at all is made up for by the deletion that follows', async () => {
    await decide(event, s3.services);
    s3.stackStatus = 'ROLLBACK_IN_PROGRESS';
    s3.clock.startInvocation();
    const list = s3.listJobs.bind(s3);
    const listedFrom = s3.clock.time + 45_000;
    s3.listJobs = async function* (statuses) {
      yield* s3.clock.time >= listedFrom ? list(statuses) : [];
    };

    expect((await decide(deleteEvent(`unknown/${event.RequestId}`), s3.services)).status).toBe('SUCCESS');
    expect(s3.liveJobs()).toEqual([]);
  });
});
