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

  /** @param isWorking whether something goes on without waiting for time that a turn of the event loop doesn't end */
  constructor(private readonly isWorking: () => boolean = () => false) {}

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
    await this.everythingNow();
    for (let next = this.timers.shift(); next !== undefined; next = this.timers.shift()) {
      if (next.at > tooLate) {
        throw new Error('something waits for ever');
      }
      this.now = next.at;
      next.wake();
      await this.everythingNow();
    }
  }

  /** Whatever goes on without waiting for time comes to its end as the event loop turns. */
  private async everythingNow(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.isWorking());
  }
}
