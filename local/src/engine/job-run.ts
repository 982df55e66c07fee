import type { Clock } from '../clock';
import type { ActiveSlots } from './active-slots';
import type { FunctionInvoker } from './function-invoker';
import type { Job } from './job';
import { engineFailed, JobFailure, reportNotWritten, roleNotAssumable, thresholdExceeded } from './job-failure';
import { manifestOf } from './job-manifest';
import type { JobStatus } from './job-status';
import { count, isOverThreshold, outcomeOf } from './job-tasks';
import { functionsAs } from './role-functions';
import { runTasks } from './run-tasks';
import type { Manifest } from '../manifest/manifest';
import { executionOf } from '../operations';
import type { JobContext } from '../operations/executor';
import type { Principal, Principals } from '../policy/principals';
import { CompletionReport } from '../report/completion-report';
import type { MemoryStore } from '../store/memory-store';
import { S3Error } from '../store/s3-error';

/** What all runs share. */
export interface RunSurroundings {
  readonly store: MemoryStore;
  readonly principals: Principals;
  readonly functions: FunctionInvoker;
  readonly clock: Clock;
  readonly slots: ActiveSlots;
  /** How long a job stays in each state that it passes through, by the clock. */
  readonly stepMilliseconds: number;
  readonly newInvocationId: () => string;
  readonly changed: (job: Job) => void;
}

/** Takes one job from New to its end. */
export class JobRun {
  private readonly cancellation = new AbortController();
  private readonly report: CompletionReport;
  private confirm!: () => void;
  private readonly confirmed = new Promise<void>((resolve) => { this.confirm = resolve; });

  constructor(readonly job: Job, private readonly surroundings: RunSurroundings) {
    this.report = new CompletionReport(job.id, job.request.Report);
  }

  /** Lets the suspended job go on. */
  makeReady(): void {
    this.moveTo('Ready');
    this.confirm();
  }

  /** Ends the job: at once before its first task, otherwise as soon as the tasks in flight are done. */
  cancel(): void {
    this.moveTo(this.job.status === 'Active' ? 'Cancelling' : 'Cancelled');
    this.cancellation.abort();
    this.confirm();
  }

  /** Resolves when the job has ended, in whichever way. */
  async toItsEnd(): Promise<void> {
    try {
      const role = await this.prepare();
      const manifest = await this.manifest(role);
      await this.readiness();
      await this.active(() => this.tasksOf(manifest, role));
    } catch (error) {
      if (this.job.status !== 'Cancelled') await this.fail(error instanceof JobFailure ? error : engineFailed(error));
    }
  }

  private async prepare(): Promise<Principal> {
    await this.step();
    this.moveTo('Preparing');
    await this.step();
    const { RoleArn } = this.job.request;
    const role = this.surroundings.principals.byArn(RoleArn);
    if (!role) throw roleNotAssumable(RoleArn);
    return role;
  }

  private async manifest(role: Principal): Promise<Manifest> {
    const manifest = await manifestOf(this.surroundings.store, role, this.job.request);
    this.cancellation.signal.throwIfAborted();
    this.job.totalTasks = manifest.total;
    return manifest;
  }

  /** Only an explicit `false` spares the confirmation: so the CLI's reference has it; of the API itself it isn't recorded. */
  private async readiness(): Promise<void> {
    if (this.job.request.ConfirmationRequired === false) {
      this.moveTo('Ready');
    } else {
      this.moveTo('Suspended');
      await this.confirmed;
    }
    await this.step();
  }

  private async active(run: () => Promise<void>): Promise<void> {
    const { slots } = this.surroundings;
    const { signal } = this.cancellation;
    await slots.take(this.job, signal);
    try {
      signal.throwIfAborted();
      this.moveTo('Active');
      await run();
    } finally {
      slots.release();
    }
  }

  private async tasksOf(manifest: Manifest, role: Principal): Promise<void> {
    await this.sleep();
    const { job, cancellation: { signal } } = this;
    const { concurrency, execute } = executionOf(job.request.Operation);
    const context = this.contextOf(role);
    await runTasks(manifest.tasks(), {
      concurrency,
      execute: async (task) => {
        const outcome = await outcomeOf(task, () => execute(task, context), () => this.pause());
        this.report.add(outcome);
        await count(job, outcome, this.surroundings.changed);
      },
      goOn: () => !signal.aborted && !isOverThreshold(job),
    });
    if (!signal.aborted && isOverThreshold(job)) throw thresholdExceeded(job.tasksFailed, job.tasksRun);
    await this.finish(role);
  }

  private contextOf(role: Principal): JobContext {
    const { store, functions, newInvocationId } = this.surroundings;
    return { jobId: this.job.id, store: store.as(role), functions: functionsAs(role, functions, store), newInvocationId };
  }

  private async finish(role: Principal): Promise<void> {
    const cancelled = this.cancellation.signal.aborted;
    if (!cancelled) this.moveTo('Completing');
    await this.sleep();
    await this.deliverReport(role);
    this.moveTo(cancelled ? 'Cancelled' : 'Complete');
  }

  private async deliverReport(role: Principal): Promise<void> {
    const { store, clock } = this.surroundings;
    await this.report.deliver(store.as(role), clock.now())
      .catch((error: unknown) => { throw error instanceof S3Error ? reportNotWritten() : error; });
  }

  /** Ends the job as failed. Its tasks' report is still due, unless delivering it is what failed. */
  private async fail(failure: JobFailure): Promise<void> {
    const { job, surroundings: { principals } } = this;
    job.failureReasons = [failure.reason];
    const reportIsDue = job.status === 'Active';
    this.moveTo('Failing');
    await this.sleep();
    const role = principals.byArn(job.request.RoleArn);
    if (reportIsDue && role) {
      await this.deliverReport(role).catch((error: unknown) => {
        const second = error instanceof JobFailure ? error : engineFailed(error);
        job.failureReasons = [failure.reason, second.reason];
      });
    }
    this.moveTo('Failed');
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
