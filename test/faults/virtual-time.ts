interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/** Nothing that is modelled takes so long, in milliseconds. */
const ENDLESS = 24 * 60 * 60 * 1000;

/** Time that passes only when everything that could happen now has happened. */
export class VirtualTime {
  now = Date.parse('2026-01-01T00:00:00Z');
  private readonly timers: Timer[] = [];

  after(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      const at = this.now + milliseconds;
      const later = this.timers.findIndex((timer) => timer.at > at);
      this.timers.splice(later < 0 ? this.timers.length : later, 0, { at, wake });
    });
  }

  /** Lets time pass until nobody waits for it any more. */
  async untilNothingIsLeft(): Promise<void> {
    const tooLate = this.now + ENDLESS;
    await everythingNow();
    for (let next = this.timers.shift(); next !== undefined; next = this.timers.shift()) {
      if (next.at > tooLate) {
        throw new Error('something waits for ever');
      }
      this.now = next.at;
      next.wake();
      await everythingNow();
    }
  }
}

/** Whatever goes on without waiting for time has come to its end once the event loop turns. */
function everythingNow(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
