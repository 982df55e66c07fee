import type { Clock } from './clock';
import type { Continuation } from './continuation';
import type { JobControl, StackControl } from './job-control';
import type { ManifestStore } from './manifest-store';
import type { MarksSeen } from './marks-seen';

/** Everything outside of the rules: what they call, wait on, draw lots with and write to. */
export interface Services {
  readonly jobs: JobControl;
  readonly stacks: StackControl;
  readonly manifests: ManifestStore;
  readonly next: Continuation;
  readonly clock: Clock;
  readonly log: Log;
  /** What was read of jobs' tags so far; without it, each look reads all of them. */
  readonly seen?: MarksSeen;
}

/** Writes one decision as one JSON line. Never given the event's ResponseURL: whoever holds that can answer for us. */
export type Log = (decision: string, details?: Record<string, unknown>) => void;
