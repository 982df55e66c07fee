import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../local/src/clock';

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** A clock that stands still until it is told to go on, or goes on by itself as soon as nothing else has to be done. */
export class FakeClock implements Clock {
  private time: number;
  private sleepers: Sleeper[] = [];

  constructor(start = '2026-11-01T12:00:00.000Z', private readonly options: { readonly auto: boolean } = { auto: false }) {
    this.time = Date.parse(start);
  }

  now(): Date {
    return new Date(this.time);
  }

  sleep(milliseconds: number): Promise<void> {
    const slept = new Promise<void>((wake) => this.sleepers.push({ until: this.time + milliseconds, wake }));
    if (this.options.auto) setImmediate(() => this.wakeNext());
    return slept;
  }

  /** Lets time pass, waking the sleepers in their order; what they do is done when this resolves. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settled();
    while (this.sleepers.some(({ until }) => until <= end)) {
      this.wakeNext();
      await settled();
    }
    this.time = end;
  }

  private wakeNext(): void {
    const [next] = [...this.sleepers].sort((one, other) => one.until - other.until);
    if (!next) return;
    this.sleepers = this.sleepers.filter((sleeper) => sleeper !== next);
    this.time = Math.max(this.time, next.until);
    next.wake();
  }
}

/** Gives everything that needs no time a chance to happen. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await nextTurn();
}
