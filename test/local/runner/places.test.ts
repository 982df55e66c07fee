import { setImmediate as nextTurn } from 'node:timers/promises';
import { NeverBegun, Places } from '../../../local/src/runner/places';

let began: string[];
let ends: Map<string, (error?: Error) => void>;

beforeEach(() => {
  began = [];
  ends = new Map();
});

/** Gives what can begin a chance to. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
}

function act(name: string) {
  return () => new Promise<string>((resolve, reject) => {
    began.push(name);
    ends.set(name, (error) => error ? reject(error) : resolve(name));
  });
}

test('lets as many act as there are places, then the others in their order, however each ends', async () => {
  const places = new Places(2);
  const results = Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => places.take(act(name))));
  await settled();
  expect(began).toEqual(['a', 'b']);
  ends.get('b')!(new Error('broken'));
  await settled();
  expect(began).toEqual(['a', 'b', 'c']);
  ends.get('a')!();
  await settled();
  expect(began).toEqual(['a', 'b', 'c', 'd']);
  ends.get('c')!();
  ends.get('d')!();
  expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  // all places are free again
  void places.take(act('e'));
  void places.take(act('f'));
  await settled();
  expect(began.slice(4)).toEqual(['e', 'f']);
});

test('whoever gives up while it waits never begins, and is in nobody\'s way', async () => {
  const places = new Places(1);
  const gaveUp = new AbortController();
  const [first, second, third] = [places.take(act('first')), places.take(act('second'), gaveUp.signal), places.take(act('third'), gaveUp.signal)];
  const last = places.take(act('last'));
  await settled();
  gaveUp.abort();
  await expect(second).rejects.toThrow(NeverBegun);
  await expect(third).rejects.toThrow(NeverBegun);
  await expect(places.take(act('late'), gaveUp.signal)).rejects.toThrow(NeverBegun);
  ends.get('first')!();
  await first;
  await settled();
  expect(began).toEqual(['first', 'last']);
  ends.get('last')!();
  await last;
});

test('giving up is no more once it is one\'s turn', async () => {
  const places = new Places(1);
  const gaveUp = new AbortController();
  const first = places.take(act('first'));
  const second = places.take(act('second'), gaveUp.signal);
  await settled();
  ends.get('first')!();
  await first;
  await settled();
  gaveUp.abort();
  ends.get('second')!();
  expect(await second).toBe('second');
});
