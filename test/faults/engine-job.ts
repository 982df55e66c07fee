import type { JobCourse, MatrixJob } from './matrix-service';
import type { NewJob } from '../../lambda/job-control';
import { readMarks } from '../../lambda/own-tags';
import type { Job } from '../../local/src/engine/job';
import { isBusy } from '../../local/src/engine/job-status';

/** A job of the engine, with what it is to go through and what it went through. */
export class EngineJob implements MatrixJob {
  cancelledAt?: number;
  /** Resolves when it is cancelled. */
  readonly cancellation: Promise<void>;
  private job?: Readonly<Job>;
  private tellCancelled!: () => void;
  private waits = 0;
  private tasksUnderWay = 0;
  private firstTask?: number;
  private lastTask = 0;

  constructor(private readonly made: NewJob, readonly course: JobCourse) {
    this.cancellation = new Promise((resolve) => this.tellCancelled = resolve);
  }

  /** The engine has made it. */
  began(job: Readonly<Job>): void {
    this.job = job;
  }

  get id(): string {
    return this.job!.id;
  }

  get status(): Job['status'] {
    return this.job!.status;
  }

  get requestId(): string | undefined {
    return readMarks(this.made.tags).requestId;
  }

  get previous(): string | undefined {
    return readMarks(this.made.tags).previous;
  }

  get atWork(): { readonly from: number; readonly to: number } | undefined {
    return this.firstTask === undefined ? undefined : { from: this.firstTask, to: this.tasksUnderWay > 0 ? Infinity : this.lastTask };
  }

  /** Whether its run goes on without waiting: for time, for somebody, or for a slot. */
  get isWorking(): boolean {
    return this.waits === 0 && isBusy(this.status) && this.status !== 'Ready' && this.status !== 'Paused';
  }

  async waitFor(time: Promise<void>): Promise<void> {
    this.waits++;
    await time;
    this.waits--;
  }

  /** One task, which takes its time. */
  async task(now: () => number, taken: Promise<void>): Promise<void> {
    this.firstTask ??= now();
    this.tasksUnderWay++;
    await this.waitFor(taken);
    this.tasksUnderWay--;
    this.lastTask = now();
  }

  cancelled(now: number): void {
    this.cancelledAt ??= now;
    this.tellCancelled();
  }
}
