import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { END_OF_RUN } from './child-messages';

/** What a process writes to its outputs: lines, and the ends of its runs. */
export class RunOutput {
  /** How many outputs the present run hasn't ended on yet. */
  private open = 0;
  private runEnded?: () => void;

  constructor(private readonly outputs: readonly Readable[], onLine: (line: string) => void) {
    for (const input of outputs) {
      createInterface({ input }).on('line', (line) => {
        const isLast = line.endsWith(END_OF_RUN);
        const text = isLast ? line.slice(0, -END_OF_RUN.length) : line;
        if (!isLast || text !== '') onLine(text);
        if (isLast && --this.open === 0) this.runEnded?.();
      });
    }
  }

  /** Resolves when all is read that the next run to end has written, or that is read of a process that ends. */
  endOfRun(): Promise<void> {
    this.open = this.outputs.length;
    return new Promise((resolve) => { this.runEnded = resolve; });
  }

  /** The process has ended: no more comes. */
  end(): void {
    this.runEnded?.();
  }
}
