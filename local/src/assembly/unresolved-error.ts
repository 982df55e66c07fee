/** A value of a template can't be worked out; the message begins with the value's path in the template. */
export class UnresolvedError extends Error {
  readonly name: string = 'UnresolvedError';

  constructor(readonly path: string, problem: string) {
    super(`${path}: ${problem}`);
  }
}

/** A value that AWS would have, and that can't be known here. */
export class UnknownValueError extends UnresolvedError {
  readonly name = 'UnknownValueError';

  /** @param supplyAs the name by which whoever deploys can supply it; undefined when nothing can */
  constructor(path: string, problem: string, readonly supplyAs?: string) {
    super(path, supplyAs === undefined ? problem : `${problem}; --resolve ${supplyAs}=value supplies it`);
  }
}
