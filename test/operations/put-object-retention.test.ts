import * as s3 from 'aws-cdk-lib/aws-s3';
import { BatchOperation, EventHoldDuration, EventHoldStatus, RetentionMode, type PutObjectRetentionOptions } from '../../src';
import { bindOperation, bucketNamed, jobRequest, newJob, newStack, operationStatements } from '../fixture';

const { COMPLIANCE, GOVERNANCE } = RetentionMode;
const { ON, OFF } = EventHoldStatus;
const NOW = new Date('2026-01-01T00:00:00Z');
const retainUntilDate = new Date('2031-07-01T12:30:00Z');
const UNTIL = { mode: GOVERNANCE, retainUntilDate };
const HELD = { mode: COMPLIANCE, eventHold: ON, eventHoldDuration: EventHoldDuration.days(30) };

const bind = (options: PutObjectRetentionOptions) => bindOperation(BatchOperation.putObjectRetention(options), {}, NOW);
const allow = (Action: string | string[], Resource: string) => ({ Action, Effect: 'Allow', Resource });

test('is named as in the API', () => {
  expect(BatchOperation.putObjectRetention(UNTIL).name).toBe('S3PutObjectRetention');
});

test.each<[string, PutObjectRetentionOptions, object]>([
  ['a date', UNTIL, { Retention: { Mode: 'GOVERNANCE', RetainUntilDate: '2031-07-01T12:30:00Z' } }],
  ['an event hold in days', HELD, { Retention: { Mode: 'COMPLIANCE', EventHold: 'ON', EventHoldDuration: { Days: 30 } } }],
  [
    'an event hold in years, and a date at the earliest', { ...HELD, ...UNTIL, eventHoldDuration: EventHoldDuration.years(7) },
    { Retention: { Mode: 'GOVERNANCE', RetainUntilDate: '2031-07-01T12:30:00Z', EventHold: 'ON', EventHoldDuration: { Years: 7 } } },
  ],
  ['the event', { mode: COMPLIANCE, eventHold: OFF }, { Retention: { Mode: 'COMPLIANCE', EventHold: 'OFF' } }],
  ['a removal', { remove: true }, { Retention: {} }],
  ['a removal that bypasses', { remove: true, bypassGovernanceRetention: true }, { BypassGovernanceRetention: true, Retention: {} }],
  [
    'no removal and no bypass, said aloud', { mode: COMPLIANCE, retainUntilDate, remove: false, bypassGovernanceRetention: false },
    { BypassGovernanceRetention: false, Retention: { Mode: 'COMPLIANCE', RetainUntilDate: '2031-07-01T12:30:00Z' } },
  ],
])('sends what is said, and no more: %s', (_, options, sent) => {
  const stack = newStack();
  newJob(stack, { operation: BatchOperation.putObjectRetention(options) });

  expect(jobRequest(stack).Operation).toEqual({ S3PutObjectRetention: sent });
});

test.each<[string, PutObjectRetentionOptions, string | string[]]>([
  ['nothing', UNTIL, 's3:PutObjectRetention'],
  ['no bypass', { ...UNTIL, bypassGovernanceRetention: false }, 's3:PutObjectRetention'],
  ['a removal', { remove: true }, 's3:PutObjectRetention'],
  ['a bypass', { ...UNTIL, bypassGovernanceRetention: true }, ['s3:PutObjectRetention', 's3:BypassGovernanceRetention']],
])('lets the role bypass governance only if asked to: %s', (_, options, actions) => {
  const objects = [{ bucket: bucketNamed(newStack(), 'records'), keyPrefix: 'case-7/' }];

  expect(operationStatements(BatchOperation.putObjectRetention(options), { objects, namesVersions: true })).toEqual([
    allow('s3:GetBucketObjectLockConfiguration', 'arn:aws:s3:::records'),
    allow(actions, 'arn:aws:s3:::records/case-7/*'),
  ]);
});

test.each<[string, PutObjectRetentionOptions]>([
  ['the longest hold in days', { ...HELD, eventHoldDuration: EventHoldDuration.days(36_500) }],
  ['the longest hold in years', { ...HELD, eventHoldDuration: EventHoldDuration.years(100) }],
  ['compliance with a bypass, which is for the governance that was there', { mode: COMPLIANCE, retainUntilDate, bypassGovernanceRetention: true }],
])('takes %s', (_, options) => {
  expect(bind(options).problems).toEqual([]);
});

const MODE_MISSING = '`operation.mode` must be given for a retention, as in putObjectRetention({ mode: RetentionMode.GOVERNANCE, retainUntilDate }); '
  + 'give `operation.remove: true` to take the retention away';
const withRemove = (option: string, got: string) => (
  `\`operation.${option}\` must be left out with \`operation.remove\`, which takes the whole retention away, got: ${got}`
);

