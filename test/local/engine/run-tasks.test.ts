import { setImmediate as nextTurn } from 'node:timers/promises';
import { runTasks } from '../../../local/src/engine/run-tasks';
import type { TaskPieces } from '../../../local/src/manifest/manifest';

/** So many tasks in each of the pieces, with whether somebody has let go of them. */
function manifest(...sizes: readonly number[]) {
  const reading = { isClosed: false };
  async function* pieces(): TaskPieces {
    let key = 0;
    try {
      for (const size of sizes) {
        await nextTurn();
        yield Array.from({ length: size }, () => ({ bucket: 'logs', key: String(key++) }));
      }
    } finally {
      reading.isClosed = true;
    }
  }
  return { reading, pieces: pieces() };
}

const keys = (total: number) => Array.from({ length: total }, (_, index) => String(index));

test.each([[1, [5]], [3, [5]], [3, [0, 1, 2, 0, 7]], [8, [3]], [2, []]])('%d at a time do every task of the pieces %j once', async (concurrency, sizes) => {
  const { reading, pieces } = manifest(...sizes);
  const done: string[] = [];
  let under = 0;
  let most = 0;
  const execute = async ({ key }: { key: string }) => {
    most = Math.max(most, ++under);
    await nextTurn();
    under--;
    done.push(key);
  };
  await runTasks(pieces, { concurrency, execute, goOn: () => true });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(done.sort((one, other) => Number(one) - Number(other))).toEqual(keys(total));
  expect(most).toBe(Math.min(concurrency, Math.max(0, ...sizes)));
  expect(reading.isClosed).toBe(true);
});

test('begins nothing more once it isn\'t to go on, and finishes what has begun', async () => {
  const { reading, pieces } = manifest(50, 50);
  const begun: string[] = [];
  let finished = 0;
  const execute = async ({ key }: { key: string }) => {
    begun.push(key);
    await nextTurn();
    finished++;
  };
  await runTasks(pieces, { concurrency: 4, execute, goOn: () => begun.length < 10 });
  expect(begun).toEqual(keys(10));
  expect({ finished, ...reading }).toEqual({ finished: 10, isClosed: true });
});

test('an error ends it: the others finish what they have begun, and begin nothing more', async () => {
  const { reading, pieces } = manifest(50, 50);
  const begun: string[] = [];
  const execute = async ({ key }: { key: string }) => {
    begun.push(key);
    await nextTurn();
    if (key === '5') throw new Error('broken');
  };
  await expect(runTasks(pieces, { concurrency: 4, execute, goOn: () => true })).rejects.toThrow('broken');
  expect(begun.length).toBeLessThan(14);
  expect(reading.isClosed).toBe(true);
});

test('fails as its tasks do that can\'t be read', async () => {
  async function* pieces(): TaskPieces {
    yield [{ bucket: 'logs', key: 'a' }];
    await nextTurn();
    throw new Error('unreadable');
  }
  await expect(runTasks(pieces(), { concurrency: 4, execute: async () => undefined, goOn: () => true })).rejects.toThrow('unreadable');
});
