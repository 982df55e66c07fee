/** How a set of steps depends on each other, and what one that fails means for the others. */
export interface OrderedSteps {
  readonly ids: Iterable<string>;
  /** true: after a failure nothing more is begun. false: only what comes after the failed step is left out. */
  readonly stopOnFailure: boolean;
  /** Ends all of it from outside, as a step that fails does. */
  readonly cancelled?: AbortSignal;
  /** The ids whose steps come before; those that aren't in `ids` don't count. */
  before(id: string): Iterable<string>;
  /** @param cancelled fires when another step has failed and `stopOnFailure` says that this matters */
  step(id: string, cancelled: AbortSignal): Promise<void>;
}

/** Runs steps side by side, each as soon as those before it have succeeded. Returns the failures, earliest first. */
export async function inOrder({ ids, before, step, stopOnFailure, cancelled: outer }: OrderedSteps): Promise<Error[]> {
  const known = new Set(ids);
  const failures: Error[] = [];
  const own = new AbortController();
  const cancelled = outer ? AbortSignal.any([outer, own.signal]) : own.signal;
  const outcomes = new Map<string, Promise<boolean>>();

  const outcomeOf = (id: string): Promise<boolean> => {
    const outcome = outcomes.get(id) ?? attempt(id);
    outcomes.set(id, outcome);
    return outcome;
  };
  const attempt = async (id: string): Promise<boolean> => {
    const earlier = await Promise.all([...before(id)].filter((other) => known.has(other)).map(outcomeOf));
    if (earlier.includes(false) || cancelled.aborted) return false;
    try {
      await step(id, cancelled);
      return true;
    } catch (error) {
      failures.push(error as Error);
      if (stopOnFailure) own.abort();
      return false;
    }
  };
  const all = await Promise.all([...known].map(outcomeOf));
  if (failures.length === 0 && all.includes(false)) failures.push(new Error('the operation was cancelled'));
  return failures;
}
