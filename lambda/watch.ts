import { cancelAndWait } from './cancel';
import { sleepAbout } from './clock';
import { standing } from './fence';
import { lookAt } from './gone';
import { handOver, handOverAt, mustHandOver } from './hand-over';
import { ServiceError, type JobDescription } from './job-control';
import type { HandedOver, Run, RunningJob } from './run';
import type { Services } from './services';
import { tick, type Step, type Verdict } from './tick';

const FIRST_POLL = 5_000;
const LONGEST_POLL = 30_000;
const POLL_GROWTH = 1.5;
/** How often, at least, a wait asks whether the stack still wants its job. */
const FENCE_EVERY = 120_000;

/** How a wait ended, with the job as it was when it ended well. */
export type Ending =
  | { readonly ok: true; readonly job: JobDescription; readonly note?: string }
  | { readonly ok: false; readonly reason: string };

/** An ending; or: after so many milliseconds another job may fare better, and where there is no time for one, this is the ending. */
export type WatchResult = Ending | { readonly pause: number; readonly otherwise: Ending } | HandedOver;

/** Waits for a job as its run's `waitFor` says, and lets it run its tasks once nothing holds it back. */
export function watch(running: RunningJob, run: Run, services: Services): Promise<WatchResult> {
  return new Watch(running, run, services).untilItEnds();
}

class Watch {
  /** The job that has to stop before this one runs a task; undefined when it has. */
  private predecessor?: string;
  /** Why the wait can't go on, though its time isn't over. */
  private cutShort?: string;
  /** Why the job can't be confirmed. */
  private unconfirmed?: string;
  /** Whether S3 has taken a confirmation: what shows the job as Suspended from then on is a late look. */
  private isLetGo = false;
  private nextFence: number;

  constructor(private readonly running: RunningJob, private readonly run: Run, private readonly services: Services) {
    this.predecessor = run.predecessor;
    this.nextFence = services.clock.now().getTime() + FENCE_EVERY;
  }

  async untilItEnds(): Promise<WatchResult> {
    const { jobId } = this.running;
    for (let pause = FIRST_POLL; ; pause = Math.min(pause * POLL_GROWTH, LONGEST_POLL)) {
      const job = await lookAt(jobId, this.services);
      if (job === undefined) {
        return { ok: false, reason: `job ${jobId} has been unknown to S3 for a minute` };
      }
      const result = job === 'unreadable' ? await this.withoutSight() : await this.next(job);
      if (result !== undefined) {
        return result;
      }
      if (this.cutShort === undefined && mustHandOver(this.services)) {
        const handed = await handOver(jobId, this.services);
        if (handed === 'handed over') {
          return handed;
        }
        this.cutShort = handed.problem;
      } else {
        await sleepAbout(this.services.clock, pause);
      }
    }
  }

  /** Takes one step of the wait; undefined: it goes on. */
  private async next(job: JobDescription): Promise<WatchResult | undefined> {
    const { jobId, status, totalTasks, succeededTasks, failedTasks } = job;
    const step = this.stepAt(job);
    this.services.log('watched job', { jobId, status, tasks: totalTasks, succeeded: succeededTasks, failed: failedTasks });
    if (typeof step === 'object') {
      return 'pause' in step ? { ...step, otherwise: ending(step.otherwise, job) } : ending(step, job);
    }
    const fenced = await this.fence(step === 'wait' ? 'from time to time' : 'now', job);
    if (fenced !== undefined) {
      return fenced === 'unsure' ? undefined : fenced;
    }
    if (step === 'replace') {
      await this.stopPredecessor();
    } else if (step === 'confirm') {
      await this.confirm();
    }
    return undefined;
  }

  private stepAt(job: JobDescription): Step {
    return tick({
      ...this.running,
      job,
      input: this.run.input,
      predecessorLives: this.predecessor !== undefined,
      supersedes: this.run.previous !== undefined,
      now: this.services.clock.now(),
      cutShort: this.cutShort,
      unconfirmed: this.unconfirmed,
      isLetGo: this.isLetGo,
    });
  }

  private async withoutSight(): Promise<Ending | undefined> {
    if (this.cutShort === undefined) {
      const fenced = await this.fence('from time to time');
      return fenced === 'unsure' ? undefined : fenced;
    }
    return { ok: false, reason: `the state of job ${this.running.jobId} could not be read; ${this.cutShort}` };
  }

  /** Whether somebody still waits for the wait: asked before anything is changed, and every two minutes. Unsure, nothing is changed. */
  private async fence(when: 'now' | 'from time to time', job?: JobDescription): Promise<Ending | 'unsure' | undefined> {
    const now = this.services.clock.now().getTime();
    if (when !== 'now' && now < this.nextFence) {
      return undefined;
    }
    this.nextFence = now + FENCE_EVERY;
    const stands = await standing(this.services.stacks, this.run.event.StackId);
    if (stands === 'unreadable') {
      return 'unsure';
    }
    if (stands === 'over') {
      return { ok: false, reason: `the stack stopped waiting for job ${this.running.jobId}` };
    }
    return stands === 'answered' && job !== undefined ? { ok: true, job } : undefined;
  }

  private async stopPredecessor(): Promise<void> {
    const { running, services } = this;
    const hasStopped = await cancelAndWait(this.predecessor!, `job ${running.jobId} takes its place`, services, handOverAt(services.clock));
    // cut short, it is enough that its cancellation was sent: there is no time to see it stop
    if (hasStopped || this.cutShort !== undefined) {
      this.predecessor = undefined;
    }
  }

  private async confirm(): Promise<void> {
    const { running: { jobId }, services: { jobs, log } } = this;
    try {
      await jobs.confirmJob(jobId);
      this.isLetGo = true;
      log('confirmed job', { jobId });
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      log('could not confirm job', { jobId, error: String(error) });
      // it isn't Suspended any more: somebody has confirmed or cancelled it, which a later look will show
      this.isLetGo ||= error.unfitting;
      // an answer that got lost says nothing, as long as there is time for another
      if ((error.refused && !error.throttled) || this.cutShort !== undefined) {
        this.unconfirmed = `confirming it was refused: ${error}`;
      }
    }
  }
}

function ending(verdict: Verdict, job: JobDescription): Ending {
  return verdict.ok ? { ...verdict, job } : verdict;
}
