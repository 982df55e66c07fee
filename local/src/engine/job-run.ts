import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Job } from './job';
import { contextOf, type RunSurroundings } from './job-context';
import { engineFailed, JobFailure, notConfirmed, reportNotWritten, roleNotAssumable } from './job-failure';
import { manifestOf } from './job-manifest';
import { isRunning, isTerminal, type JobStatus } from './job-status';
import { type Attempts, count, outcomeOf } from './job-tasks';
import { JobTurn } from './job-turn';
import { runTasks } from './run-tasks';
import type { Manifest, Task } from '../manifest/manifest';
import { executionOf } from '../operations';
import type { JobContext } from '../operations/executor';
import type { Principal } from '../policy/principals';
import { CompletionReport } from '../report/completion-report';
import type { TaskOutcome } from '../report/row';
import { S3Error } from '../store/s3-error';

/** Takes one job from New to its end. */
export class JobRun {
  private readonly turn: JobTurn;
  private readonly cancellation = new AbortController();
  private readonly report: CompletionReport;
  /** Whether tasks may have run whose report nobody has tried to deliver. */
  private reportIsDue = false;
  private confirm!: () => void;
  private readonly confirmed = new Promise<void>((resolve) => { this.confirm = resolve; });

  constructor(readonly job: Job, private readonly surroundings: RunSurroundings) {
    this.report = new CompletionReport(job.request.Report);
    this.turn = new JobTurn(job, surroundings.slots, { moveTo: (status) => this.moveTo(status), sleep: () => this.sleep() });
  }

  /** Lets the suspended job go on. */
  makeReady(): void {
    this.moveTo('Ready');
    this.confirm();
  }

  /** Ends the job: at once before its first task, otherwise as soon as the tasks in flight are done. */
  cancel(): void {
    this.moveTo(isRunning(this.job.status) ? 'Cancelling' : 'Cancelled');
    this.stop();
  }

  /** Fails the suspended job that nobody has confirmed until this moment. */
  expire(due: Date): void {
    this.job.failureReasons = [notConfirmed().reason];
    this.job.moveTo('Failing', due);
    this.job.moveTo('Failed', due);
    this.surroundings.changed(this.job);
    this.stop();
  }

  /** Resolves when the job has ended, in whichever way. */
  async toItsEnd(): Promise<void> {
    try {
      const role = await this.prepare();
      const manifest = await this.manifest(role);
      await this.readiness();
      // a job that fails among its tasks has its slot until it is over, as one that completes
      await this.turn.take(() => this.tasksOf(manifest, role).catch((error: unknown) => this.fail(error)));
    } catch (error) {
      if (!isTerminal(this.job.status)) await this.fail(error);
    }
  }

  private async prepare(): Promise<Principal> {
    await this.step();
    this.moveTo('Preparing');
    await this.step();
    const { job: { request: { RoleArn } }, surroundings: { principals, unknowns } } = this;
    const role = principals.byArn(RoleArn);
    if (!role) throw roleNotAssumable(RoleArn, unknowns.unassumableRoleCode);
    return role;
  }

  private async manifest(role: Principal): Promise<Manifest> {
    const manifest = await manifestOf(this.job.request, this.contextOf(role));
    this.job.generatedManifest = manifest.generated;
    this.cancellation.signal.throwIfAborted();
    this.job.totalTasks = manifest.total;
    return manifest;
  }

  private async readiness(): Promise<void> {
    const { ConfirmationRequired = this.surroundings.unknowns.unsaidConfirmation } = this.job.request;
    if (ConfirmationRequired) {
      this.moveTo('Suspended');
      await this.confirmed;
    } else {
      this.moveTo('Ready');
    }
    await this.step();
  }

  private async tasksOf(manifest: Manifest, role: Principal): Promise<void> {
    this.reportIsDue = true;
    await this.sleep();
    this.job.progressToldAt = this.surroundings.clock.now().getTime();
    await this.allTasks(manifest, role).finally(() => this.turn.tasksDone());
    const { job, cancellation } = this;
    if (!cancellation.signal.aborted) {
      if (job.thresholdFailure) throw job.thresholdFailure;
      if (job.tasksRun !== job.totalTasks) throw new Error(`only ${job.tasksRun} of ${job.totalTasks} tasks were done`);
    }
    await this.finish(role);
  }

