import { setTimeout as delay } from 'node:timers/promises';

/** Time, as a parameter: what the engine reads it from and waits by. */
export interface Clock {
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}

/** The time of this machine. */
export const realClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => delay(milliseconds),
};

/** Time that runs `factor` times as fast, counted from `origin` (epoch milliseconds) so that several processes can share it. */
export function scaledClock(origin: number, factor: number): Clock {
  if (!(factor > 0)) throw new Error(`the clock's \`factor\` must be greater than 0, got: ${factor}`);
  return {
    now: () => new Date(origin + (Date.now() - origin) * factor),
    sleep: (milliseconds) => delay(milliseconds / factor),
  };
}
