import type { JobDescriptor } from '../engine/job-descriptor';
import type { FunctionLogLine, LentPackage } from '../runner/invocation';
import type { DroppedEvent, FailedAttempt } from '../stacks/asynchronous-invoker';
import type { StackEvent } from '../stacks/stack-events';

/** What happens in a local cloud, for showing progress. */
export type CloudEvent =
  | StackEvent
  /** A job's state, priority or progress changed. */
  | { readonly kind: 'job'; readonly job: JobDescriptor }
  /** A function wrote a line. */
  | { readonly kind: 'log' } & FunctionLogLine
  /** A function uses a package of the AWS SDK that its code doesn't bring along. Told once for each function and package. */
  | { readonly kind: 'lentPackage'; readonly functionName: string } & LentPackage
  /** A function's run for a custom resource, or for an event that somebody sent it, didn't succeed; it is repeated twice. */
  | { readonly kind: 'failedAttempt' } & FailedAttempt
  /** An event that a function was to get to later, and won't. */
  | { readonly kind: 'droppedEvent' } & DroppedEvent;
