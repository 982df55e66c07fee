import type { Job } from './job';

/** Jobs that run at the same time in an account. S3 User Guide, "Performing object operations in bulk". */
const SLOTS = 6;

interface Waiting {
  readonly job: Job;
  enter(): void;
}

/** Lets so many jobs run at a time: of those that wait the one with the highest priority, then the one that came first. */
export class ActiveSlots {
  private taken = 0;
  private waiting: Waiting[] = [];

  /** Resolves when the job may run; fails with the signal's reason when it won't any more. */
  async take(job: Job, cancelled: AbortSignal): Promise<void> {
    cancelled.throwIfAborted();
    if (this.taken < SLOTS) this.taken++;
    else await this.turnOf(job, cancelled);
  }

  /** Gives a taken slot back, to the next job if one waits. */
  release(): void {
    const priorities = this.waiting.map(({ job }) => job.priority);
    const next = this.waiting[priorities.indexOf(Math.max(...priorities))];
    if (!next) {
      this.taken--;
      return;
    }
    this.leave(next);
    next.enter();
  }

  private turnOf(job: Job, cancelled: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = { job, enter: resolve };
      this.waiting.push(entry);
      cancelled.addEventListener('abort', () => {
        this.leave(entry);
        reject(cancelled.reason as Error);
      }, { once: true });
    });
  }

  private leave(entry: Waiting): void {
    this.waiting = this.waiting.filter((other) => other !== entry);
  }
}
