/** Time, as a parameter. */
export interface Clock {
  /** When this invocation has to have answered. */
  readonly invocationEnds: Date;
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
  /** From 0 up to, but not including, 1. Spreads the calls of jobs that wait at the same time. */
  random(): number;
}

/** Sleeps for about `milliseconds`: at least half of it. */
export async function sleepAbout(clock: Clock, milliseconds: number): Promise<void> {
  await clock.sleep(milliseconds * (0.5 + clock.random() / 2));
}
