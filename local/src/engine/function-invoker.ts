/** What a job's task asks of Lambda: Invoke, synchronously. */
export interface FunctionInvoker {
  /**
   * @param functionArn with or without a version or alias
   * @param payload JSON text
   * @returns what Invoke answers; it fails only when the invocation can't be made at all, which ends the job
   */
  invoke(functionArn: string, payload: string): Promise<InvocationAnswer>;
}

/** What Invoke answers. Lambda API reference, Invoke. */
export type InvocationAnswer =
  /** the function's answer, as JSON text */
  | { readonly outcome: 'returned'; readonly payload: string }
  /** it threw, or ran out of time: `{"errorMessage": …, "errorType": …}`, as with the header X-Amz-Function-Error */
  | { readonly outcome: 'functionError'; readonly payload: string }
  /** TooManyRequestsException: as much of it runs already as may */
  | { readonly outcome: 'throttled' }
  /** ResourceNotFoundException */
  | { readonly outcome: 'notFound' }
  /** anything else that isn't the function's, in the words of whoever runs it */
  | { readonly outcome: 'refused'; readonly status: number; readonly code: string; readonly message: string };

/** An account without functions. */
export const NO_FUNCTIONS: FunctionInvoker = {
  invoke: async () => ({ outcome: 'notFound' }),
};
