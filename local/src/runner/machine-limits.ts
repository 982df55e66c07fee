import { availableParallelism, totalmem } from 'node:os';

/** What functions share. */
export interface Machine {
  readonly cores: number;
  /** In bytes. */
  readonly memory: number;
}

/**
 * How much of functions there may be at a time. Only those wait for a place whom no function waits for, or a place would be
 * waited for by one that is needed to free it:
 * - A stack's operation waits for its handlers, and a handler for its job: no task of it takes a handler's place.
 * - A job waits for its tasks' functions. What these and the handlers invoke for an answer doesn't wait for a place, so that
 *   each of them can come to its end.
 * - Events that functions send are waited for by nobody. One function's don't wait for another's, and there is room for as
 *   many of a function as there are handlers: each may hand over to itself.
 * Whoever has a place gives it back at its function's timeout at the latest.
 */
export interface FunctionLimits {
  /** Requests to handlers of custom resources, of all stacks: most of the time these wait. */
  readonly requests: number;
  /** Invocations by jobs. */
  readonly tasks: number;
  /** Events of each function. */
  readonly events: number;
  /** Processes that wait for their function's next invocation. */
  readonly idle: number;
}

/** What a function's process takes, in bytes: 55 MB were measured of a small one, 133 MB of a handler that had run many times. */
const PROCESS_MEMORY = 128 * 1024 ** 2;

/** For each of the kinds. With what handlers invoke, or those of them that were cancelled and have yet to end, it is five eighths at most. */
const SHARE_OF_MEMORY = 1 / 8;

/** This machine, or what this process may have of it. */
export function thisMachine(): Machine {
  // 0 where nothing limits it, or a number beyond any memory
  const allowed = process.constrainedMemory() || Infinity;
  return { cores: availableParallelism(), memory: Math.min(totalmem(), allowed) };
}

export function functionLimits({ cores, memory }: Machine): FunctionLimits {
  const fitting = Math.max(2, Math.floor(memory * SHARE_OF_MEMORY / PROCESS_MEMORY));
  const requests = Math.min(8 * cores, fitting);
  return { requests, tasks: Math.min(4 * cores, fitting), events: requests, idle: requests };
}
