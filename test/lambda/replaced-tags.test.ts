import { decideAcrossHops } from './deciding';
import { createEvent, properties } from './events';
import { FakeService } from './fakes';
import { busyWith, failingWith } from './timelines';
import type { Tag, WaitSpec } from '../../src/private/contract';

const patient: WaitSpec = { until: 'completed', timeoutSeconds: 2700, onTimeout: 'FAIL', maxFailedTasks: 0 };
const event = createEvent(properties({ wait: patient }));

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
  s3.timeline = [...busyWith(4), [30 * 60, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]];
});

/** Somebody gives the last job other tags while the first invocation waits for it. */
function replaceTags(tags: Tag[]): void {
  const describe = s3.describeJob.bind(s3);
  s3.describeJob = (jobId) => {
    const job = s3.jobs[s3.jobs.length - 1];
    job.tags = s3.clock.time > job.createdAt.getTime() + 300_000 ? tags : job.tags;
    return describe(jobId);
  };
}

const GOVERNED = [{ Key: 'CostCenter', Value: '1' }];

test.each<[string, Tag[]]>([['others', GOVERNED], ['none', []]])('a wait goes on with its job though somebody replaced its tags by %s', async (_, tags) => {
  replaceTags(tags);

  expect(await decideAcrossHops(event, s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id, JobStatus: 'Complete' } });
  expect(s3.createdJobs()).toBe(1);
});

test('so it does where it was the second attempt, and the first has kept its tags', async () => {
  s3.timelines.push(failingWith('AccessDenied', 'S3 Batch Operations could not assume the role'));
  replaceTags(GOVERNED);

  expect(await decideAcrossHops(event, s3)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[1].id, JobStatus: 'Complete' } });
  expect(s3.createdJobs()).toBe(2);
  expect(s3.jobs[1].cancelledAt).toBeUndefined();
});
