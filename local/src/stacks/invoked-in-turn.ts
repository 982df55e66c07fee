import type { FunctionInvoker } from '../engine/function-invoker';
import type { Places } from '../runner/places';

/** An invoker whose invocations wait for a place. Their functions' time doesn't run meanwhile. */
export function invokedInTurn(invoker: FunctionInvoker, places: Places): FunctionInvoker {
  return {
    invoke: (functionArn, payload) => places.take(() => invoker.invoke(functionArn, payload)),
  };
}
