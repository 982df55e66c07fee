import { decide } from './deciding';
import { createEvent, deleteEvent, properties, request, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith } from './timelines';
import { ServiceError } from '../../lambda/job-control';
import type { JobProperties } from '../../src/private/contract';

const before = properties();
const after = properties({ request: taggingWith('frozen') });

/** The definition of before, as another version of the library took it, and today's rules don't. */
const refused: readonly [string, JobProperties][] = [
  ['a description that is too long', properties({ request: { ...request, Description: 'x'.repeat(257) } })],
  ['a priority below all others', properties({ request: { ...request, Priority: -1 } })],
  ['a reserved tag', properties({ Tags: [{ Key: 'aws:team', Value: 'a' }] })],
  ['a role of another account', properties({ request: { ...request, RoleArn: 'arn:aws:iam::999999999999:role/r' } })],
];
const unreadable: readonly [string, JobProperties][] = [
  ['half a text', properties({ Request: '{"Operation":' })],
  ['a value that isn\'t there', properties({ Request: '{"Operation":{"$":7}}', Values: [] })],
  ['nothing', {} as JobProperties],
];

let s3: FakeService;
let id: string;
beforeEach(async () => {
  s3 = new FakeService();
  s3.timeline = busyWith(4);
  ({ physicalId: id } = await decide(createEvent(before), s3.services));
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
});

const statuses = () => s3.jobs.map(({ id: jobId }) => s3.status(jobId));

/** The stack goes back, with what it has of the resource by now. */
function goBack(physicalId: string, to: JobProperties, from = after) {
  s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
  s3.calls.length = 0;
  s3.clock.startInvocation();
  return decide(updateEvent(physicalId, from, to, 'rollback'), s3.services);
}

describe.each(refused)('a definition that today\'s rules refuse, %s,', (_, made) => {
  test('is gone back to: the run stays, and its job as it is', async () => {
    expect(await goBack(id, made)).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id, JobStatus: 'Active' } });
    expect(s3.calls.filter((call) => /create|update|replace|confirm|cancelJob/i.test(call))).toEqual([]);
  });

  test('is gone back to from a new run, whose job is cancelled', async () => {
    const { physicalId } = await decide(updateEvent(id, made, after), s3.services);
    expect(physicalId).not.toBe(id);

    expect(await goBack(physicalId, made)).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id } });
    expect(statuses()).toEqual(['Cancelled', 'Cancelled']);
  });

  test('is gone back to though S3 shows its job to nobody', async () => {
    s3.fail('describeJob', { when: 'before', error: new ServiceError('AccessDenied', 'no', 403) });

    expect(await goBack(id, made)).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobStatus: 'Unknown' } });
  });

  test('is refused on the way there, and S3 is asked nothing', async () => {
    s3.calls.length = 0;

    expect(await decide(updateEvent(id, before, made), s3.services)).toMatchObject({ status: 'FAILED', physicalId: id, reason: expect.stringContaining('must') });
    expect(s3.calls).toEqual(['statusOf']);
  });
});

test('going back to what is refused cancels the job of an update whose answer came too late', async () => {
  const [[, made]] = refused;
  await decide(updateEvent(id, made, after), s3.services);

  expect(await goBack(id, made)).toMatchObject({ status: 'SUCCESS', physicalId: id });
  expect(statuses()).toEqual(['Cancelled', 'Cancelled']);
});

test('going back to what is refused from another definition of the same run keeps that', async () => {
  expect(await goBack(id, refused[0][1], before)).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id } });
  expect(statuses()).toEqual(['Active']);
});

test('going back from one definition that is refused to another', async () => {
  const from = properties({ request: { ...taggingWith('frozen'), Description: '' } });

  expect(await goBack(id, refused[0][1], from)).toMatchObject({ status: 'SUCCESS', physicalId: id });
  expect(statuses()).toEqual(['Active']);
});

describe.each(unreadable)('a definition that can\'t be read, %s,', (_, made) => {
  test('is gone back to where the update kept its id', async () => {
    expect(await goBack(id, made)).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id } });
    expect(statuses()).toEqual(['Active']);
  });

  test('is gone back to where the id is of what was given up: its job is cancelled, and the id of before is answered', async () => {
    const { physicalId: abandoned } = await decide(updateEvent(id, made, after), s3.services);

    expect(await goBack(abandoned, made)).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id } });
    expect(s3.liveJobs()).toEqual([]);
  });

  test('is gone back to, without a run, where nobody can tell which operation the given-up job is of: deploying either is a new run', async () => {
    const { physicalId: abandoned } = await decide(updateEvent(id, made, after), s3.services);

    s3.stackUpdatedAt = undefined;
    const back = await goBack(abandoned, made);
    expect(back).toMatchObject({ status: 'SUCCESS', physicalId: 'none/rollback', attributes: { JobId: '', JobStatus: 'None' } });
    s3.stackStatus = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await decide(deleteEvent(abandoned), s3.services);
    expect(s3.liveJobs()).toEqual([]);

    s3.stackStatus = 'UPDATE_IN_PROGRESS';
    expect((await decide(updateEvent(back.physicalId, made, after, 'again'), s3.services)).status).toBe('SUCCESS');
    expect(s3.liveJobs()).toEqual([s3.jobs[2].id]);
  });

  test('is gone back to where there never was a job', async () => {
    expect(await goBack('none/create-1', made)).toMatchObject({ status: 'SUCCESS', physicalId: 'none/create-1', attributes: { JobStatus: 'None' } });
  });

  test('is refused on the way there', async () => {
    expect(await decide(updateEvent(id, before, made), s3.services)).toMatchObject({ status: 'FAILED', physicalId: id });
  });
});

test('an id of an older hash is kept though the definition that is given up can\'t be read', async () => {
  const older = id.replace('/1-', '/0-');

  expect(await goBack(older, before, unreadable[0][1])).toMatchObject({ status: 'SUCCESS', physicalId: older });
  expect(statuses()).toEqual(['Active']);
});

test('an event that was handed over is none of the way back, whatever today\'s rules say of it', async () => {
  s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const services = { ...s3.services, next: { ...s3.services.next, hop: 1 } };

  expect(await decide(updateEvent(id, before, refused[0][1]), services)).toMatchObject({ status: 'FAILED', physicalId: id });
});
