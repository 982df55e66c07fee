import type { FunctionInvoker } from './function-invoker';
import type { Principal } from '../policy/principals';
import type { MemoryStore } from '../store/memory-store';

/**
 * Functions as a job's role may invoke them: asked on the ARN that the job names, with its version or alias if it has
 * one, and recorded. A denial is an `AccessDenied`; what S3's report says of it isn't known.
 */
export function functionsAs(role: Principal, functions: FunctionInvoker, store: MemoryStore): FunctionInvoker {
  return {
    invoke: async (functionArn, payload) => {
      store.requirePermission(role, 'lambda:InvokeFunction', functionArn);
      return functions.invoke(functionArn, payload);
    },
  };
}
