import type { Clock } from '../clock';

/** The longest that a pause goes on after its end, by the clock. */
const STEP = 1_000;

/**
 * Waits so long by the clock, or until `isOver` says that there's nothing left to wait for.
 * In small steps: a clock's sleep can't be cut short, and an hour's would keep the process alive.
 */
export async function pause(clock: Clock, milliseconds: number, isOver: () => boolean): Promise<void> {
  const end = clock.now().getTime() + milliseconds;
  for (;;) {
    const left = end - clock.now().getTime();
    if (left <= 0 || isOver()) return;
    await clock.sleep(Math.min(left, STEP));
  }
}
