import type { CloudEvent } from '../../../../local/src/cloud/cloud-event';
import { Progress } from '../../../../local/src/command/progress/progress';
import { describedJob, type GivenJob } from '../digest/digest-fixture';

const JOB = { JobId: '12002ff7-1f9b-4284-9e33-5a3c762d1b41', Status: 'Active' } satisfies GivenJob;

/** An output that keeps what it is given, and a clock that the test sets. */
function watch(columns?: number) {
  const written: string[] = [];
  const clock = { now: 0 };
  const output = { isTTY: columns !== undefined, columns, write: (text: string) => written.push(text) };
  const progress = new Progress(output, () => clock.now);
  const job = (time: number, given: Partial<GivenJob>) => {
    clock.now = time;
    progress.onEvent({ kind: 'job', job: describedJob({ ...JOB, ...given }) });
  };
  return { progress, written, job };
}

/** What a terminal shows after all that was written to it. */
function screen(written: readonly string[], columns: number): string[] {
  const lines = [''];
  let column = 0;
  for (const character of written.join('')) {
    if (character === '\n') lines.push('');
    if (character === '\r' || character === '\n') {
      column = 0;
      continue;
    }
    if (column >= columns) throw new Error(`a line is wrapped: ${lines.at(-1)}`);
    lines[lines.length - 1] = lines.at(-1)!.slice(0, column).padEnd(column) + character + lines.at(-1)!.slice(column + 1);
    column++;
  }
  return lines.map((line) => line.trimEnd());
}

describe('an event', () => {
  test.each<[string, CloudEvent, string]>([
    ['of a stack', { kind: 'stack', stackName: 'Demo', status: 'CREATE_COMPLETE' }, 'stack Demo: CREATE_COMPLETE'],
    ['of a stack that failed', { kind: 'stack', stackName: 'Demo', status: 'DELETE_FAILED', reason: 'in use' }, 'stack Demo: DELETE_FAILED: in use'],
    ['of a resource that failed', { kind: 'resource', stackName: 'Demo', logicalId: 'Job', type: 'T', status: 'CREATE_FAILED', reason: 'why' }, 'Demo/Job: CREATE_FAILED: why'],
    ['of a warning', { kind: 'warning', stackName: 'Demo', message: 'it has no effect here' }, 'note: it has no effect here'],
    ['of a log', { kind: 'log', functionName: 'hash', requestId: 'r', line: 'a\tb\u001b[31m\rc\nd\u202ee' }, 'hash: a\tb\\u001b[31m\\rc\\nd\\u202ee'],
    ['of a lent package', { kind: 'lentPackage', functionName: 'hash', packageName: '@aws-sdk/client-s3', folder: '/p' }, 'note: the function hash uses @aws-sdk/client-s3 of /p'],
    ['of a failed attempt', { kind: 'failedAttempt', functionName: 'hash', requestId: 'r', attempt: 2, reason: 'boom' }, 'the function hash failed, attempt 2 of 3: boom'],
    ['of a dropped event', { kind: 'droppedEvent', functionName: 'hash', reason: 'boom' }, 'the function hash won\'t get to an event: boom'],
    ['of a new job', { kind: 'job', job: describedJob({ ...JOB, Status: 'New' }) }, 'job 12002ff7 (S3PutObjectTagging): New'],
    ['of a job that waits', { kind: 'job', job: describedJob({ ...JOB, Status: 'Suspended', tasks: [0, 0, 1200] }) }, 'job 12002ff7 (S3PutObjectTagging): Suspended, 0 of 1,200 tasks done, waits to be confirmed'],
    [
      'of a job that failed',
      { kind: 'job', job: describedJob({ ...JOB, Status: 'Failed', FailureReasons: [{ FailureCode: 'AccessDenied', FailureReason: 'why' }] }) },
      'job 12002ff7 (S3PutObjectTagging): Failed, AccessDenied: why',
    ],
    [
      'of a cancelled job', { kind: 'job', job: describedJob({ ...JOB, Status: 'Cancelled', tasks: [3, 1, 9], StatusUpdateReason: 'Ctrl-C' }) },
      'job 12002ff7 (S3PutObjectTagging): Cancelled, 4 of 9 tasks done, 1 failed, Ctrl-C',
    ],
  ])('%s is one line', (_case, event, line) => {
    const { progress, written } = watch();
    progress.onEvent(event);
    expect(written).toEqual([`${line}\n`]);
  });

  test('of a resource that goes as it should is none', () => {
    const { progress, written } = watch();
    progress.onEvent({ kind: 'resource', stackName: 'Demo', logicalId: 'Job', type: 'T', status: 'CREATE_COMPLETE' });
    expect(written).toEqual([]);
  });
});

