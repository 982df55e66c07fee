import { FakeClock } from './fake-clock';
import { ApiLog } from '../../local/src/api-log';

const call = { principal: 'role', action: 's3:GetObject', resource: 'arn:aws:s3:::logs/a', status: 200 };

test('keeps the calls of a small run as they were, in order', () => {
  const log = new ApiLog(new FakeClock());
  log.record(call);
  log.record({ ...call, status: 403, error: 'AccessDenied' });
  const time = '2026-11-01T12:00:00.000Z';
  expect(log.calls).toEqual([{ time, ...call }, { time, ...call, status: 403, error: 'AccessDenied' }]);
});

test('keeps the last calls of a large run, and counts them all', () => {
  const log = new ApiLog(new FakeClock(), 10);
  for (let index = 0; index < 1234; index++) log.record({ ...call, resource: `arn:aws:s3:::logs/dir/${index}\nb` });
  expect(log.calls.map(({ resource }) => resource)).toEqual(Array.from({ length: 10 }, (_, index) => `arn:aws:s3:::logs/dir/${1224 + index}\nb`));
  expect(log.counts).toEqual([{ ...call, resource: 'arn:aws:s3:::logs/*', count: 1234 }]);
});

test('of calls on what isn\'t there tells what the first of them missed', () => {
  const log = new ApiLog(new FakeClock());
  const absent = (key: string) => ({ ...call, resource: `arn:aws:s3:::logs/${key}`, status: 403, refusal: 'absence' as const, missing: `arn:aws:s3:::logs/${key}` });
  ['b', 'a'].forEach((key) => log.record(absent(key)));
  expect(log.counts).toEqual([{ ...absent('b'), resource: 'arn:aws:s3:::logs/*', count: 2 }]);
});

test.each([[1, 3000], [499, 500], [500, 1499], [1200, 1200], [1200, 5000]])('keeps the last %d of %d calls as they were, however long', (kept, calls) => {
  const log = new ApiLog(new FakeClock(), kept);
  const made = Array.from({ length: calls }, (_, index) => (
    { ...call, resource: `arn:aws:s3:::logs/${index} ${'é'.repeat(index / 5)}`, ...(index % 7 === 0 && { missing: `arn:aws:s3:::gone-${index}` }) }));
  for (const one of made) log.record(one);
  expect(log.calls).toEqual(made.slice(-kept).map((one) => ({ time: '2026-11-01T12:00:00.000Z', ...one })));
});

test.each([
  ['another principal', { principal: 'other' }, call.resource.replace(/a$/, '*')],
  ['another action', { action: 's3:PutObject' }, 'arn:aws:s3:::logs/*'],
  ['another bucket', { resource: 'arn:aws-cn:s3:::other/a' }, 'arn:aws-cn:s3:::other/*'],
  ['a bucket itself', { resource: 'arn:aws:s3:::logs' }, 'arn:aws:s3:::logs'],
  ['a job', { resource: 'arn:aws:s3:us-east-1:111122223333:job/job-1' }, 'arn:aws:s3:us-east-1:111122223333:job/*'],
  ['a function', { resource: 'arn:aws:lambda:us-east-1:111122223333:function:f:1' }, 'arn:aws:lambda:us-east-1:111122223333:function:f:1'],
  ['another status', { status: 404 }, 'arn:aws:s3:::logs/*'],
  ['another error', { error: 'NoSuchKey' }, 'arn:aws:s3:::logs/*'],
  ['another call', { operation: 'HeadObject' }, 'arn:aws:s3:::logs/*'],
  ['another job', { jobId: 'job-1' }, 'arn:aws:s3:::logs/*'],
  ['another refusal', { refusal: 'lock' as const }, 'arn:aws:s3:::logs/*'],
])('counts %s for itself', (_what, changes, resource) => {
  const log = new ApiLog(new FakeClock());
  log.record(call);
  log.record({ ...call, ...changes });
  log.record({ ...call, resource: 'arn:aws:s3:::logs/b' });
  expect(log.counts).toEqual([{ ...call, resource: 'arn:aws:s3:::logs/*', count: 2 }, { ...call, ...changes, resource, count: 1 }]);
});
