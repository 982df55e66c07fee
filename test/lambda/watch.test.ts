import { completed, request, started } from './events';
import type { JobDescription, JobStatus } from '../../lambda/job-control';
import { tick, type Step, type WatchState } from '../../lambda/tick';
import type { WaitSpec } from '../../src/private/contract';

const created: WaitSpec = { until: 'created' };

function job(status: JobStatus, more: Partial<JobDescription> = {}): JobDescription {
  return {
    jobId: 'j',
    jobArn: 'arn:aws:s3:us-east-1:111122223333:job/j',
    status,
    createdAt: NOON,
    roleArn: request.RoleArn,
    priority: 10,
    confirmationRequired: false,
    report: request.Report,
    totalTasks: 100,
    succeededTasks: 100,
    failedTasks: 0,
    failureReasons: [],
    ...more,
  };
}

const NOON = new Date('2026-01-01T12:00:00Z');
const AFTER_THE_TIMEOUT = new Date(NOON.getTime() + 600_000);

function stepOf(state: Partial<WatchState>, wait: WaitSpec = started): Step {
  return tick({ job: job('Preparing'), input: { request, wait }, predecessorLives: false, supersedes: false, attempt: 1, begunAt: NOON, now: NOON, ...state });
}

const verdict = (spec: WaitSpec, status: JobStatus, now = NOON) => {
  const found = stepOf({ job: job(status), now }, spec);
  return typeof found === 'string' ? found : 'ok' in found && found.ok ? 'ok' : 'failed';
};

// facts of the states: S3 User Guide, "Tracking job status and completion reports"
test.each<[JobStatus, string, string, string]>([
  // status, until started, until completed, until created
  ['New', 'wait', 'wait', 'ok'],
  ['Preparing', 'wait', 'wait', 'ok'],
  ['Suspended', 'confirm', 'confirm', 'confirm'],
  ['Ready', 'ok', 'wait', 'ok'],
  ['Active', 'ok', 'wait', 'ok'],
  ['Pausing', 'ok', 'wait', 'ok'],
  ['Paused', 'ok', 'wait', 'ok'],
  ['Completing', 'ok', 'wait', 'ok'],
  ['Complete', 'ok', 'ok', 'ok'],
  ['Failing', 'wait', 'wait', 'failed'],
  ['Failed', 'failed', 'failed', 'failed'],
  ['Cancelling', 'wait', 'wait', 'failed'],
  ['Cancelled', 'failed', 'failed', 'failed'],
])('a job that is %s: until started %s, until completed %s, until created %s', (status, untilStarted, untilCompleted, untilCreated) => {
  expect(verdict(started, status)).toBe(untilStarted);
  expect(verdict(completed, status)).toBe(untilCompleted);
  expect(verdict(created, status)).toBe(untilCreated);
});

test.each<[string, WaitSpec, string]>([
  ['started goes on, nothing being wrong yet', started, 'ok'],
  ['completed fails', completed, 'failed'],
  ['completed fails where nothing is said of it', { until: 'completed', timeoutSeconds: 600 }, 'failed'],
  ['completed goes on where it was told to', { ...completed, onTimeout: 'CONTINUE' } as WaitSpec, 'ok'],
])('past its timeout, %s', (_, spec, expected) => {
  expect(verdict(spec, 'Preparing', AFTER_THE_TIMEOUT)).toBe(expected);
});

test.each<JobStatus>(['Failing', 'Cancelling'])('past its timeout, started does not call a job well that is %s', (status) => {
  expect(verdict(started, status, AFTER_THE_TIMEOUT)).toBe('failed');
});

test('a timeout says what the job was doing', () => {
  expect(stepOf({ job: job('Active', { succeededTasks: 40, failedTasks: 2 }), now: AFTER_THE_TIMEOUT }, completed)).toEqual({
    ok: false,
    reason: 'job j was still Active after 600 s, the timeout of `waitFor`, and has been cancelled; 2 of 100 tasks failed, 40 succeeded; report: s3://reports/batch/job-j/manifest.json',
  });
});

describe('Complete is not success', () => {
  const judge = (failedTasks: number, limits: { maxFailedTasks?: number; maxFailedTasksPercent?: number }) => stepOf(
    { job: job('Complete', { failedTasks, succeededTasks: 100 - failedTasks }) },
    { until: 'completed', timeoutSeconds: 1, ...limits },
  );

  test.each([
    [0, {}],
    [0, { maxFailedTasks: 0 }],
    [3, { maxFailedTasks: 3 }],
    [3, { maxFailedTasksPercent: 3 }],
    [3, { maxFailedTasks: 3, maxFailedTasksPercent: 50 }],
  ])('%d failed tasks of 100 are within %j', (failed, limits) => {
    expect(judge(failed, limits)).toEqual({ ok: true });
  });

  test.each([
    [1, {}, 'at most 0 may'],
    [1, { maxFailedTasks: 0 }, 'at most 0 may'],
    [4, { maxFailedTasksPercent: 3 }, 'at most 3 % may'],
    [4, { maxFailedTasks: 50, maxFailedTasksPercent: 3 }, 'at most 3 % may'],
    [4, { maxFailedTasks: 3, maxFailedTasksPercent: 50 }, 'at most 3 may'],
    [100, { maxFailedTasks: 0, maxFailedTasksPercent: 10 }, 'at most 0 may, at most 10 % may'],
  ])('%d failed tasks of 100 are more than %j', (failed, limits, rule) => {
    expect(judge(failed, limits)).toEqual({
      ok: false,
      reason: `job j ended Complete, but too many of its tasks failed (${rule}); ${failed} of 100 tasks failed, ${100 - failed} succeeded; `
        + 'report: s3://reports/batch/job-j/manifest.json',
    });
  });
});