describe('elsewhere than on a terminal', () => {
  test('a job\'s state is told once, and of an active one every ten seconds how far it is', () => {
    const { written, job } = watch();
    for (let second = 0; second <= 25; second++) job(1000 * second, { tasks: [100 * second, 0, 10_000] });
    job(26_000, { Status: 'Complete', tasks: [10_000, 0, 10_000] });
    expect(written).toEqual([
      'job 12002ff7 (S3PutObjectTagging): Active, 0 of 10,000 tasks done\n',
      'job 12002ff7: 1,000 of 10,000 tasks done, 100/s, 1 min 30 s left\n',
      'job 12002ff7: 2,000 of 10,000 tasks done, 100/s, 1 min 20 s left\n',
      'job 12002ff7: Complete, 10,000 of 10,000 tasks done\n',
    ]);
  });

  test('time that is left goes by the last seconds', () => {
    const { written, job } = watch();
    job(0, { tasks: [0, 0, 2000] });
    job(5000, { tasks: [1000, 0, 2000] });
    for (let second = 6; second <= 15; second++) job(1000 * second, { tasks: [995 + second, 0, 2000] });
    expect(written.at(-1)).toBe('job 12002ff7: 1,005 of 2,000 tasks done, 1.0/s, 16 min 35 s left\n');
  });

  test('nothing is rewritten', () => {
    const { written, job, progress } = watch();
    job(0, { tasks: [0, 0, 10] });
    job(11_000, { tasks: [5, 0, 10] });
    progress.end();
    expect(written.join('')).not.toMatch(/\r/);
  });
});

describe('on a terminal', () => {
  test('a line is rewritten, ten times a second at most', () => {
    const { written, job } = watch(80);
    for (let time = 0; time <= 1000; time++) job(time, { tasks: [time, 0, 5000] });
    expect(written.filter((text) => text.startsWith('\r'))).toHaveLength(11);
    expect(screen(written, 80)).toEqual(['job 12002ff7 (S3PutObjectTagging): Active, 0 of 5,000 tasks done', 'job 12002ff7: 1,000 of 5,000 tasks done, 1,000/s, 4 s left']);
  });

  test('what is told meanwhile stands above it', () => {
    const { written, job, progress } = watch(80);
    job(0, { tasks: [0, 0, 100] });
    job(1000, { tasks: [50, 2, 100] });
    progress.line('a line of its own');
    expect(screen(written, 80).slice(1)).toEqual(['a line of its own', 'job 12002ff7: 52 of 100 tasks done, 2 failed, 52/s, 1 s left']);
    progress.end();
    expect(screen(written, 80).slice(1)).toEqual(['a line of its own', '']);
  });

  test('a job that is over isn\'t counted any more', () => {
    const { written, job, progress } = watch(80);
    job(0, { tasks: [0, 0, 100] });
    job(1000, { tasks: [50, 0, 100] });
    job(2000, { Status: 'Complete', tasks: [100, 0, 100] });
    progress.line('next');
    expect(screen(written, 80).slice(1)).toEqual(['job 12002ff7: Complete, 100 of 100 tasks done', 'next', '']);
  });

  test.each([1, 20, 40, 79, 80])('the line never wraps at %i columns, however many jobs there are', (columns) => {
    const { written, job } = watch(columns);
    const counter = () => written.filter((text) => text.startsWith('\r'));
    for (let time = 0; time < 2000; time += 100) {
      for (const JobId of ['first-job', 'second-job', 'third-job']) job(time, { JobId, tasks: [time, time, 1_000_000] });
    }
    expect(counter().length).toBeGreaterThan(0);
    expect(Math.max(...counter().map((text) => text.replaceAll('\r', '').length))).toBeLessThanOrEqual(Math.max(1, columns - 1));
  });

  test('a terminal that was made narrower isn\'t written over its edge', () => {
    const written: string[] = [];
    const output = { isTTY: true, columns: 80, write: (text: string) => written.push(text) };
    const progress = new Progress(output, () => 0);
    progress.onEvent({ kind: 'job', job: describedJob({ ...JOB, tasks: [0, 0, 100] }) });
    output.columns = 20;
    written.length = 0;
    progress.line('x');
    expect(written.filter((text) => text.startsWith('\r')).every((text) => text.replaceAll('\r', '').length < 20)).toBe(true);
  });

  test('one that doesn\'t say how wide it is counts as 80 columns wide', () => {
    const { written, job } = watch(0);
    for (const JobId of ['first-job', 'second-job', 'third-job']) job(0, { JobId, tasks: [500_000, 0, 1_000_000] });
    expect(Math.max(...written.filter((text) => text.startsWith('\r')).map((text) => text.replaceAll('\r', '').length))).toBe(79);
  });
});
