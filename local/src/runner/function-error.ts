import { isNativeError } from 'node:util/types';
import type { FunctionError } from './invocation';

/** A promise of the function failed, and nobody awaited it. The name is Lambda's. */
export class UnhandledPromiseRejection extends Error {
  readonly name = 'Runtime.UnhandledPromiseRejection';

  constructor(reason: unknown) {
    super(String(reason), { cause: reason });
  }
}

/** What a function threw, as Lambda tells of it: anything may be thrown. */
export function functionError(thrown: unknown): FunctionError {
  if (!isNativeError(thrown)) return { name: typeof thrown, message: String(thrown), trace: [] };
  const { name, message, stack = '' } = thrown;
  return { name, message, trace: stack.split('\n') };
}
