import type { Cell } from './cell';
import { isAsExpected, judged, resultsDocument, summary } from './results';

const plain: Cell = { call: 'putObject', claim: 'a | b', source: 'a page', run: async () => undefined };
const excused: Cell = { ...plain, notInCeph: { verdict: 'differs', why: 'it does otherwise', command: 'aws s3api put-object' } };

test.each([
  ['what passes', plain, undefined, true, 'passed', true],
  ['what fails', plain, 'why', true, 'failed', false],
  ['what fails as it is known to', excused, 'why', true, 'differs', true],
  ['what passes and was known to fail', excused, undefined, true, 'passed unexpectedly', false],
  ['what fails on a server that has no excuse', excused, 'why', false, 'failed', false],
  ['what passes on a server that needs none', excused, undefined, false, 'passed', true],
] as const)('judges %s', (_, cell, failure, isCeph, verdict, expected) => {
  const result = judged(cell, failure, isCeph);
  expect(result.verdict).toBe(verdict);
  expect(isAsExpected([judged(plain, undefined, true), result])).toBe(expected);
});

test('writes a row for each cell, and why a server can\'t show one', () => {
  const results = [judged(plain, undefined, true), judged(excused, 'why', true)];
  expect(summary(results)).toBe('1 passed, 1 differs');
  const lines = resultsDocument('a server', '2026-11-01', results).split('\n');
  expect(lines).toContain('| `putObject` | a \\| b | a page | passed |');
  expect(lines).toContain('| `putObject` | a \\| b | it does otherwise | `aws s3api put-object` |');
});
