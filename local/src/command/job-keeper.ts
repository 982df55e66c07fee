import type { Interruption } from './interruption';
import type { Cloud } from '../cloud/cloud';
import type { JobDescriptor } from '../engine/job-descriptor';
import { isCancellable } from '../engine/job-status';

/** What a run does with its jobs while they go on. */
export interface JobKeeping {
  readonly confirm: boolean;
  readonly interruption: Pick<Interruption, 'hasHappened'>;
  /** Tells of a job that waits for somebody to confirm it. */
  say(text: string): void;
}

/** Confirms the jobs of a run, or cancels them once it is interrupted. */
export class JobKeeper {
  private readonly told = new Set<string>();

  constructor(private readonly cloud: Cloud, private readonly keeping: JobKeeping) {}

  /** Cancels the jobs that there are; those that are yet to come are cancelled as they are looked at. */
  async cancelAll(): Promise<void> {
    for (const job of await this.cloud.jobs()) await this.cancel(job);
  }

  /** Takes notice of a job's state. */
  async look(job: JobDescriptor): Promise<void> {
    if (this.keeping.interruption.hasHappened) return this.cancel(job);
    if (job.Status !== 'Suspended' || this.told.has(job.JobId)) return;
    this.told.add(job.JobId);
    if (this.keeping.confirm) await this.update(job.JobId, 'Ready');
    else this.keeping.say(`job ${job.JobId} waits to be confirmed: --confirm does it, Ctrl-C cancels it`);
  }

  private async cancel({ JobId, Status }: JobDescriptor): Promise<void> {
    if (isCancellable(Status)) await this.update(JobId, 'Cancelled', 'the run was interrupted');
  }

  /** What is asked of a job may come too late: it may have ended meanwhile, or be about to. */
  private async update(jobId: string, status: 'Ready' | 'Cancelled', reason?: string): Promise<void> {
    try {
      await this.cloud.updateJobStatus(jobId, status, reason);
    } catch (error) {
      const job = (await this.cloud.jobs()).find(({ JobId }) => JobId === jobId);
      if (job && isCancellable(job.Status)) throw error;
    }
  }
}
