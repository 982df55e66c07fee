import type { Executor, JobContext } from './executor';
import { type Invocation, payloadOf } from './lambda-payload';
import { resultIn } from './lambda-result';
import { TaskFailure } from './task-failure';
import type { InvocationAnswer } from '../engine/function-invoker';
import type { LambdaInvokeOptions } from '../model/job-request';

/**
 * Invokes a function for each object: one key at a time, as every sample of S3's does. How many run at once is up to the
 * function's concurrency in Lambda, and here to what a laptop can take. S3 User Guide, "Invoke AWS Lambda function".
 */
export const lambdaInvoke: Executor<LambdaInvokeOptions> = {
  concurrency: 8,
  async execute(task, options, job) {
    const invocation = { options, jobId: job.jobId, invocationId: job.newInvocationId(), taskId: job.newInvocationId(), task };
    return resultIn(await answerOf(invocation, job), invocation);
  },
};

async function answerOf(invocation: Invocation, { functions }: JobContext): Promise<string> {
  const { FunctionArn } = invocation.options;
  return payloadIn(await functions.invoke(FunctionArn, payloadOf(invocation)), FunctionArn);
}

function payloadIn(answer: InvocationAnswer, functionArn: string): string {
  switch (answer.outcome) {
    case 'returned': return answer.payload;
    case 'functionError': throw new TaskFailure(200, 'PermanentFailure', `Lambda returned function error: ${answer.payload}`);
    // what S3's report says of it isn't known: these are Lambda's own words. Lambda API reference, Invoke
    case 'notFound': throw new TaskFailure(404, 'ResourceNotFoundException', `Function not found: ${functionArn}`);
  }
}
