import type { FailureReason } from './job-failure';
import { isTerminal, type JobStatus, mayFollow } from './job-status';
import type { CreateJobRequest } from '../model/job-request';
import type { Tag } from '../store/object-store';

/** A job, and what has become of it so far. */
export class Job {
  priority: number;
  tags: readonly Tag[];
  totalTasks = 0;
  tasksSucceeded = 0;
  tasksFailed = 0;
  statusUpdateReason?: string;
  failureReasons: readonly FailureReason[] = [];
  suspendedDate?: Date;
  terminationDate?: Date;
  private currentStatus: JobStatus = 'New';
  private activeSince?: Date;
  private activeUntil?: Date;

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
    if (next === 'Active') this.activeSince = now;
    if (this.currentStatus === 'Active') this.activeUntil = now;
    if (next === 'Suspended') this.suspendedDate = now;
    if (isTerminal(next)) this.terminationDate = now;
    this.currentStatus = next;
  }

  /** Whole seconds spent in Active. */
  activeSeconds(now: Date): number {
    if (!this.activeSince) return 0;
    return Math.floor(((this.activeUntil ?? now).getTime() - this.activeSince.getTime()) / 1000);
  }
}
