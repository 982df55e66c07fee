/** Where progress is shown: standard error, or what stands for it. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  /** How wide the terminal is. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Where a terminal doesn't say how wide it is. */
const DEFAULT_COLUMNS = 80;

/** The last line of a terminal, which is written over again and again. */
export class RewrittenLine {
  private shown = '';

  constructor(private readonly output: ProgressOutput) {}

  /** Replaces the line's text, as much of it as fits. */
  show(text: string): void {
    const fitting = text.slice(0, this.width);
    this.output.write(`\r${fitting}${this.rest(fitting.length)}`);
    this.shown = fitting;
  }

  /** Leaves the line empty, with the cursor at its beginning. */
  clear(): void {
    if (this.shown === '') return;
    this.output.write(`\r${this.rest(0)}\r`);
    this.shown = '';
  }

  /** Spaces over what is left of the text before; not beyond the line, which may be shorter by now. */
  private rest(length: number): string {
    return ' '.repeat(Math.max(0, Math.min(this.shown.length, this.width) - length));
  }

  /** One less than there is: a character in the last column may wrap. */
  private get width(): number {
    return Math.max(1, (this.output.columns || DEFAULT_COLUMNS) - 1);
  }
}
