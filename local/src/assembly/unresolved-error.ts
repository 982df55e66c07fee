/** A value of a template can't be known here; the message begins with the value's path in the template. */
export class UnresolvedError extends Error {
  readonly name = 'UnresolvedError';

  constructor(readonly path: string, problem: string) {
    super(`${path}: ${problem}`);
  }
}
