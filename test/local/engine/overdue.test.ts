import { FakeClock } from '../fake-clock';
import { seed, surroundings, taggingRequest } from '../surroundings';

const DAY = 24 * 60 * 60 * 1000;
const STEP = 1000;

async function suspended() {
  const clock = new FakeClock();
  const parts = surroundings(clock);
  seed(parts.store, 'a');
  const id = parts.engine.createJob(taggingRequest({ ConfirmationRequired: true }));
  await clock.advance(2 * STEP);
  const { SuspendedDate } = parts.engine.describeJob(id);
  return { ...parts, clock, id, suspendedAt: SuspendedDate!.getTime() };
}

// S3 User Guide, "Tracking job status", Suspended
describe('a job that nobody confirms', () => {
  test('can still be confirmed after 30 days', async () => {
    const { clock, engine, id } = await suspended();
    await clock.advance(30 * DAY);
    expect(engine.updateJobStatus(id, 'Ready').Status).toBe('Ready');
    await clock.advance(60 * STEP);
    expect(engine.describeJob(id).Status).toBe('Complete');
  });

  test('has failed after more than 30 days, when it was due, and changed nothing', async () => {
    const { clock, engine, id, store, suspendedAt } = await suspended();
    await clock.advance(31 * DAY);
    expect(engine.describeJob(id)).toMatchObject({
      Status: 'Failed', TerminationDate: new Date(suspendedAt + 30 * DAY), FailureReasons: [{ FailureReason: expect.stringContaining('30 days') }],
    });
    await clock.advance(60 * STEP);
    expect(engine.describeJob(id).Status).toBe('Failed');
    expect(await store.asOwner().getObjectTagging({ bucket: 'logs', key: 'a' })).toMatchObject({ tagSet: [] });
  });

  test('is refused its confirmation then, and listed as failed', async () => {
    const { clock, engine, id } = await suspended();
    await clock.advance(31 * DAY);
    expect(engine.listJobs({ jobStatuses: ['Failed'] }).jobs).toMatchObject([{ JobId: id }]);
    expect(() => engine.updateJobStatus(id, 'Ready')).toThrow(expect.objectContaining({ code: 'JobStatusException' }));
  });
});

// S3 User Guide, "Troubleshooting Batch Operations", NoSuchJobException
describe('a job that has ended', () => {
  test.each([['is known', 90 * DAY - 1], ['isn\'t known any more', 90 * DAY]])('%s %d ms later', async (what, milliseconds) => {
    const { clock, engine, id } = await suspended();
    engine.updateJobStatus(id, 'Cancelled');
    await clock.advance(milliseconds);
    if (what === 'is known') {
      expect(engine.describeJob(id).Status).toBe('Cancelled');
    } else {
      expect(() => engine.describeJob(id)).toThrow(expect.objectContaining({ code: 'NotFoundException' }));
      expect(() => engine.getJobTagging(id)).toThrow(expect.objectContaining({ code: 'NotFoundException' }));
      expect(engine.listJobs().jobs).toEqual([]);
    }
  });

  // which the service doesn't say; IdempotencyException is there to keep a job from being created twice
  test.each([['is still taken for its own', 90 * DAY - 1, 'job-1'], ['makes a new job', 90 * DAY, 'job-2']])('had a token that %s %d ms later', async (_what, milliseconds, made) => {
    const { clock, engine, id } = await suspended();
    engine.updateJobStatus(id, 'Cancelled');
    await clock.advance(milliseconds);
    const request = taggingRequest({ ConfirmationRequired: true });
    await engine.checkJob(request);
    expect(engine.createJob(request)).toBe(made);
    expect(engine.createJob(request)).toBe(made);
  });

  test('is forgotten 120 days after it was suspended, if nobody confirmed it or looked at it', async () => {
    const { clock, engine, id } = await suspended();
    await clock.advance(120 * DAY + STEP);
    expect(() => engine.describeJob(id)).toThrow(expect.objectContaining({ code: 'NotFoundException' }));
  });
});
