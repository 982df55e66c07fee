import { Lazy } from 'aws-cdk-lib';
import { ManifestFilter, type ManifestFilterConditions } from '../src';

const now = new Date('2030-06-15T12:00:00Z');
const midnight = new Date('2025-01-01T00:00:00Z');
const bind = (conditions: ManifestFilterConditions) => ManifestFilter.where(conditions)._bind(now);

test.each<[string, ManifestFilterConditions, object]>([
  ['a prefix', { keyPrefix: 'logs/' }, { KeyNameConstraint: { MatchAnyPrefix: ['logs/'] } }],
  ['the longest prefix', { keyPrefix: 'p'.repeat(1024) }, { KeyNameConstraint: { MatchAnyPrefix: ['p'.repeat(1024)] } }],
  ['a date in UTC, whatever zone it was written in', { createdAfter: new Date('2025-01-01T02:00:00+02:00') }, { CreatedAfter: '2025-01-01T00:00:00Z' }],
  ['a date with milliseconds', { createdBefore: new Date('2025-01-01T00:00:00.007Z') }, { CreatedBefore: '2025-01-01T00:00:00.007Z' }],
  [
    'all of its conditions', { keyPrefix: 'a', createdAfter: new Date('2024-01-01T00:00:00Z'), createdBefore: midnight },
    { KeyNameConstraint: { MatchAnyPrefix: ['a'] }, CreatedAfter: '2024-01-01T00:00:00Z', CreatedBefore: '2025-01-01T00:00:00Z' },
  ],
])('sends %s', (_, conditions, request) => {
  expect(bind(conditions)).toMatchObject({ request, problems: [] });
});

test('allObjects sends no filter at all', () => {
  expect(ManifestFilter.allObjects()._bind(now)).toEqual({ problems: [], warnings: [] });
});

test.each<[string, ManifestFilterConditions, string]>([
  ['no condition', {}, '`manifest.filter` must have at least one condition; use ManifestFilter.allObjects() for the whole bucket'],
  [
    'a condition that is undefined', { keyPrefix: undefined },
    '`manifest.filter` must have at least one condition; use ManifestFilter.allObjects() for the whole bucket',
  ],
  ['an empty prefix', { keyPrefix: '' }, '`manifest.filter.keyPrefix` must have 1 to 1024 characters or be left out, got: ""'],
  [
    'a long prefix', { keyPrefix: 'p'.repeat(1025) },
    `\`manifest.filter.keyPrefix\` must have 1 to 1024 characters or be left out, got: "${'p'.repeat(60)}"… (1025 characters)`,
  ],
  ['an invalid date', { createdAfter: new Date('soon') }, '`manifest.filter.createdAfter` must be a valid Date, got: Invalid Date'],
  [
    'an empty span of time', { createdAfter: midnight, createdBefore: midnight },
    '`manifest.filter.createdAfter` must be earlier than `manifest.filter.createdBefore`, got: 2025-01-01T00:00:00Z and 2025-01-01T00:00:00Z',
  ],
])('refuses %s', (_, conditions, problem) => {
  expect(bind(conditions).problems).toEqual([problem]);
});

test.each<[string, unknown, string]>([
  ['no conditions', undefined, '`manifest.filter` must have at least one condition; use ManifestFilter.allObjects() for the whole bucket'],
  ['a misspelt condition', { keyprefix: 'a' }, '`manifest.filter.keyprefix` is no condition; there are: keyPrefix, createdAfter, createdBefore'],
  ['a date as text', { createdAfter: '2025-01-01' }, '`manifest.filter.createdAfter` must be a valid Date, got: "2025-01-01"'],
  ['null for a prefix', { keyPrefix: null }, '`manifest.filter.keyPrefix` must have 1 to 1024 characters or be left out, got: null'],
])('refuses %s from JavaScript', (_, conditions, problem) => {
  expect(ManifestFilter.where(conditions as never)._bind(now).problems).toEqual([problem]);
});

test('a prefix that only the deployment knows counts as a condition', () => {
  expect(bind({ keyPrefix: Lazy.string({ produce: () => 'logs/' }) }).problems).toEqual([]);
});

describe('dates that start a run at every synth, or on every other machine', () => {
  /** A date as a machine in another time zone has it. */
  const onMachine = (minutesBehindUtc: number, text: string) => Object.assign(new Date(text), { getTimezoneOffset: () => minutesBehindUtc });

  test.each<[string, Date, string]>([
    ['milliseconds', new Date('2025-01-01T00:00:00.001Z'), 'changingDate'],
    ['the present', now, 'changingDate'],
    ['less than a day ago', new Date('2030-06-14T12:00:01Z'), 'changingDate'],
    ['less than a day ahead', new Date('2030-06-16T11:59:59Z'), 'changingDate'],
    ['midnight in Berlin', onMachine(-60, '2024-12-31T23:00:00Z'), 'localMidnight'],
    ['midnight in New York', onMachine(300, '2025-01-01T05:00:00Z'), 'localMidnight'],
  ])('are warned of: %s', (_, createdBefore, id) => {
    expect(bind({ createdBefore }).warnings).toEqual([
      { id: `cdk-s3-batch-operations:BatchJob.${id}`, message: expect.stringMatching(/^`manifest\.filter\.createdBefore` is /) },
    ]);
  });

  test.each<[string, Date]>([
    ['midnight in UTC', midnight],
    ['midnight in UTC, in Berlin', onMachine(-60, '2025-01-01T00:00:00Z')],
    ['noon in Berlin', onMachine(-60, '2025-01-01T11:00:00Z')],
    ['a day ago', new Date('2030-06-14T12:00:00Z')],
  ])('are not: %s', (_, createdAfter) => {
    expect(bind({ createdAfter }).warnings).toEqual([]);
  });
});
