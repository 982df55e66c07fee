import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { deliver, responseBody } from './cfn-response';
import type { Clock } from './clock';
import { readHint, type Continuation } from './continuation';
import { accountOf, type JobEvent } from './events';
import type { JobControl, StackControl } from './job-control';
import { decide } from './lifecycle';
import type { ManifestStore } from './manifest-store';
import type { Log } from './services';

/** What is kept of an invocation to cancel a job and to answer, in milliseconds. */
const TIME_TO_ANSWER = 60_000;

/** What the function is given: by CloudFormation, or by itself, with a hint. */
export type Delivery = JobEvent & { readonly ResponseURL: string; readonly watch?: unknown };

/** The world outside, as far as it is asked. */
export interface World {
  readonly stacks: StackControl;
  readonly manifests: ManifestStore;
  jobsOf(accountId: string): Promise<JobControl>;
  /**
   * Invokes a function without waiting for what comes of it.
   * @throws ServiceError
   */
  invokeLater(functionArn: string, payload: object): Promise<void>;
}

/** One invocation of the function: decides what an event comes to and answers it, or leaves both to the next one. */
export async function invocation(delivery: Delivery, context: Context, { jobsOf, stacks, manifests, invokeLater }: World): Promise<void> {
  const { ResponseURL, watch, ...event } = delivery;
  const clock: Clock = {
    now: () => new Date(),
    sleep: (milliseconds) => sleep(milliseconds),
    random: Math.random,
    invocationEnds: new Date(Date.now() + context.getRemainingTimeInMillis() - TIME_TO_ANSWER),
  };
  const log: Log = (decision, details) => console.log(JSON.stringify({ decision, ...details }));
  const next: Continuation = {
    ...readHint(watch, event, clock.now()),
    invoke: (hint) => invokeLater(context.invokedFunctionArn, { ...delivery, watch: hint }),
  };
  const jobs = await jobsOf(accountOf(event.StackId));
  const answer = await decide(event, { jobs, stacks, manifests, next, clock, log });
  if (answer !== 'handed over') {
    log('answer', { ...answer });
    await deliver(ResponseURL, responseBody(answer, event), clock);
  }
}
