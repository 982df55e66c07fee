import type { InvocationResult } from './invocation';

/**
 * How many bytes a function's answer may have: Lambda's 6 MB, and the 100 that it names when an answer has more. Lambda
 * developer guide, "Lambda quotas".
 */
export const RESPONSE_LIMIT = 6 * 1024 ** 2 + 100;

/** How Lambda tells that a function answered with more. */
export const RESPONSE_TOO_LARGE: InvocationResult = {
  outcome: 'functionError',
  payload: JSON.stringify({
    errorMessage: `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT} bytes).`,
    errorType: 'Function.ResponseSizeTooLarge',
  }),
};
