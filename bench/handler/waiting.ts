import { WAIT_SECONDS } from '../../src/private/limits';
import { decideAcrossHops } from '../../test/lambda/deciding';
import { createEvent, properties } from '../../test/lambda/events';
import { FakeService } from '../../test/lambda/fakes';
import { busyWith } from '../../test/lambda/timelines';
import { QUERY_INTERVAL } from '../synth/with-provider';

/** What an hour of waiting for one job costs. */
export interface HourOfWaiting {
  readonly describeJob: number;
  readonly describeStacks: number;
  readonly invocations: number;
  readonly lambdaSeconds: number;
  /** Of the function, in megabytes. */
  readonly memory: number;
  readonly stateTransitions: number;
}

const HOUR = 3600;
/** How long one call of the framework's function or of the user's takes, which is billed: there is next to nothing else in it than DescribeJob. */
const SECONDS_A_CALL = 0.1;

/** By the handler's own rules, with a clock that has no time to lose: the longest wait, as if it went on for an hour. */
export async function waitAsHere(): Promise<HourOfWaiting> {
  const service = new FakeService();
  service.timeline = busyWith(1);
  const begun = service.clock.time;
  await decideAcrossHops(createEvent(properties({ wait: { until: 'completed', timeoutSeconds: WAIT_SECONDS.max } })), service);
  const perHour = HOUR * 1000 / (service.clock.time - begun);
  const calls = (method: string) => Math.round(service.calls.filter((call) => call === method).length * perHour);
  return {
    describeJob: calls('describeJob'),
    describeStacks: calls('statusOf'),
    invocations: Math.round((service.hops.length + 1) * perHour),
    lambdaSeconds: HOUR,
    memory: 256,
    stateTransitions: 0,
  };
}

/**
 * By what is documented of the framework: a state machine that retries a function of the framework's every query interval, which
 * invokes the user's `isComplete` and waits for it. aws-cdk-lib, "Asynchronous Providers: isComplete"; AWS Step Functions pricing,
 * by which a retry is a transition.
 */
export function waitAsProvider(): HourOfWaiting {
  const queries = HOUR / QUERY_INTERVAL.toSeconds();
  const invocations = 2 * queries;
  const lambdaSeconds = invocations * SECONDS_A_CALL;
  return { describeJob: queries, describeStacks: 0, invocations, lambdaSeconds, memory: 128, stateTransitions: queries };
}