test.each<[string, PutObjectRetentionOptions, string[]]>([
  ['nothing said', {}, [MODE_MISSING]],
  ['no removal, and nothing else said', { remove: false, bypassGovernanceRetention: true }, [MODE_MISSING]],
  ['a date without a mode', { retainUntilDate }, [MODE_MISSING]],
  ['an event hold without a mode', { eventHold: ON, eventHoldDuration: EventHoldDuration.years(1) }, [MODE_MISSING]],
  ['a mode alone', { mode: GOVERNANCE }, ['`operation.retainUntilDate` must be given with `operation.mode`, or `operation.eventHold`']],
  [
    'a duration without a hold', { ...UNTIL, eventHoldDuration: EventHoldDuration.years(1) },
    ['`operation.eventHoldDuration` must go with `operation.eventHold: EventHoldStatus.ON`'],
  ],
  [
    'a hold without a duration', { ...UNTIL, eventHold: ON },
    ['`operation.eventHoldDuration` must be given with `operation.eventHold: EventHoldStatus.ON`, as in EventHoldDuration.years(7)'],
  ],
  [
    'a date at the release of a hold', { mode: COMPLIANCE, eventHold: OFF, retainUntilDate: new Date('2031-01-01T00:00:00Z') },
    [expect.stringMatching(/^`operation.retainUntilDate` must be left out with `operation.eventHold: EventHoldStatus.OFF`; to release .*, got: /)],
  ],
  [
    'a duration at the release of a hold', { ...HELD, eventHold: OFF },
    ['`operation.eventHoldDuration` must be left out with `operation.eventHold: EventHoldStatus.OFF`'],
  ],
  ['a removal with a mode', { remove: true, mode: GOVERNANCE }, [withRemove('mode', '"GOVERNANCE"')]],
  ['a removal with a hold', { remove: true, eventHold: OFF }, [withRemove('eventHold', '"OFF"')]],
  ['a removal with a duration', { remove: true, eventHoldDuration: EventHoldDuration.years(1) }, [withRemove('eventHoldDuration', 'an object of EventHoldDuration')]],
  ['a removal with a date', { remove: true, retainUntilDate }, [expect.stringMatching(/^`operation.retainUntilDate` must be left out with `operation.remove`/)]],
])('refuses %s', (_, options, problems) => {
  expect(bind(options).problems).toEqual(problems);
});

test.each([
  [EventHoldDuration.days(0), 'days', 36_500, 0],
  [EventHoldDuration.days(36_501), 'days', 36_500, 36_501],
  [EventHoldDuration.years(0), 'years', 100, 0],
  [EventHoldDuration.years(101), 'years', 100, 101],
])('refuses a hold that S3 has not: %#', (eventHoldDuration, unit, max, got) => {
  expect(bind({ ...HELD, eventHoldDuration }).problems).toEqual([
    `\`operation.eventHoldDuration.${unit}\` must be a whole number from 1 to ${max}, got: ${got}`,
  ]);
});

test('tells a wrong option together with one that mustn\'t be there', () => {
  expect(bind({ remove: true, mode: GOVERNANCE, bypassGovernanceRetention: 'true' as never }).problems).toEqual([
    '`operation.bypassGovernanceRetention` must be true or false, got: "true"', withRemove('mode', '"GOVERNANCE"'),
  ]);
});

test('refuses objects of more than one bucket, and a directory bucket', () => {
  const stack = newStack();
  const objects = ['records', 'base--usw2-az1--x-s3'].map((name) => ({ bucket: bucketNamed(stack, name) }));

  expect(bindOperation(BatchOperation.putObjectRetention(UNTIL), { objects }).problems).toEqual([
    expect.stringContaining('not putObjectRetention, got: "base--usw2-az1--x-s3"'),
    '`manifest.scope` must name a single bucket with putObjectRetention; make a job for each bucket, got: 2 buckets',
  ]);
});

const warningsAbout = (date: string) => bind({ mode: GOVERNANCE, retainUntilDate: new Date(date) }).warnings.map(({ id }) => id.split('.')[1]);

test.each([
  ['a past date', '2025-01-01T00:00:00Z', ['retainUntilPast']],
  ['the very instant', '2026-01-01T00:00:00Z', ['changingDate', 'retainUntilPast']],
  ['a date that was computed', '2027-01-01T00:00:00.123Z', ['changingDate']],
])('warns of %s', (_, date, ids) => {
  expect(warningsAbout(date)).toEqual(ids);
});

test('warns of no date to come', () => {
  expect(warningsAbout('2026-01-03T00:00:00Z')).toEqual([]);
  expect(bind(HELD).warnings).toEqual([]);
});

test('warns of a bucket of the app without Object Lock', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Bucket');
  const { warnings } = bindOperation(BatchOperation.putObjectRetention({ remove: true }), { objects: [{ bucket }] });

  expect(warnings.map(({ id }) => id)).toEqual(['cdk-s3-batch-operations:BatchJob.objectLockNotSeen']);
});

test.each<[string, unknown, string]>([
  ['a mode', { mode: 'governance', retainUntilDate }, '`operation.mode` must be one of RetentionMode.COMPLIANCE, RetentionMode.GOVERNANCE, got: "governance"'],
  ['a date as text', { mode: GOVERNANCE, retainUntilDate: '2031-01-01' }, '`operation.retainUntilDate` must be a valid Date, got: "2031-01-01"'],
  ['no date at all', { mode: GOVERNANCE, retainUntilDate: new Date('never') }, '`operation.retainUntilDate` must be a valid Date, got: Invalid Date'],
  ['a hold that is no status', { ...HELD, eventHold: true }, '`operation.eventHold` must be one of EventHoldStatus.ON, EventHoldStatus.OFF, got: true'],
  [
    'a duration of the API', { ...HELD, eventHoldDuration: { Days: 1 } },
    '`operation.eventHoldDuration` must be made by EventHoldDuration, as in EventHoldDuration.years(7), got: an object of Object',
  ],
  ['a removal as text', { remove: 'false' }, '`operation.remove` must be true or false, got: "false"'],
  ['a bypass as text', { ...UNTIL, bypassGovernanceRetention: 'true' }, '`operation.bypassGovernanceRetention` must be true or false, got: "true"'],
  [
    'a misspelt option', { ...UNTIL, bypass: true },
    '`operation.bypass` is no option; there are: mode, retainUntilDate, eventHold, eventHoldDuration, remove, bypassGovernanceRetention',
  ],
  ['no options', undefined, MODE_MISSING],
  ['null', null, '`operation` must have its options by their names, as in putObjectRetention({ mode: … }), got: null'],
])('refuses %s from JavaScript', (_, options, problem) => {
  expect(bind(options as never).problems).toEqual([problem]);
});
