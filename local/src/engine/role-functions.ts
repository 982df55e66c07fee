import type { FunctionInvoker } from './function-invoker';

/**
 * Functions as a job's role may invoke them: asked on the ARN that the job names, with its version or alias if it has
 * one, and recorded. A denial is an `AccessDenied`; what S3's report says of it isn't known.
 * @param require fails with that where the role may not invoke a function
 */
export function functionsAs(functions: FunctionInvoker, require: (functionArn: string) => void): FunctionInvoker {
  return {
    invoke: async (functionArn, payload) => {
      require(functionArn);
      return functions.invoke(functionArn, payload);
    },
  };
}
