import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { deliver, responseBody } from './cfn-response';
import { accountOf, type JobEvent } from './events';
import type { StackControl } from './job-control';
import { decide } from './lifecycle';
import type { ManifestStore } from './resolve-manifest';
import type { Clock, Log } from './services';

/** What is kept of an invocation to cancel a job and to answer, in milliseconds. */
const TIME_TO_ANSWER = 60_000;

/** Lambda's entry point: wires the rules to the world. */
export async function handler(event: JobEvent & { readonly ResponseURL: string }, context: Context): Promise<void> {
  const { ResponseURL, ...rest } = event;
  const clock: Clock = {
    now: () => new Date(),
    sleep: (milliseconds) => sleep(milliseconds),
    random: Math.random,
    invocationEnds: new Date(Date.now() + context.getRemainingTimeInMillis() - TIME_TO_ANSWER),
  };
  const log: Log = (decision, details) => console.log(JSON.stringify({ decision, ...details }));
  const { sdkJobControl } = await import('./sdk-job-control');
  const jobs = sdkJobControl(accountOf(rest.StackId));
  const answer = await decide(rest, { jobs, stacks: lazyStackControl(), manifests: lazyManifestStore(), clock, log });
  log('answer', { ...answer });
  await deliver(ResponseURL, responseBody(answer, rest), clock);
}

/** Most deletions never ask for the stack: they shall not pay for loading the client. */
function lazyStackControl(): StackControl {
  return {
    statusOf: async (stackId) => (await import('./sdk-stack-control')).sdkStackControl().statusOf(stackId),
  };
}

/** Likewise: only a new job with a given manifest asks for one. */
function lazyManifestStore(): ManifestStore {
  return {
    head: async (object) => (await import('./sdk-manifest-store')).sdkManifestStore().head(object),
  };
}
