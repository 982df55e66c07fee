import type { Continuation } from './continuation';
import type { JobControl, StackControl } from './job-control';
import type { ManifestStore } from './manifest-store';
import type { MarksSeen } from './marked-jobs';

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

export interface Clock {
  /** When this invocation has to have answered. */
  readonly invocationEnds: Date;
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
  /** From 0 up to, but not including, 1. Spreads the calls of jobs that wait at the same time. */
  random(): number;
}

/** Writes one decision as one JSON line. Never given the event's ResponseURL: whoever holds that can answer for us. */
export type Log = (decision: string, details?: Record<string, unknown>) => void;

/** Sleeps for about `milliseconds`: at least half of it. */
export async function sleepAbout(clock: Clock, milliseconds: number): Promise<void> {
  await clock.sleep(milliseconds * (0.5 + clock.random() / 2));
}
