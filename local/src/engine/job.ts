import type { FailedTask } from './failed-task';
import type { FailureReason, JobFailure } from './job-failure';
import { isTerminal, type JobStatus, mayFollow } from './job-status';
import type { GeneratedManifestDescriptor } from '../manifest/manifest';
import type { CreateJobRequest } from '../model/job-request';
import type { Tag } from '../store/object-store';

/** A job, and what has become of it so far. */
export class Job {
  priority: number;
  tags: readonly Tag[];
  totalTasks = 0;
  tasksSucceeded = 0;
  tasksFailed = 0;
  /** When progress among the tasks was told of last, or they began; epoch milliseconds. */
  progressToldAt = 0;
  /** Ten at most. */
  readonly firstFailures: FailedTask[] = [];
  /** How many tasks were attempted again although they had succeeded. */
  redelivered = 0;
  statusUpdateReason?: string;
  failureReasons: readonly FailureReason[] = [];
  /** Set once so many tasks have failed that the job does, whatever becomes of those in flight. */
  thresholdFailure?: JobFailure;
  suspendedDate?: Date;
  generatedManifest?: GeneratedManifestDescriptor;
  terminationDate?: Date;
  private currentStatus: JobStatus = 'New';
  private activeSince?: Date;
  /** Spent in Active before it is Active now. */
  private activeMilliseconds = 0;

  constructor(
    readonly id: string,
    readonly arn: string,
    readonly request: CreateJobRequest,
    readonly creationTime: Date,
  ) {
    this.priority = request.Priority;
    this.tags = request.Tags ?? [];
  }

  get status(): JobStatus {
    return this.currentStatus;
  }

  get tasksRun(): number {
    return this.tasksSucceeded + this.tasksFailed;
  }

  /** Goes to the next state, of those that follow the present one. */
  moveTo(next: JobStatus, now: Date): void {
    if (!mayFollow(this.currentStatus, next)) throw new Error(`a job can't go from ${this.currentStatus} to ${next}`);
    if (this.currentStatus === 'Active') this.activeMilliseconds = this.activeUntil(now);
    this.activeSince = next === 'Active' ? now : undefined;
    if (next === 'Suspended') this.suspendedDate = now;
    if (isTerminal(next)) this.terminationDate = now;
    this.currentStatus = next;
  }

  /** Whole seconds spent in Active. */
  activeSeconds(now: Date): number {
    return Math.floor(this.activeUntil(now) / 1000);
  }

  private activeUntil(now: Date): number {
    return this.activeMilliseconds + (this.activeSince ? now.getTime() - this.activeSince.getTime() : 0);
  }
}
