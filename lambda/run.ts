import type { JobEvent } from './events';
import type { JobInput } from './job-input';
import type { JobAttributes } from '../src/private/contract';

/** A run that an event asks for. */
export interface Run {
  readonly event: JobEvent;
  readonly input: JobInput;
  /** Physical id of the run that this one supersedes. */
  readonly previous?: string;
  /** The superseded run's job, which was live when this invocation first looked: no task of both may run at a time. */
  readonly predecessor?: string;
}

/** A job of a run, created now or by an earlier delivery of its event. */
export interface RunningJob {
  readonly jobId: string;
  /** From 1: a job that failed for no fault of its definition's is tried again. */
  readonly attempt: number;
  /** When the run's first job was created. */
  readonly begunAt: Date;
}

/** How a run went, as far as this invocation saw it. */
export type RunResult =
  | { readonly ok: true; readonly jobId: string; readonly attributes: JobAttributes; readonly note?: string }
  | FailedRun
  | HandedOver;

/** A run that failed; the job that it had has been cancelled. */
export interface FailedRun {
  readonly ok: false;
  readonly reason: string;
  readonly jobId?: string;
  /** Without a job id: whether there may be a job all the same, created by a call whose answer got lost. */
  readonly mayHaveJob?: boolean;
  /** Whether nobody could look, up to now, whether there is one. */
  readonly isBlind?: boolean;
}

/** The next invocation goes on with the event and answers it. */
export type HandedOver = 'handed over';