test('a job without a report is advised one when its tasks fail', () => {
  const failed = job('Complete', { failedTasks: 1, succeededTasks: 0, totalTasks: 1, report: { Enabled: false } });

  expect(stepOf({ job: failed }, completed)).toMatchObject({ ok: false, reason: expect.stringContaining('give the job one with `report`') });
});

test('a job that failed before its first task says why, and names no report, which S3 writes only after one', () => {
  const failed = job('Failed', {
    totalTasks: 0,
    succeededTasks: 0,
    failureReasons: [{ code: 'InvalidManifestContent', reason: 'Manifest generation found no keys matching the filter criteria' }],
  });

  expect(stepOf({ job: failed })).toEqual({
    ok: false,
    reason: 'job j ended Failed; InvalidManifestContent: Manifest generation found no keys matching the filter criteria; '
      + 'no object of the bucket matches the filter of the manifest; `onNoObjects` says whether that is a failure',
  });
});

describe('a job that is held back to be counted', () => {
  const input = { request, wait: started, maxObjects: 100 };

  test.each<[string, Partial<JobDescription> & { status: JobStatus }, string]>([
    ['being prepared', { status: 'Preparing', totalTasks: 0 }, 'wait'],
    ['being prepared, too large already', { status: 'Preparing', totalTasks: 101 }, 'failed'],
    ['suspended, not counted', { status: 'Suspended', totalTasks: 0 }, 'wait'],
    ['suspended, small enough', { status: 'Suspended', totalTasks: 100 }, 'confirm'],
    ['suspended, too large', { status: 'Suspended', totalTasks: 101 }, 'failed'],
    ['at work', { status: 'Active', totalTasks: 100 }, 'ok'],
    ['at work, too large', { status: 'Active', totalTasks: 101 }, 'failed'],
    ['complete, too large', { status: 'Complete', totalTasks: 101 }, 'failed'],
  ])('%s: %j is %s', (_, { status, ...more }, expected) => {
    const step = stepOf({ job: job(status, more), input });

    expect(typeof step === 'string' ? step : 'ok' in step && step.ok ? 'ok' : 'failed').toBe(expected);
  });

  test.each([['the timeout', { now: AFTER_THE_TIMEOUT }], ['a wait cut short', { cutShort: 'because' }]])('is not let go by %s', (_, state) => {
    expect(stepOf({ job: job('Preparing', { totalTasks: 0 }), input, ...state })).toMatchObject({ ok: false });
  });

  test('is confirmed past the timeout too, once it is counted', () => {
    expect(stepOf({ job: job('Suspended'), input, now: AFTER_THE_TIMEOUT })).toBe('confirm');
  });
});

describe('a job whose predecessor lives', () => {
  test.each<[JobStatus, string]>([
    ['New', 'wait'], ['Preparing', 'wait'], ['Suspended', 'replace'], ['Ready', 'replace'], ['Active', 'replace'], ['Complete', 'replace'],
  ])('that is %s: %s', (status, expected) => {
    for (const wait of [created, started, completed]) {
      expect(stepOf({ job: job(status), predecessorLives: true }, wait)).toBe(expected);
    }
  });

  test.each([0, 60, 599, 600, 2699, 2700].flatMap((seconds) => [60, 700, 2700].map((timeoutSeconds) => [seconds, timeoutSeconds])))(
    'is given up, or not, after %d s of a wait of %d s, whether the predecessor still lives for who looks or has ended', (seconds, timeoutSeconds) => {
      const input = { request, wait: { until: 'started' as const, timeoutSeconds }, maxObjects: 100 };
      const now = new Date(NOON.getTime() + seconds * 1000);
      const held = { job: job('Preparing', { totalTasks: 0 }), input, supersedes: true, now };
      const isGivenUp = (predecessorLives: boolean) => typeof stepOf({ ...held, predecessorLives }) === 'object';

      expect([isGivenUp(true), isGivenUp(false)]).toEqual(Array(2).fill(seconds >= Math.max(600, timeoutSeconds)));
    },
  );

  test('says that nothing became of it, and that the other goes on', () => {
    expect(stepOf({ job: job('Preparing', { totalTasks: 0, succeededTasks: 0 }), predecessorLives: true, supersedes: true, now: AFTER_THE_TIMEOUT })).toEqual({
      ok: false,
      reason: 'job j was still Preparing and has been cancelled before its first task; S3 did not list its objects in time, and the job before it goes on; '
        + 'a longer timeout of `waitFor` gives it more',
    });
  });
});

test('until created, a job that is held back by us is waited for, and one that a person asked for is not', () => {
  const held = job('Preparing', { confirmationRequired: true });

  expect(stepOf({ job: held }, created)).toBe('wait');
  expect(stepOf({ job: held, input: { request: { ...request, ConfirmationRequired: true }, wait: created } })).toEqual({ ok: true });
});

test('a timeout that came early says why', () => {
  expect(stepOf({ job: job('Active', { totalTasks: 0, succeededTasks: 0 }), cutShort: 'no more invocations' }, completed)).toEqual({
    ok: false,
    reason: 'job j was still Active when the wait for it had to end (no more invocations) and has been cancelled',
  });
});
