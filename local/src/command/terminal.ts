import type { ProgressOutput } from './progress/rewritten-line';

/** Where a command reads from and writes to. */
export interface Terminal {
  /** What was asked for: help, a digest, an address. */
  readonly stdout: NodeJS.WriteStream;
  /** What happens meanwhile, and what is wrong. */
  readonly stderr: NodeJS.WriteStream;
}

/** Where progress is shown. A terminal that can't go back to the beginning of a line gets lines alone. */
export function progressOutput({ stderr }: Terminal, environment = process.env): ProgressOutput {
  return environment.TERM === 'dumb' ? { write: (text) => stderr.write(text) } : stderr;
}
