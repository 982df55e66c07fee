/* eslint-disable no-bitwise -- the generator is made of operations on bits */

/**
 * Numbers from 0 up to 1 that look random and follow from the seed: mulberry32, a public-domain generator with 32 bits of
 * state. Good enough for an order of tasks, and for nothing that is to be secret.
 * @param seed whole number from 0 to 2³² − 1
 */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const once = Math.imul(state ^ (state >>> 15), state | 1);
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), once | 61));
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32;
  };
}
