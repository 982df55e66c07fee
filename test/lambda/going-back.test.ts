import { decide } from './deciding';
import { createEvent, deleteEvent, properties, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith, QUICK_SUCCESS } from './timelines';
import { ServiceError } from '../../lambda/job-control';
import type { JobProperties } from '../../src/private/contract';

const MINUTE = 60_000;
const cold = (overrides: Partial<JobProperties> = {}) => properties({ RunId: '1', ...overrides });
const frozen = (overrides: Partial<JobProperties> = {}) => properties({ RunId: '1', request: taggingWith('frozen'), ...overrides });

let s3: FakeService;
let id: string;

/** A stack whose first job has ended; those after it don't. */
async function createdAs(made: JobProperties): Promise<void> {
  s3 = new FakeService();
  s3.timelines.push(QUICK_SUCCESS);
  s3.timeline = busyWith(4);
  ({ physicalId: id } = await decide(createEvent(made), s3.services));
}

/** The first delivery of an update, in an operation of its own. */
async function update(from: JobProperties, to: JobProperties, requestId: string, physicalId = id): Promise<string> {
  await s3.clock.sleep(5 * MINUTE);
  s3.clock.startInvocation();
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  const answer = await decide(updateEvent(physicalId, from, to, requestId), s3.services);
  expect(answer.status).toBe('SUCCESS');
  return answer.physicalId;
}

function deliver(physicalId: string, from: JobProperties, to: JobProperties, requestId = 'rollback') {
  s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
  s3.clock.startInvocation();
  return decide(updateEvent(physicalId, from, to, requestId), s3.services);
}

/** What LastUpdatedTime may be when a stack goes back after its second update, by what it is the time of. */
const READINGS: { readonly [reading: string]: () => Date | undefined } = {
  'the start of the update': () => s3.stackUpdatedAt,
  'the end of the update before': () => new Date(s3.jobs[1].createdAt.getTime() + MINUTE),
  'the moment when the stack turned back': () => s3.clock.now(),
};

describe('a late event that goes on to the definition before the last one', () => {
  test.each(Object.entries(READINGS))('cancels no job that the stack goes back to, if LastUpdatedTime is %s', async (_, reading) => {
    await createdAs(cold());
    const known = await update(cold(), frozen(), 'there');
    await s3.clock.sleep(5 * MINUTE);
    s3.stackStatus = 'UPDATE_IN_PROGRESS';
    s3.stackUpdatedAt = reading();

    await deliver(known, frozen(), cold(), 'late and forward');

    expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);
    expect(await deliver(known, cold(), frozen())).toMatchObject({ status: 'SUCCESS', physicalId: known });
    expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);
  });

  test('is none of the way back where an earlier delivery of it had a job', async () => {
    await createdAs(cold());
    const known = await update(cold(), frozen(), 'there');
    await update(frozen(), cold(), 'back', known);

    expect(await deliver(known, frozen(), cold(), 'back')).toMatchObject({ status: 'FAILED', physicalId: known, reason: expect.stringContaining('goes back') });
    expect(s3.liveJobs()).toEqual([]);
  });
});

describe('a job that isn\'t clearly of the operation that is rolled back', () => {
  test.each<[string, () => void]>([
    ['the stack has no LastUpdatedTime', () => s3.stackUpdatedAt = undefined],
    ['LastUpdatedTime is when it turned back', () => s3.stackUpdatedAt = s3.clock.now()],
    ['LastUpdatedTime can\'t be read', () => s3.fail('lastUpdatedAt', ...Array.from({ length: 1000 }, () => ({ when: 'before' as const, error: new ServiceError('AccessDenied', 'no', 403) })))],
  ])('is left to the Delete of its id, which the answer gives up: %s', async (_, come) => {
    await createdAs(cold());
    const abandoned = await update(cold(), frozen(), 'there');
    await s3.clock.sleep(MINUTE);
    come();

    expect(await deliver(abandoned, frozen(), cold())).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);

    s3.stackStatus = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await decide(deleteEvent(abandoned), s3.services);
    expect(s3.liveJobs()).toEqual([]);
  });
});

