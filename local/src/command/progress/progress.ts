import { eventLine } from './event-line';
import { JobProgress, shortId } from './job-progress';
import { JobStatusLines } from './job-status-lines';
import { printable } from './printable';
import { type ProgressOutput, RewrittenLine } from './rewritten-line';
import type { CloudEvent } from '../../cloud/cloud-event';
import type { JobDescriptor } from '../../engine/job-descriptor';

export type { ProgressOutput } from './rewritten-line';

/** Between two pictures on a terminal. */
const REDRAWN_AFTER = 100;
/** Between two lines about one active job elsewhere, in milliseconds. */
const TOLD_AFTER = 10_000;

/** An active job, and when its progress was last told of. */
interface ActiveJob {
  readonly progress: JobProgress;
  toldAt: number;
}

/** Shows what happens in a cloud: a line for each change; how far jobs are on a line that is rewritten, or on a few lines elsewhere than on a terminal. */
export class Progress {
  private readonly counter: RewrittenLine;
  private readonly statusLines = new JobStatusLines();
  private readonly active = new Map<string, ActiveJob>();
  private drawnAt = -Infinity;

  /** @param now milliseconds of real time */
  constructor(private readonly output: ProgressOutput, private readonly now: () => number) {
    this.counter = new RewrittenLine(output);
  }

  readonly onEvent = (event: CloudEvent): void => {
    if (event.kind === 'job') return this.job(event.job);
    const text = eventLine(event);
    if (text !== undefined) this.line(text);
  };

  /** Writes one line; characters that a terminal would obey are made visible. */
  line(text: string): void {
    this.counter.clear();
    this.output.write(`${printable(text)}\n`);
    this.draw();
  }

  /** Ends the line that is rewritten; what comes later begins at the left. */
  end(): void {
    this.active.clear();
    this.counter.clear();
  }

  private job(job: JobDescriptor): void {
    this.follow(job);
    const text = this.statusLines.after(job);
    if (text !== undefined) this.line(text);
    else this.count(job.JobId);
  }

  /** Keeps how far the job is while it is active. */
  private follow(job: JobDescriptor): void {
    if (job.Status !== 'Active') {
      this.active.delete(job.JobId);
      return;
    }
    const time = this.now();
    const known = this.active.get(job.JobId) ?? { progress: new JobProgress(), toldAt: time };
    known.progress.add(time, job);
    this.active.set(job.JobId, known);
  }

  private count(jobId: string): void {
    const job = this.active.get(jobId);
    if (!job) return;
    const time = this.now();
    if (this.output.isTTY) {
      if (time - this.drawnAt >= REDRAWN_AFTER) this.draw();
    } else if (time - job.toldAt >= TOLD_AFTER) {
      job.toldAt = time;
      this.line(counterText(jobId, job));
    }
  }

  /** Shows the jobs that are active; they share the line. */
  private draw(): void {
    if (!this.output.isTTY || this.active.size === 0) return;
    this.drawnAt = this.now();
    this.counter.show([...this.active].map(([jobId, job]) => counterText(jobId, job)).join('; '));
  }
}

function counterText(jobId: string, { progress }: ActiveJob): string {
  return `job ${shortId(jobId)}: ${progress.text}`;
}
