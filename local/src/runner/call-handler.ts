import type { FunctionContext } from './context';

/** A function's handler, in its asynchronous form and in the one with a callback. */
export type Handler = (event: unknown, context: FunctionContext, callback: Callback) => unknown;

type Callback = (error: unknown, result?: unknown) => void;

/**
 * Runs a handler to its result, as Lambda does: that of the promise it returns, or what it calls back with. A callback
 * counts when nothing is left to do, or at once if the context says so. With nothing left and no result, it is null.
 * Lambda developer guide, "Define Lambda function handler in Node.js".
 */
export function callHandler(handler: Handler, event: unknown, context: FunctionContext): Promise<unknown> {
  let settle = (): void => undefined;
  const settleAtEnd = (): void => settle();
  // so that the channel, which stays, doesn't count as something left to do
  process.channel!.unref();
  process.once('beforeExit', settleAtEnd);
  return new Promise((resolve, reject) => {
    settle = () => resolve(null);
    const returned = handler(event, context, (error, result) => {
      settle = () => error === null || error === undefined ? resolve(result) : reject(error);
      if (!context.callbackWaitsForEmptyEventLoop) settle();
    });
    if (isPromise(returned)) returned.then(resolve, reject);
  }).finally(() => {
    process.channel!.ref();
    process.off('beforeExit', settleAtEnd);
  });
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}
