import { instantProblems, instantText } from '../../src/private/instants';

test.each([
  ['2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
  ['2025-01-01T01:00:00+01:00', '2025-01-01T00:00:00Z'],
  ['2025-01-01T00:00:00.500Z', '2025-01-01T00:00:00.500Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
])('%s is sent as %s', (given, text) => {
  expect(instantProblems('date', new Date(given))).toEqual([]);
  expect(instantText(new Date(given))).toBe(text);
});

test.each<[unknown, string]>([
  [new Date(''), '`date` must be a valid Date, got: Invalid Date'],
  ['2025-01-01', '`date` must be a valid Date, got: "2025-01-01"'],
  [0, '`date` must be a valid Date, got: 0'],
  [new Date(Date.UTC(10_000, 0)), '`date` must be of a year from 0 to 9999, got: +010000-01-01T00:00:00.000Z'],
  [new Date('-000001-12-31T23:59:59Z'), '`date` must be of a year from 0 to 9999, got: -000001-12-31T23:59:59.000Z'],
])('refuses %p', (value, problem) => {
  expect(instantProblems('date', value)).toEqual([problem]);
});
