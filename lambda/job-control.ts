import type { WireRequest } from './wire-request';
import type { ReportRequest, Tag } from '../src/private/contract';

/** What the lifecycle asks of S3 Batch Operations. Every method throws a {@link ServiceError}. */
export interface JobControl {
  /** Sends CreateJob once, without a retry: whoever calls it looks first whether an earlier try came through. */
  createJob(job: NewJob): Promise<string>;
  describeJob(jobId: string): Promise<JobDescription>;
  /** All pages, newest and oldest alike; S3 gives no order. */
  listJobs(statuses?: readonly JobStatus[]): AsyncIterable<JobSummary>;
  cancelJob(jobId: string, why: string): Promise<void>;
  /** Lets a Suspended job run. */
  confirmJob(jobId: string): Promise<void>;
  updatePriority(jobId: string, priority: number): Promise<void>;
  tagsOf(jobId: string): Promise<Tag[]>;
  replaceTags(jobId: string, tags: Tag[]): Promise<void>;
}

/** What the lifecycle asks of CloudFormation. */
export interface StackControl {
  /**
   * `StackStatus`, such as `UPDATE_IN_PROGRESS`.
   * @throws ServiceError
   */
  statusOf(stackId: string): Promise<string>;
  /**
   * `LastUpdatedTime`: of an update's start, of its end, or of where it turned back, as far as that is documented. Undefined
   * where the stack has none.
   * @throws ServiceError
   */
  lastUpdatedAt(stackId: string): Promise<Date | undefined>;
}

export interface NewJob {
  readonly request: WireRequest;
  readonly tags: Tag[];
  /** ClientRequestToken, at most 64 characters. */
  readonly token: string;
}

/** `JobStatus` of the API reference. */
export type JobStatus =
  | 'New' | 'Preparing' | 'Suspended' | 'Ready' | 'Active' | 'Pausing' | 'Paused'
  | 'Completing' | 'Complete' | 'Cancelling' | 'Cancelled' | 'Failing' | 'Failed';

/** The states that a job leaves no more. */
const TERMINAL: readonly JobStatus[] = ['Complete', 'Cancelled', 'Failed'];

export function isTerminal(status: JobStatus): boolean {
  return TERMINAL.includes(status);
}

/** The states in which a job may still run a task. */
export const LIVE: readonly JobStatus[] = [
  'New', 'Preparing', 'Suspended', 'Ready', 'Active', 'Pausing', 'Paused', 'Completing', 'Cancelling', 'Failing',
];

/** The members of JobListDescriptor that we look at. */
export interface JobSummary {
  readonly jobId: string;
  readonly operation: string;
  readonly createdAt: Date;
}

/** The members of JobDescriptor that we look at. */
export interface JobDescription {
  readonly jobId: string;
  readonly jobArn: string;
  readonly status: JobStatus;
  readonly createdAt: Date;
  readonly roleArn: string;
  readonly priority: number;
  /** Whether the job stops in Suspended, until somebody confirms it. */
  readonly confirmationRequired: boolean;
  readonly report: ReportRequest;
  readonly totalTasks: number;
  readonly succeededTasks: number;
  readonly failedTasks: number;
  readonly failureReasons: readonly { readonly code: string; readonly reason: string }[];
}

/** An answer, or the lack of one, that isn't the one asked for. */
export class ServiceError extends Error {
  /**
   * @param code    the error's code, such as `AccessDenied`; for a failed connection, the system's (`ECONNRESET`)
   * @param message what the service says
   * @param status  the HTTP status; undefined when no answer came
   * @param doing   what the call was made for
   */
  constructor(public readonly code: string, message: string, public readonly status?: number, private readonly doing?: string) {
    super(message);
    this.name = 'ServiceError';
  }

  /** The same, with what the call was made for. */
  during(what: string): ServiceError {
    return new ServiceError(this.code, this.message, this.status, this.doing === undefined ? what : `${what}: ${this.doing}`);
  }

  /** The service took the call and turned it down: whatever was asked for hasn't been done. */
  get refused(): boolean {
    return this.status !== undefined && this.status >= 400 && this.status < 500 && !this.brokeOff;
  }

  /** The service says with a status of its own that the call didn't reach it in whole, or in time: as good as no answer. */
  private get brokeOff(): boolean {
    return this.status === 408 || this.code === 'RequestTimeout' || this.code === 'RequestTimeoutException';
  }

  /** The job doesn't exist. Which code and status S3 answers is documented in more than one way, so all of them count. */
  get notFound(): boolean {
    return this.status === 404 || ['NotFoundException', 'NoSuchJob', 'NoSuchJobException'].includes(this.code);
  }

  /** The token has come before: whatever was asked for may have been done by then. */
  get repeated(): boolean {
    return this.code === 'IdempotencyException';
  }

  /** The job is in a state in which what was asked for can't be done. */
  get unfitting(): boolean {
    return this.code === 'JobStatusException';
  }

  /** The caller isn't allowed to, or not yet. S3 Control is documented to say so with the status 400 too. */
  get denied(): boolean {
    return this.status === 403 || this.code.startsWith('AccessDenied');
  }

  /** The service asks to come back later; it says nothing about what was asked. */
  get throttled(): boolean {
    return this.status === 429 || THROTTLING.includes(this.code);
  }

  override toString(): string {
    return `${this.doing === undefined ? '' : `${this.doing}: `}${this.code}: ${this.message}`;
  }
}

/** The codes that AWS services answer for it. */
const THROTTLING: readonly string[] = [
  'TooManyRequestsException', 'SlowDown', 'SlowDownError', 'Throttling', 'ThrottlingException', 'ThrottledException',
  'RequestThrottled', 'RequestThrottledException', 'RequestLimitExceeded',
];

/** What went wrong, in words for people. */
export function wordsOf(error: unknown): string {
  return error instanceof Error && !(error instanceof ServiceError) ? error.message : String(error);
}
