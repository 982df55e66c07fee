import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { END_OF_RUN } from './child-messages';

/** What a process writes to its outputs: lines, and the ends of its runs. */
export class RunOutput {
  private readonly ends: readonly EventEmitter[];

  constructor(outputs: readonly Readable[], onLine: (line: string) => void) {
    this.ends = outputs.map((input) => {
      const end = new EventEmitter();
      createInterface({ input }).on('line', (line) => {
        const isLast = line.endsWith(END_OF_RUN);
        const text = isLast ? line.slice(0, -END_OF_RUN.length) : line;
        if (!isLast || text !== '') onLine(text);
        if (isLast) end.emit('run');
      });
      return end;
    });
  }

  /** Resolves when all is read that the next run to end has written. A process that dies before leaves it open. */
  async endOfRun(): Promise<void> {
    await Promise.all(this.ends.map((end) => once(end, 'run')));
  }
}
