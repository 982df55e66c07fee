import { completed, request, started } from './events';
import type { JobDescription, JobStatus } from '../../lambda/job-control';
import { tick } from '../../lambda/watch';
import type { WaitSpec } from '../../src/private/contract';

const created: WaitSpec = { until: 'created' };

function job(status: JobStatus, more: Partial<JobDescription> = {}): JobDescription {
  return {
    jobId: 'j',
    jobArn: 'arn:aws:s3:us-east-1:111122223333:job/j',
    status,
    createdAt: new Date(0),
    roleArn: request.RoleArn,
    priority: 10,
    report: request.Report,
    totalTasks: 100,
    succeededTasks: 100,
    failedTasks: 0,
    failureReasons: [],
    ...more,
  };
}

const verdict = (spec: WaitSpec, status: JobStatus, timedOut = false) => {
  const found = tick({ job: job(status), spec, timedOut });
  return found === 'wait' ? 'wait' : found.ok ? 'ok' : 'failed';
};

// facts of the states: S3 User Guide, "Tracking job status and completion reports"
test.each<[JobStatus, string, string, string]>([
  // status, until started, until completed, until created
  ['New', 'wait', 'wait', 'ok'],
  ['Preparing', 'wait', 'wait', 'ok'],
  ['Suspended', 'ok', 'wait', 'ok'],
  ['Ready', 'ok', 'wait', 'ok'],
  ['Active', 'ok', 'wait', 'ok'],
  ['Pausing', 'ok', 'wait', 'ok'],
  ['Paused', 'ok', 'wait', 'ok'],
  ['Completing', 'ok', 'wait', 'ok'],
  ['Complete', 'ok', 'ok', 'ok'],
  ['Failing', 'wait', 'wait', 'wait'],
  ['Failed', 'failed', 'failed', 'failed'],
  ['Cancelling', 'wait', 'wait', 'wait'],
  ['Cancelled', 'failed', 'failed', 'failed'],
])('a job that is %s: until started %s, until completed %s, until created %s', (status, untilStarted, untilCompleted, untilCreated) => {
  expect(verdict(started, status)).toBe(untilStarted);
  expect(verdict(completed, status)).toBe(untilCompleted);
  expect(verdict(created, status)).toBe(untilCreated);
});

test.each<[string, WaitSpec, string]>([
  ['started goes on, nothing being wrong yet', started, 'ok'],
  ['completed fails', completed, 'failed'],
  ['completed goes on where it was told to', { ...completed, onTimeout: 'CONTINUE' } as WaitSpec, 'ok'],
])('past its timeout, %s', (_, spec, expected) => {
  expect(verdict(spec, 'Preparing', true)).toBe(expected);
});

test.each<JobStatus>(['Failing', 'Cancelling'])('past its timeout, started does not call a job well that is %s', (status) => {
  expect(verdict(started, status, true)).toBe('failed');
});

test('a timeout says what the job was doing', () => {
  expect(tick({ job: job('Active', { succeededTasks: 40, failedTasks: 2 }), spec: completed, timedOut: true })).toEqual({
    ok: false,
    reason: 'job j was still Active after 600 s, the timeout of `waitFor`, and has been cancelled; 2 of 100 tasks failed, 40 succeeded; report: s3://reports/batch/job-j/manifest.json',
  });
});

describe('Complete is not success', () => {
  const judge = (failedTasks: number, limits: { maxFailedTasks?: number; maxFailedTasksPercent?: number }) => tick({
    job: job('Complete', { failedTasks, succeededTasks: 100 - failedTasks }),
    spec: { until: 'completed', timeoutSeconds: 1, onTimeout: 'FAIL', ...limits },
    timedOut: false,
  });

  test.each([
    [0, { maxFailedTasks: 0 }],
    [3, { maxFailedTasks: 3 }],
    [3, { maxFailedTasksPercent: 3 }],
    [3, { maxFailedTasks: 3, maxFailedTasksPercent: 50 }],
  ])('%d failed tasks of 100 are within %j', (failed, limits) => {
    expect(judge(failed, limits)).toEqual({ ok: true });
  });

  test.each([
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

  expect(tick({ job: failed, spec: completed, timedOut: false })).toMatchObject({ ok: false, reason: expect.stringContaining('give the job one with `report`') });
});

test('a job that failed before its first task says why, and names no report, which S3 writes only after one', () => {
  const failed = job('Failed', {
    totalTasks: 0,
    succeededTasks: 0,
    failureReasons: [{ code: 'InvalidManifestContent', reason: 'Manifest generation found no keys matching the filter criteria' }],
  });

  expect(tick({ job: failed, spec: started, timedOut: false })).toEqual({
    ok: false,
    reason: 'job j ended Failed; InvalidManifestContent: Manifest generation found no keys matching the filter criteria; '
      + 'no object of the bucket matches the filter of the manifest',
  });
});
