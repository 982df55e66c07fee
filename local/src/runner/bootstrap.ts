/** The program of a function's process: is told of one event, runs the handler on it, tells how that ended. */
import type { ChildMessage, InvokeMessage } from './child-messages';
import { loadHandler } from './load-handler';
import type { Json } from '../assembly/template';

process.once('message', (message: InvokeMessage) => {
  void run(message).then((ended) => process.send!(ended, () => process.exit()));
});
// nobody is left to be told
process.once('disconnect', () => process.exit());

async function run(message: InvokeMessage): Promise<ChildMessage> {
  try {
    const handler = await loadHandler(message.codeFolder, message.handler);
    process.send!({ kind: 'started' } satisfies ChildMessage);
    const promise = handler(message.event, contextOf(message));
    if (!(promise as PromiseLike<unknown> | undefined)?.then) throw new Error('the handler must return a promise: those with a callback aren\'t run here');
    return { kind: 'returned', payload: await promise as Json ?? null };
  } catch (error) {
    const { name, message: text, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'threw', error: { name, message: text, stack } };
  }
}

/** The part of the context that can be known here. Lambda developer guide, "Node.js context object". */
function contextOf({ functionName, functionArn, requestId, timeoutMilliseconds }: InvokeMessage): object {
  const deadline = Date.now() + timeoutMilliseconds;
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}
