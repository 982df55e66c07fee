/** Lets one at a time do something, in the order in which they come. */
export class Turns {
  /** What ends when the last who came has done. */
  private readonly last = new Map<string, Promise<unknown>>();

  /** @param about those who name the same wait for each other */
  async take<Result>(about: string, act: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(about) ?? Promise.resolve();
    // how it ended is told to whoever waits for it
    const turn = before.then(act, act);
    this.last.set(about, turn);
    return turn;
  }
}
