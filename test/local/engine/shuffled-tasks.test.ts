import { seededRandom } from '../../../local/src/engine/seeded-random';
import { shuffled } from '../../../local/src/engine/shuffled-tasks';
import type { TaskPieces } from '../../../local/src/manifest/manifest';

/** So many tasks, with what is known of how far they were read. */
function manifest(total: number) {
  const reading = { read: 0, isClosed: false };
  async function* tasks(): TaskPieces {
    try {
      for (; reading.read < total; reading.read++) yield [{ bucket: 'logs', key: String(reading.read) }];
    } finally {
      reading.isClosed = true;
    }
  }
  return { reading, tasks: tasks() };
}

/** The places that the tasks had before. */
async function order(total: number, seed: number, window?: number): Promise<number[]> {
  const places: number[] = [];
  for await (const tasks of shuffled(manifest(total).tasks, seededRandom(seed), window)) {
    for (const { key } of tasks) places.push(Number(key));
  }
  return places;
}

const inOrder = (total: number) => Array.from({ length: total }, (_, index) => index);

test.each([[0, 4], [1, 4], [3, 4], [4, 4], [5, 4], [100, 4], [100, 1], [10_000, undefined]])('of %d tasks none is lost or doubled, with a window of %s', async (total, window) => {
  const places = await order(total, 7, window);
  expect(places.sort((one, other) => one - other)).toEqual(inOrder(total));
});

test('the same seed gives the same order, and another seed another', async () => {
  const places = await order(100, 7);
  expect(await order(100, 7)).toEqual(places);
  expect(await order(100, 8)).not.toEqual(places);
  expect(places).not.toEqual(inOrder(100));
});

test('every order of a few tasks comes, and none much more often', async () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 2400; seed++) {
    const places = (await order(4, seed)).join();
    counts.set(places, (counts.get(places) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  // a hundred are expected of each: these are five standard deviations
  for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(50);
});

test('holds no more tasks than its window, and some thousands unless it is told', async () => {
  const { reading, tasks } = manifest(100_000);
  let done = 0;
  let most = 0;
  for await (const drawn of shuffled(tasks, seededRandom(7))) {
    most = Math.max(most, reading.read + 1 - done);
    for (const _task of drawn) done++;
  }
  expect(done).toBe(100_000);
  expect(most).toBe(4096);
});

test('lets go of the manifest when nobody wants another task', async () => {
  const { reading, tasks } = manifest(100);
  for await (const drawn of shuffled(tasks, seededRandom(7), 10)) if ([...drawn].length > 0) break;
  expect(reading).toEqual({ read: 9, isClosed: true });
});
