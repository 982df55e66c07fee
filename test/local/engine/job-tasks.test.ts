import { Job } from '../../../local/src/engine/job';
import { count } from '../../../local/src/engine/job-tasks';
import type { TaskOutcome } from '../../../local/src/report/row';
import { FakeClock } from '../fake-clock';
import { taggingRequest } from '../surroundings';

function outcome(status: TaskOutcome['status']): TaskOutcome {
  return { task: { bucket: 'logs', key: 'a' }, status, httpStatusCode: 200, errorCode: '', message: '' };
}

// S3 User Guide, "Job failure threshold": more than half of at least 1,000
test('keeps the numbers with which too many tasks had failed for the first time', () => {
  const job = new Job('job-1', 'arn:aws:s3:us-east-1:111122223333:job/job-1', taggingRequest(), new Date('2026-11-01T12:00:00Z'));
  job.tasksSucceeded = 500;
  job.tasksFailed = 499;
  const seen: (string | undefined)[] = [];
  for (const status of ['failed', 'failed', 'failed', 'succeeded', 'succeeded', 'succeeded'] as const) {
    count(job, outcome(status), { clock: new FakeClock(), changed: () => undefined });
    seen.push(job.thresholdFailure?.message);
  }
  expect(seen).toEqual([undefined, ...Array<string>(5).fill('501 of 1001 tasks failed, which is more than 50%')]);
});

test('progress is told of after a hundred tasks, or a second', async () => {
  const clock = new FakeClock();
  const job = new Job('job-1', 'arn:aws:s3:us-east-1:111122223333:job/job-1', taggingRequest(), clock.now());
  job.progressToldAt = clock.now().getTime();
  const told: number[] = [];
  const countNext = () => count(job, outcome('succeeded'), { clock, changed: ({ tasksRun }) => told.push(tasksRun) });

  for (let task = 0; task < 250; task++) countNext();
  expect(told).toEqual([100, 200]);
  await clock.advance(1000);
  countNext();
  countNext();
  expect(told).toEqual([100, 200, 251]);
});
