import type { Executor, JobContext } from './executor';
import { type BatchResults, LambdaBatches } from './lambda-batches';
import { type InvokedTask, payloadOf } from './lambda-payload';
import { answerIn, resultIn } from './lambda-result';
import { TaskFailure } from './task-failure';
import type { InvocationAnswer } from '../engine/function-invoker';
import type { Task } from '../manifest/manifest';
import type { LambdaInvokeOptions } from '../model/job-request';

/** Invocations that run at the same time: in S3 as many as the function's concurrency lets, here what a laptop can take. */
const INVOCATIONS = 8;

const batchesOfJobs = new WeakMap<JobContext, LambdaBatches>();

/** Invokes a function for each object, or for a few of them at once. S3 User Guide, "Invoke AWS Lambda function". */
export const lambdaInvoke: Executor<LambdaInvokeOptions> = {
  concurrency: ({ tasksPerInvocation }) => INVOCATIONS * tasksPerInvocation,
  execute: (task, options, job) => batchesOf(job, options).add(task),
};

function batchesOf(job: JobContext, options: LambdaInvokeOptions): LambdaBatches {
  const known = batchesOfJobs.get(job);
  if (known) return known;
  const batches = new LambdaBatches(job.unknowns.tasksPerInvocation, (tasks) => resultsOf(tasks, options, job));
  batchesOfJobs.set(job, batches);
  return batches;
}

/** What a function that fails as a whole says, goes for all tasks. */
async function resultsOf(tasks: readonly Task[], options: LambdaInvokeOptions, job: JobContext): Promise<BatchResults> {
  requireReach(options, job);
  const invocationId = job.newInvocationId();
  const invoked: InvokedTask[] = tasks.map((task) => ({ taskId: job.newInvocationId(), task }));
  const payload = payloadOf({ options, jobId: job.jobId, invocationId, tasks: invoked });
  const answer = answerIn(payloadIn(await job.functions.invoke(options.FunctionArn, payload), options, job));
  return Promise.allSettled(invoked.map(async ({ taskId }) => resultIn(answer, taskId, options)));
}

/** What S3's report says of a function in another Region isn't known, nor whether it minds: these are Lambda's own words. */
function requireReach({ FunctionArn }: LambdaInvokeOptions, { environment, unknowns }: JobContext): void {
  const region = FunctionArn.split(':')[3];
  // the open question is asked only where something depends on it
  if (region === environment.region || unknowns.otherRegions === 'yes') return;
  throw new TaskFailure(404, 'ResourceNotFoundException', `Functions from '${region}' are not reachable in this region ('${environment.region}')`);
}

function payloadIn(answer: InvocationAnswer, { FunctionArn }: LambdaInvokeOptions, { unknowns }: JobContext): string {
  switch (answer.outcome) {
    case 'returned': return answer.payload;
    case 'functionError': throw new TaskFailure(200, 'PermanentFailure', `Lambda returned function error: ${answer.payload}`);
    // what S3's report says of the others isn't known: these are Lambda's own words. Lambda API reference, Invoke
    case 'throttled': throw new TaskFailure(429, 'TooManyRequestsException', 'Rate Exceeded.', unknowns.throttledFunction);
    case 'refused': throw new TaskFailure(answer.status, answer.code, answer.message);
    case 'notFound': throw new TaskFailure(404, 'ResourceNotFoundException', `Function not found: ${FunctionArn}`);
  }
}
