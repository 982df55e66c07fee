/** What a job's tasks pass one by one: closed, it holds back those that haven't begun. It is closed at first. */
export class TaskGate {
  private under = 0;
  private opened = false;
  private waiting: (() => void)[] = [];
  private draining: (() => void)[] = [];

  get isOpen(): boolean {
    return this.opened;
  }

  open(): void {
    this.opened = true;
    for (const enter of this.waiting.splice(0)) enter();
  }

  close(): void {
    this.opened = false;
  }

  /** Resolves when the gate is opened. It may be closed again before whoever waits goes on, and so has to look. */
  opening(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Begins a task: at once where the gate is open, otherwise when this resolves. Whoever has entered leaves. */
  enter(): Promise<void> | undefined {
    if (!this.opened) return this.opening().then(() => this.enter());
    this.under++;
    return undefined;
  }

  leave(): void {
    if (--this.under === 0) for (const drained of this.draining.splice(0)) drained();
  }

  /** Resolves when no task is under way. */
  async drained(): Promise<void> {
    if (this.under > 0) await new Promise<void>((resolve) => this.draining.push(resolve));
  }
}
