/** That a user wants a run to end early. */
export class Interruption {
  /** Resolves when it happens. */
  readonly happened: Promise<void>;
  private happen!: () => void;
  private isOver = false;

  constructor() {
    this.happened = new Promise((resolve) => { this.happen = resolve; });
  }

  get hasHappened(): boolean {
    return this.isOver;
  }

  /** Makes it happen. */
  request(): void {
    this.isOver = true;
    this.happen();
  }
}
