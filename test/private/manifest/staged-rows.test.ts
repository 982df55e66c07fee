import type { CheckedRow } from '../../../src/private/manifest/manifest-rows';
import { stageRows } from '../../../src/private/manifest/staged-rows';
import { newStack } from '../../fixture';

test('keeps no more problems than it tells, of however many rows', () => {
  let asked = 0;
  function* rows(): Generator<CheckedRow> {
    for (let line = 1; line <= 1000; line++) {
      // what nobody asks for, nobody keeps
      yield { get problem() { asked++; return `line ${line}`; } };
    }
  }

  expect(stageRows(newStack(), 'manifest.path', rows())).toEqual([
    ...Array.from({ length: 10 }, (_, index) => `line ${index + 1}`), '`manifest.path` has 990 more such problems',
  ]);
  expect(asked).toBe(10);
});

test.each([[10, []], [11, ['`manifest.path` has 1 more such problem']]])('tells all of %i problems, or how many more there are', (count, more) => {
  const rows = Array.from({ length: count }, (_, index) => ({ problem: `line ${index}` }));

  expect(stageRows(newStack(), 'manifest.path', rows)).toEqual([...rows.slice(0, 10).map(({ problem }) => problem), ...more]);
});
