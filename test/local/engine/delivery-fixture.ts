import { NO_FUNCTIONS, type FunctionInvoker } from '../../../local/src/engine/function-invoker';
import { JobEngine } from '../../../local/src/engine/job-engine';
import type { JobEngineOptions } from '../../../local/src/engine/job-engine-options';
import type { CreateJobRequest } from '../../../local/src/model/job-request';
import type { MemoryStore } from '../../../local/src/store/memory-store';
import { FakeClock } from '../fake-clock';
import { ACCOUNT, counter, csvRequest, seed, surroundings } from '../surroundings';

const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
const EVERYTHING = [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }];

/** What a function is invoked with. */
export interface Invoked {
  readonly invocationId: string;
  readonly tasks: readonly { readonly taskId: string; readonly s3Key: string }[];
}

/** What a function says of a key, the first time, the second time, and so on. */
export type Answer = (key: string, time: number) => { readonly resultCode: string; readonly resultString: string };

/** An account whose role may do everything, with objects in `logs`, and an engine that delivers tasks in some way. */
export function accountOf(options: Partial<JobEngineOptions>, keys: readonly string[], functions: FunctionInvoker = NO_FUNCTIONS) {
  const clock = new FakeClock(undefined, { auto: true });
  const { store, principals, log } = surroundings(clock, EVERYTHING);
  seed(store, ...keys);
  const engine = new JobEngine({
    store, principals, clock, functions, account: ACCOUNT, region: 'us-east-1', newJobId: counter('job'), newInvocationId: counter('invocation'), ...options,
  });
  return { clock, store, log, engine };
}

/** A function that keeps what it is invoked with. */
export function recordingFunction(invoked: Invoked[], answer: Answer = () => ({ resultCode: 'Succeeded', resultString: '' })): FunctionInvoker {
  return {
    invoke: async (_arn, payload) => {
      const event = JSON.parse(payload) as Invoked;
      invoked.push(event);
      const timesOf = (key: string) => invoked.filter(({ tasks }) => tasks.some(({ s3Key }) => s3Key === key)).length;
      const results = event.tasks.map(({ taskId, s3Key }) => ({ taskId, ...answer(s3Key, timesOf(s3Key)) }));
      return { outcome: 'returned', payload: JSON.stringify({ invocationSchemaVersion: '1.0', invocationId: event.invocationId, results }) };
    },
  };
}

/** A request that invokes the function for the objects of a CSV. */
export function invokingRequest(store: MemoryStore, csv: string): Promise<CreateJobRequest> {
  return csvRequest(store, csv, { Operation: { LambdaInvoke: { FunctionArn: FUNCTION } } });
}