describe('the way back from a new run between definitions of another `runOn`', () => {
  test('from CHANGE and another operation to RUN_ID: the new job is cancelled, and what was deployed runs when it is deployed again', async () => {
    const before = cold({ RunOn: 'RUN_ID' });
    await createdAs(before);
    const abandoned = await update(before, frozen(), 'there');

    expect(await deliver(abandoned, frozen(), before)).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id } });
    expect(s3.liveJobs()).toEqual([]);

    await update(before, frozen(), 'again');
    expect(s3.createdJobs()).toBe(3);
  });

  test('from another `runId` to an id of before the switch: that id comes back to the letter', async () => {
    await createdAs(cold());
    const before = cold({ RunOn: 'RUN_ID' });
    const next = cold({ RunOn: 'RUN_ID', RunId: '2' });
    expect(await update(cold(), before, 'switch')).toBe(id);
    const abandoned = await update(before, next, 'there');

    expect(await deliver(abandoned, next, before)).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.liveJobs()).toEqual([]);
  });

  test.each(Object.entries(READINGS).slice(2))('from CHANGE and another operation to RUN_ID, where LastUpdatedTime is %s: a live job is left to the Delete of its id', async (_, reading) => {
    const before = cold({ RunOn: 'RUN_ID' });
    await createdAs(before);
    const abandoned = await update(before, frozen(), 'there');
    await s3.clock.sleep(MINUTE);
    s3.stackUpdatedAt = reading();

    expect(await deliver(abandoned, frozen(), before)).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);
  });

  test('to an id of before a switch, where nobody can tell which operation the job is of: that id comes back', async () => {
    const byId = cold({ RunOn: 'RUN_ID' });
    await createdAs(byId);
    expect(await update(byId, cold(), 'switch')).toBe(id);
    const abandoned = await update(cold(), frozen(), 'there');
    s3.stackUpdatedAt = undefined;

    expect(await deliver(abandoned, frozen(), cold())).toMatchObject({ status: 'SUCCESS', physicalId: id });
  });

  test('that failed over a live job keeps the job, though its id is of the definition that failed', async () => {
    const byId = cold({ RunOn: 'RUN_ID' });
    await createdAs(byId);
    s3.timelines.push(busyWith(4));
    const next = cold({ RunOn: 'RUN_ID', RunId: '2' });
    const known = await update(byId, next, 'there');
    const byChange = cold({ RunId: '2' });
    expect(await update(next, byChange, 'switch', known)).toBe(known);
    const other = frozen({ RunOn: 'RUN_ID', RunId: '2' });
    await s3.clock.sleep(MINUTE);
    s3.stackStatus = 'UPDATE_IN_PROGRESS';
    expect(await decide(updateEvent(known, byChange, other, 'failing'), s3.services)).toMatchObject({ status: 'FAILED', physicalId: known });

    expect(await deliver(known, other, byChange)).toMatchObject({ status: 'SUCCESS', physicalId: known });
    expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);
  });

  test('from an update that kept a job which has ended keeps it too, where nobody can tell which operation that is of', async () => {
    const byId = cold({ RunOn: 'RUN_ID' });
    await createdAs(byId);
    s3.timelines.push(QUICK_SUCCESS);
    const second = await update(byId, frozen(), 'there');
    expect(await update(frozen(), byId, 'switch', second)).toBe(second);
    expect(await update(byId, frozen(), 'again', second)).toBe(second);
    s3.stackUpdatedAt = undefined;

    expect(await deliver(second, frozen(), byId)).toMatchObject({ status: 'SUCCESS', physicalId: second });
    expect(s3.createdJobs()).toBe(2);
  });

  test('a late delivery of it, once the stack has gone back, answers no other job', async () => {
    const before = cold({ RunOn: 'RUN_ID' });
    await createdAs(before);
    const abandoned = await update(before, frozen(), 'there');
    await deliver(abandoned, frozen(), before);
    s3.stackStatus = 'UPDATE_ROLLBACK_COMPLETE';

    expect(await decide(updateEvent(abandoned, frozen(), before, 'rollback'), s3.services)).toMatchObject({ status: 'FAILED', physicalId: abandoned });
  });

  test('a job of an earlier operation is kept, whatever form its id has', async () => {
    const byId = cold({ RunOn: 'RUN_ID' });
    await createdAs(byId);
    s3.timelines.push(QUICK_SUCCESS);
    const second = await update(byId, frozen(), 'there');
    expect(await update(frozen(), byId, 'switch', second)).toBe(second);
    await s3.clock.sleep(MINUTE);
    s3.stackStatus = 'UPDATE_IN_PROGRESS';

    expect(await deliver(second, frozen({ RunId: '3' }), byId)).toMatchObject({ status: 'SUCCESS', physicalId: second });
  });
});
