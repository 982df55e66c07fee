/** Nobody waits any more for what was to have its turn: it hasn't begun. */
export class NeverBegun extends Error {
  readonly name = 'NeverBegun';

  constructor() {
    super('no longer waited for: the operation was cancelled before its turn came');
  }
}

/** Lets so many at a time do something; the others wait, and begin in the order in which they came. */
export class Places {
  private readonly waiting: (() => void)[] = [];

  /** @param free how many there are */
  constructor(private free: number) {}

  /** Fails with `NeverBegun` if nobody waits any more before it is its turn. */
  async take<Result>(act: () => Promise<Result>, gaveUp?: AbortSignal): Promise<Result> {
    await this.enter(gaveUp);
    try {
      return await act();
    } finally {
      // whoever hears of this end first may give up what waits
      setImmediate(() => this.leave());
    }
  }

  private async enter(gaveUp?: AbortSignal): Promise<void> {
    if (gaveUp?.aborted) throw new NeverBegun();
    if (this.free > 0) {
      this.free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        gaveUp?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(new NeverBegun());
      };
      this.waiting.push(begin);
      gaveUp?.addEventListener('abort', giveUp, { once: true });
    });
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free++;
  }
}
