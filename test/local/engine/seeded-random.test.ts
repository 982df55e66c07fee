import { seededRandom } from '../../../local/src/engine/seeded-random';

/** The first numbers after a seed. */
function numbers(seed: number, count: number): number[] {
  return Array.from({ length: count }, seededRandom(seed));
}

// the numbers that implementations of mulberry32 are held against, in many projects
test.each([
  [0, [0.26642920868471265, 0.0003297457005828619, 0.2232720274478197, 0.1462021479383111]],
  [1, [0.6270739405881613, 0.002735721180215478, 0.5274470399599522, 0.9810509674716741]],
])('gives the numbers of mulberry32 for the seed %d', (seed, expected) => {
  expect(numbers(seed, 4)).toEqual(expected);
});

test('gives numbers from 0 up to 1 for the greatest seed too, others than for its neighbour', () => {
  const seen = numbers(2 ** 32 - 1, 1000);
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...seen)).toBeLessThan(1);
  expect(seen).not.toEqual(numbers(2 ** 32 - 2, 1000));
});
