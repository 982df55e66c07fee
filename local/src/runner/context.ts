import type { InvokeMessage } from './child-messages';

/** The part of a handler's context that can be known here. Lambda developer guide, "Node.js context object". */
export interface FunctionContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  /** A handler may set it to false: what it calls back with counts at once. */
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
}

/** The context of a run that begins now. */
export function contextOf({ functionName, functionVersion, functionArn, requestId, timeoutMilliseconds }: InvokeMessage): FunctionContext {
  const deadline = Date.now() + timeoutMilliseconds;
  return {
    functionName,
    functionVersion,
    invokedFunctionArn: functionArn,
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}
