import type { AnyInvocation, FunctionRunner, InvocationResult } from './invocation';

/**
 * Runs no more of a function at a time than was reserved for it, all its versions together. Lambda developer guide,
 * "Configuring reserved concurrency for a function". The account as a whole has no limit here.
 */
export class LimitedRunner implements FunctionRunner {
  /** How many invocations of each function run, by its name. */
  private readonly running = new Map<string, number>();

  constructor(private readonly runner: FunctionRunner) {}

  async invoke(invocation: AnyInvocation): Promise<InvocationResult> {
    const { functionName, reservedConcurrency = Infinity } = invocation;
    if (this.runningOf(functionName) >= reservedConcurrency) return { outcome: 'throttled' };
    this.running.set(functionName, this.runningOf(functionName) + 1);
    try {
      return await this.runner.invoke(invocation);
    } finally {
      this.running.set(functionName, this.runningOf(functionName) - 1);
    }
  }

  private runningOf(functionName: string): number {
    return this.running.get(functionName) ?? 0;
  }
}
