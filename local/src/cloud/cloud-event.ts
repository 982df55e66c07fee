import type { JobDescriptor } from '../engine/job-descriptor';
import type { FunctionLogLine } from '../runner/invocation';
import type { FailedAttempt } from '../stacks/asynchronous-invoker';
import type { StackEvent } from '../stacks/stack-events';

/** What happens in a local cloud, for showing progress. */
export type CloudEvent =
  | StackEvent
  /** A job's state, priority or progress changed. */
  | { readonly kind: 'job'; readonly job: JobDescriptor }
  /** A function wrote a line. */
  | { readonly kind: 'log' } & FunctionLogLine
  /** A function's run didn't succeed; it is repeated twice. */
  | { readonly kind: 'failedAttempt' } & FailedAttempt;