  private async allTasks(manifest: Manifest, role: Principal): Promise<void> {
    const { job, surroundings: { delivery, unknowns } } = this;
    const { concurrency, execute } = executionOf(job.request.Operation, unknowns);
    const context = this.contextOf(role);
    const attempts: Attempts = { unknowns, attempt: (task) => execute(task, context), pause: () => this.pause() };
    await runTasks(delivery.inOrder(manifest.tasks()), {
      concurrency,
      execute: (task) => this.runTask(task, attempts),
      goOn: () => this.goesOn(),
    });
  }

  /** Does a task when it is its turn. Few steps, for each takes its time: there may be millions of tasks. */
  private async runTask(task: Task, attempts: Attempts): Promise<void> {
    const waiting = this.turn.beginTask();
    if (waiting) await waiting;
    try {
      if (!this.goesOn()) return;
      const first = await outcomeOf(task, attempts);
      const outcome = this.isRepeated(first) ? await this.repeated(task, attempts) : first;
      this.report.add(outcome);
      // whoever polls the job wants a turn
      if (count(this.job, outcome, this.surroundings)) await nextTurn();
    } finally {
      this.turn.endTask();
    }
  }

  private isRepeated({ task, status }: TaskOutcome): boolean {
    return status === 'succeeded' && this.surroundings.delivery.isRedelivered(task) && this.goesOn();
  }

  /**
   * How a task ends that is delivered again: as it does the second time. What S3 refuses because the first time had its
   * effect, such as a restoration that goes on already, is the task's failure: it would be S3's too.
   */
  private async repeated(task: Task, attempts: Attempts): Promise<TaskOutcome> {
    this.job.redelivered++;
    return outcomeOf(task, attempts);
  }

  /** Whether anything may still be begun. */
  private goesOn(): boolean {
    return !this.cancellation.signal.aborted && !this.job.thresholdFailure;
  }

  private contextOf(role: Principal): JobContext {
    return contextOf(this.job.id, role, this.surroundings);
  }

  private async finish(role: Principal): Promise<void> {
    const cancelled = this.cancellation.signal.aborted;
    if (!cancelled) this.moveTo('Completing');
    await this.sleep();
    await this.deliverReport(role);
    this.moveTo(cancelled ? 'Cancelled' : 'Complete');
  }

  private async deliverReport(role: Principal): Promise<void> {
    this.reportIsDue = false;
    await this.report.deliver(this.contextOf(role))
      .catch((error: unknown) => { throw error instanceof S3Error ? reportNotWritten() : error; });
  }

  /** Ends the job as failed. Its tasks' report is still due, unless delivering it is what failed. */
  private async fail(error: unknown): Promise<void> {
    const { job, surroundings: { principals } } = this;
    const { reason } = jobFailureOf(error);
    job.failureReasons = [reason];
    this.moveTo('Failing');
    await this.sleep();
    const role = principals.byArn(job.request.RoleArn);
    if (this.reportIsDue && role) {
      await this.deliverReport(role).catch((second: unknown) => {
        job.failureReasons = [reason, jobFailureOf(second).reason];
      });
    }
    this.moveTo('Failed');
  }

  /** Whatever the run waits for comes to its end. */
  private stop(): void {
    this.cancellation.abort();
    this.confirm();
    this.turn.stop();
  }

  private moveTo(status: JobStatus): void {
    this.job.moveTo(status, this.surroundings.clock.now());
    this.surroundings.changed(this.job);
  }

  private sleep(): Promise<void> {
    return this.surroundings.clock.sleep(this.surroundings.stepMilliseconds);
  }

  /** Time passes before a task is done again; whether it still is to be. */
  private async pause(): Promise<boolean> {
    await this.sleep();
    return !this.cancellation.signal.aborted;
  }

  /** Time passes; a job that was cancelled meanwhile goes no further. */
  private async step(): Promise<void> {
    await this.sleep();
    this.cancellation.signal.throwIfAborted();
  }
}

function jobFailureOf(error: unknown): JobFailure {
  return error instanceof JobFailure ? error : engineFailed(error);
}
