import { decide } from './deciding';
import { createEvent, properties, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith, failingWith } from './timelines';
import { ServiceError } from '../../lambda/job-control';
import { readJobInput } from '../../lambda/job-input';
import { runOf } from '../../lambda/physical-id';

const byChange = properties({ RunId: '1' });
const byRunId = properties({ RunId: '1', RunOn: 'RUN_ID' });
const nextRun = properties({ RunId: '2', RunOn: 'RUN_ID' });

let s3: FakeService;

beforeEach(() => {
  s3 = new FakeService();
});

/** A job whose id is of the form that its definition had before `runOn` was switched. */
async function switched(): Promise<string> {
  const { physicalId } = await decide(createEvent(byChange), s3.services);
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  expect(await decide(updateEvent(physicalId, byChange, byRunId, 'switch'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId });
  return physicalId;
}

test('a rollback keeps the live job that a failed update didn\'t replace, whatever form its id has', async () => {
  s3.timeline = busyWith(100);
  const physicalId = await switched();
  s3.timelines.push(failingWith('InvalidManifestContent', 'schema: broken'));
  expect(await decide(updateEvent(physicalId, byRunId, nextRun, 'forward'), s3.services)).toMatchObject({ status: 'FAILED', physicalId });
  s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

  expect(await decide(updateEvent(physicalId, nextRun, byRunId, 'back'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId });
  expect(s3.status(s3.jobs[0].id)).toBe('Active');
});

test('switching `runOn` there and back starts nothing, though the definition changed meanwhile', async () => {
  const physicalId = await switched();
  const changed = (RunOn?: 'RUN_ID') => properties({ RunId: '1', RunOn, request: taggingWith('frozen') });
  await s3.clock.sleep(600_000);
  s3.clock.startInvocation();

  expect(await decide(updateEvent(physicalId, byRunId, changed('RUN_ID'), 'edit'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId });
  const back = await decide(updateEvent(physicalId, changed('RUN_ID'), changed(), 'back'), s3.services);
  expect(back).toMatchObject({ status: 'SUCCESS', physicalId: expect.stringMatching(`^${s3.jobs[0].id}/1-`) });

  const described = properties({ RunId: '1', request: { ...taggingWith('frozen'), Description: 'another' } });
  expect(await decide(updateEvent(back.physicalId, changed(), described, 'next'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: back.physicalId });
  expect(s3.createdJobs()).toBe(1);
});

test('a live job keeps its id when `runOn` is switched back, since CloudFormation\'s Delete of it would cancel the job', async () => {
  s3.timeline = busyWith(100);
  const physicalId = await switched();
  const changed = (RunOn?: 'RUN_ID') => properties({ RunId: '1', RunOn, request: taggingWith('frozen') });

  expect(await decide(updateEvent(physicalId, changed('RUN_ID'), changed(), 'back'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId });
});

test('a resource without a job gets today\'s hash too when `runOn` is switched back', async () => {
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  const changed = (RunOn?: 'RUN_ID') => properties({ RunId: '1', RunOn, request: taggingWith('frozen') });
  const none = `none/${runOf(readJobInput(byChange))}`;

  expect(await decide(updateEvent(none, changed('RUN_ID'), changed(), 'back'), s3.services)).toMatchObject({
    status: 'SUCCESS', physicalId: `none/${runOf(readJobInput(changed()))}`,
  });
});

test('a status of the stack that can\'t be read while a job is waited for cancels nothing', async () => {
  s3.timeline = [...busyWith(4), [500, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }]];
  const { statusOf } = s3.services.stacks;
  let asked = 0;
  const stacks = {
    ...s3.services.stacks,
    statusOf: (stackId: string) => {
      asked++;
      // the look before CreateJob is the first
      return asked === 1 ? statusOf(stackId) : Promise.reject(new ServiceError('Throttling', 'Rate exceeded', 400));
    },
  };
  const wait = { until: 'completed' as const, timeoutSeconds: 2700, onTimeout: 'FAIL' as const, maxFailedTasks: 0 };

  expect(await decide(createEvent(properties({ wait })), { ...s3.services, stacks })).toMatchObject({ status: 'SUCCESS' });
  expect(asked).toBeGreaterThan(3);
});
