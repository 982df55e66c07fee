import { decideAcrossHops } from './deciding';
import { createEvent, properties, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith } from './timelines';
import { ServiceError } from '../../lambda/job-control';
import { decide } from '../../lambda/lifecycle';
import type { WaitSpec } from '../../src/private/contract';

const MINUTE = 60_000;
const throttled = new ServiceError('SlowDown', 'slow down', 503);
const denied = new ServiceError('AccessDenied', 'no', 403);
const patient: WaitSpec = { until: 'completed', timeoutSeconds: 2700, onTimeout: 'FAIL', maxFailedTasks: 0 };
const event = createEvent(properties({ wait: patient }));

let s3: FakeService;
let begun: number;
beforeEach(() => {
  s3 = new FakeService();
  s3.timeline = [...busyWith(4), [40 * 60, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]];
  begun = s3.clock.time;
});

/** S3 lists no job while this holds. */
function unlistableWhile(holds: () => boolean, error = throttled): void {
  const list = s3.listJobs.bind(s3);
  s3.listJobs = async function* (statuses) {
    if (holds()) {
      throw error;
    }
    yield* list(statuses);
  };
}

const minutes = () => (s3.clock.time - begun) / MINUTE;
const created = () => s3.calls.filter((call) => call === 'createJob').length;

/** An earlier delivery, which was killed after it had created the job. */
async function createdByAnotherDelivery(): Promise<void> {
  await decide(createEvent(properties({ wait: { until: 'created' } })), s3.services);
  expect(s3.liveJobs()).toHaveLength(1);
}

describe('when S3 lists no jobs any more', () => {
  test.each([['throttled', throttled], ['denied', denied]])('a wait goes on with the job that the invocation before waited for: %s', async (_, error) => {
    unlistableWhile(() => s3.hops.length > 0, error);

    expect(await decideAcrossHops(event, s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id, JobStatus: 'Complete' } });
    expect(created()).toBe(1);
  });

  test('nor shows their tags for a while, a wait goes on with it once it does', async () => {
    unlistableWhile(() => s3.hops.length > 0);
    const tagsOf = s3.tagsOf.bind(s3);
    s3.tagsOf = (jobId) => s3.hops.length > 0 && minutes() < 20 ? Promise.reject(throttled) : tagsOf(jobId);

    expect(await decideAcrossHops(event, s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id, JobStatus: 'Complete' } });
  });

  test('a wait does not go on with the job of another event', async () => {
    await decide(createEvent(properties({ wait: { until: 'created' } }), 'other'), s3.services);
    unlistableWhile(() => minutes() < 5);
    const services = { ...s3.services, next: { ...s3.services.next, hop: 1, jobId: s3.jobs[0].id } };

    expect(await decide(event, services)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('for an event that is over') });
    expect(s3.jobs[0].cancelledAt).toBeUndefined();
  });
});

describe('when S3 lists no jobs at first', () => {
  test('a delivery creates none, and goes on with that of another delivery once it sees it', async () => {
    await createdByAnotherDelivery();
    unlistableWhile(() => minutes() < 20);

    expect(await decideAcrossHops(event, s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id, JobStatus: 'Complete' } });
    expect(created()).toBe(1);
    expect(s3.hops[0].jobId).toBeUndefined();
  });

  test('a first delivery creates its job once it sees that there is none', async () => {
    s3.timeline = busyWith(4);
    unlistableWhile(() => minutes() < 5);

    expect(await decideAcrossHops(createEvent(), s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
    expect(created()).toBe(1);
  });

  test('a delivery says that it doesn\'t know, once CloudFormation waits no longer', async () => {
    unlistableWhile(() => true);

    expect(await decideAcrossHops(event, s3)).toMatchObject({ status: 'FAILED', physicalId: 'unknown/create-1', reason: expect.stringContaining('SlowDown') });
    expect(minutes()).toBeGreaterThanOrEqual(58);
    expect(created()).toBe(0);
  });

  test('a delivery waits no longer than the stack: what it then finds is cancelled', async () => {
    await createdByAnotherDelivery();
    s3.stackStatus = 'ROLLBACK_IN_PROGRESS';
    unlistableWhile(() => minutes() < 2);

    expect(await decide(event, s3.services)).toMatchObject({ status: 'FAILED', physicalId: 'unknown/create-1' });
    expect(s3.liveJobs()).toEqual([]);
  });

  test('a late delivery of a creation that succeeded leaves the job to its stack', async () => {
    await createdByAnotherDelivery();
    s3.stackStatus = 'CREATE_COMPLETE';
    unlistableWhile(() => minutes() < 3.1, denied);

    expect(await decide(event, s3.services)).toMatchObject({ status: 'FAILED' });
    expect(s3.liveJobs()).toHaveLength(1);
  });
});

describe('a list that still shows the job before as live, though it has ended', () => {
  const changed = properties({ request: taggingWith('frozen') });
  let id: string;
  beforeEach(async () => {
    s3.timelines.push([[0, { status: 'Active' }]]);
    const answer = await decide(createEvent(), s3.services);
    id = answer === 'handed over' ? answer : answer.physicalId;
    s3.jobs[0].cancelledAt = s3.clock.now();
    await s3.clock.sleep(MINUTE);
    s3.stackStatus = 'UPDATE_IN_PROGRESS';
    const list = s3.listJobs.bind(s3);
    s3.listJobs = async function* (statuses) {
      yield { jobId: s3.jobs[0].id, operation: 'S3PutObjectTagging', createdAt: s3.jobs[0].createdAt };
      yield* list(statuses);
    };
  });

  test('keeps no update from its new run', async () => {
    expect(await decide(updateEvent(id, properties(), changed), s3.services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id } });
  });

  test('is believed where S3 can\'t find the job: it may be too new', async () => {
    const describe = s3.describeJob.bind(s3);
    s3.describeJob = (jobId) => jobId === s3.jobs[0].id ? Promise.reject(new ServiceError('NoSuchJob', 'not yet', 404)) : describe(jobId);

    expect(await decide(updateEvent(id, properties(), changed), s3.services)).toMatchObject({
      status: 'FAILED', physicalId: id, reason: expect.stringContaining(`job ${s3.jobs[0].id} of this resource still runs`),
    });
  });
});
