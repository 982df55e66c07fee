import { setImmediate as nextTurn } from 'node:timers/promises';
import { PlacesByName } from '../../../local/src/runner/places-by-name';

test('those who name the same take turns, however each ends; others wait for nobody', async () => {
  const turns = new PlacesByName(1);
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const act = (name: string, error?: Error) => () => new Promise<string>((resolve, reject) => {
    began.push(name);
    ends.push(() => error ? reject(error) : resolve(name));
  });
  const [first, second, other] = [turns.take('a', act('first', new Error('broken'))), turns.take('a', act('second')), turns.take('b', act('other'))];
  await nextTurn();
  expect(began).toEqual(['first', 'other']);
  ends.forEach((end) => end());
  await expect(first).rejects.toThrow('broken');
  expect(await other).toBe('other');
  await nextTurn();
  expect(began).toEqual(['first', 'other', 'second']);
  ends[2]();
  expect(await second).toBe('second');
});
