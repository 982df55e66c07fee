import type { DeliveryOptions } from './delivery';
import type { FunctionInvoker } from './function-invoker';
import type { Clock } from '../clock';
import type { Principals } from '../policy/principals';
import type { MemoryStore } from '../store/memory-store';
import type { Choices } from '../unknowns';

/** What an engine needs to be one account's S3 Batch Operations in one Region. */
export interface JobEngineOptions extends DeliveryOptions {
  readonly store: MemoryStore;
  readonly principals: Principals;
  readonly clock: Clock;
  readonly account: string;
  readonly region: string;
  /** Default: `aws`. */
  readonly partition?: string;
  /** How long a job stays in each state that it passes through, by the clock. Default: a second. */
  readonly stepMilliseconds?: number;
  /** What invokes the functions of LambdaInvoke jobs. Default: there are none. */
  readonly functions?: FunctionInvoker;
  /** Default: random UUIDs. */
  readonly newJobId?: () => string;
  /** Makes the ids of invocations and of their tasks. Default: random UUIDs. */
  readonly newInvocationId?: () => string;
  /** What is the case where the service's documentation leaves it open. Default: the default of each question. */
  readonly unknowns?: Partial<Choices>;
}
