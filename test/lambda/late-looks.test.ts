import { decide } from './deciding';
import { completed, createEvent, properties, started } from './events';
import { FakeService } from './fakes';
import { busyWith } from './timelines';
import { ServiceError, type JobStatus } from '../../lambda/job-control';
import type { WaitSpec } from '../../src/private/contract';

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
});

const guarded = (wait: WaitSpec = started) => createEvent(properties({ MaxObjects: '4', wait }));
const create = (wait?: WaitSpec) => decide(guarded(wait), s3.services);
const confirmations = () => s3.calls.filter((call) => call === 'confirmJob').length;

describe('a job that S3 still shows as it was before it was confirmed', () => {
  /** DescribeJob is so many seconds behind, once the job is confirmed. */
  function describeLate(seconds: number, shown: JobStatus = 'Suspended'): void {
    const describe = s3.describeJob.bind(s3);
    s3.describeJob = async (jobId) => {
      const job = await describe(jobId);
      const { confirmedAt } = s3.jobs[0];
      return confirmedAt !== undefined && s3.clock.time < confirmedAt.getTime() + seconds * 1000 ? { ...job, status: shown } : job;
    };
  }

  beforeEach(() => {
    s3.timeline = [[0, { status: 'Preparing' }], [590, { status: 'Active', totalTasks: 4 }], [700, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]];
  });

  test.each<[JobStatus, WaitSpec]>([
    ['Suspended', started],
    ['Suspended', { ...completed, timeoutSeconds: 620, onTimeout: 'CONTINUE' } as WaitSpec],
    ['Preparing', started],
  ])('as %s is not cancelled, however long that takes, with %j', async (shown, wait) => {
    describeLate(60, shown);

    expect(await create(wait)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
    expect(s3.jobs[0].cancelledAt).toBeUndefined();
  });

  test('is not cancelled by a delivery that comes to confirm it a second time', async () => {
    await create();
    expect(confirmations()).toBe(1);
    s3.jobs[0].confirmedAt = s3.clock.now();
    describeLate(120);
    s3.clock.startInvocation();

    expect(await create()).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
    expect(confirmations()).toBeGreaterThan(1);
    expect(s3.jobs[0].cancelledAt).toBeUndefined();
  });

  test('is not cancelled though the answer to its confirmation was lost', async () => {
    s3.timeline = [[0, { status: 'Preparing' }], [599, { status: 'Active', totalTasks: 4 }]];
    describeLate(60);
    s3.fail('confirmJob', { when: 'after', error: new ServiceError('ECONNRESET', 'socket hang up') });

    expect((await create()).status).toBe('SUCCESS');
    expect(s3.jobs[0].cancelledAt).toBeUndefined();
  });
});

test('a job that nobody could confirm, all answers being lost, is cancelled once CloudFormation waits no longer', async () => {
  s3.timeline = busyWith(4);
  const services = { ...s3.services, next: { ...s3.services.next, hop: 6 } };
  s3.fail('confirmJob', ...Array.from({ length: 200 }, () => ({ when: 'before' as const, error: new ServiceError('ECONNRESET', 'socket hang up') })));

  expect(await decide(guarded(), services)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('CloudFormation waits no longer') });
  expect(s3.liveJobs()).toEqual([]);
});
