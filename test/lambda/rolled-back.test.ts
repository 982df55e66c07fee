import { decide } from './deciding';
import { createEvent, properties, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith } from './timelines';
import { ServiceError } from '../../lambda/job-control';

const before = properties();
const after = properties({ request: taggingWith('frozen') });

let s3: FakeService;
let id: string;
/** An update whose answer CloudFormation doesn't take: it goes back with the id of before. */
beforeEach(async () => {
  s3 = new FakeService();
  s3.timeline = busyWith(4);
  ({ physicalId: id } = await decide(createEvent(before), s3.services));
  s3.jobs[0].cancelledAt = s3.clock.now();
  await s3.clock.sleep(60_000);
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  expect((await decide(updateEvent(id, before, after), s3.services)).status).toBe('SUCCESS');
  s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
});

const goBack = (overrides = {}) => decide({ ...updateEvent(id, after, before, 'rollback'), ...overrides }, s3.services);

test('an update whose answer came too late leaves no job: the rollback cancels it and keeps the id', async () => {
  expect(await goBack()).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id } });
  expect(s3.liveJobs()).toEqual([]);
  expect(s3.createdJobs()).toBe(2);
});

test('the rollback looks a second time, for a job that S3 lists late', async () => {
  const list = s3.listJobs.bind(s3);
  const listedFrom = s3.clock.time + 30_000;
  s3.listJobs = async function* (statuses) {
    yield* s3.clock.time >= listedFrom ? list(statuses) : [];
  };

  await goBack();

  expect(s3.liveJobs()).toEqual([]);
});

test('the rollback succeeds though S3 lets nobody list its jobs', async () => {
  s3.fail('listJobs', ...Array.from({ length: 1000 }, () => ({ when: 'before' as const, error: new ServiceError('AccessDenied', 'no', 403) })));

  expect(await goBack()).toMatchObject({ status: 'SUCCESS', physicalId: id });
});

test('the rollback cancels the job though the stack\'s status can\'t be read at first', async () => {
  s3.fail('statusOf', { when: 'before', error: new ServiceError('Throttling', 'Rate exceeded', 400) });

  await goBack();

  expect(s3.liveJobs()).toEqual([]);
});

test('deploying again what was rolled back is a new run', async () => {
  await goBack();
  s3.stackStatus = 'UPDATE_IN_PROGRESS';

  expect((await decide(updateEvent(id, before, after, 'again'), s3.services)).status).toBe('SUCCESS');
  expect(s3.liveJobs()).toEqual([s3.jobs[2].id]);
});

test.each(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE', 'UPDATE_FAILED'])('a late event in %s cancels nothing', async (status) => {
  s3.stackStatus = status;

  await goBack();

  expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);
});

test.each<[string, object]>([
  ['another stack', { StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/other/5f9c2d80-0000-11f0-8000-0a1b2c3d4e5f' }],
  ['another resource', { LogicalResourceId: 'Other' }],
])('the rollback of %s cancels nothing', async (_, other) => {
  await goBack(other);

  expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);
});

test('the rollback of an update that kept its run looks for no job', async () => {
  s3.calls.length = 0;

  await decide(updateEvent(id, properties({ Tags: [{ Key: 'team', Value: 'a' }] }), before, 'rollback'), s3.services);

  expect(s3.calls).not.toContain('listJobs');
});
