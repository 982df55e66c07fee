import type { FunctionInvoker } from '../../local/src/engine/function-invoker';

/** Functions that succeed with every task they are given. S3 User Guide, "Invoke AWS Lambda function". */
export const SUCCEEDING: FunctionInvoker = {
  invoke: async (_functionArn, payload) => {
    const { tasks, ...answer } = JSON.parse(payload) as { readonly tasks: readonly { readonly taskId: string }[] };
    const results = tasks.map(({ taskId }) => ({ taskId, resultCode: 'Succeeded', resultString: '' }));
    return { outcome: 'returned', payload: JSON.stringify({ ...answer, results }) };
  },
};
