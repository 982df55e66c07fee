import type { Refusal } from '../../api-log';
import type { ApiResponse } from '../server';

/** A call that Lambda refuses. API reference, Invoke: "Errors". */
export class LambdaError extends Error {
  readonly name = 'LambdaError';

  /** @param refusal why, where it has the status 403 */
  constructor(readonly status: number, readonly code: string, message: string, readonly refusal?: Refusal) {
    super(message);
  }
}

/** Lambda could do it, and this engine can't. */
export function notImplemented(what: string): LambdaError {
  return new LambdaError(501, 'NotImplemented', `not implemented here: ${what}`);
}

/** A refusal in Lambda's form: the error's name in a header, and JSON. */
export function errorResponse({ status, code, message }: LambdaError): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message }),
  };
}
