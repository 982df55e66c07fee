/** The seconds whose tasks make the rate: a job's first tasks, or those before a pause, say little of those to come. */
const WINDOW_MILLISECONDS = 5000;
/** Between two samples at least: a fast job tells of its progress a thousand times a second. */
const SPACING_MILLISECONDS = 100;

interface Sample {
  readonly time: number;
  readonly done: number;
}

/** How fast a job's tasks end, of late. */
export class TaskRate {
  private samples: Sample[] = [];
  private latest?: Sample;

  /** @param done how many tasks have ended by then */
  add(time: number, done: number): void {
    this.latest = { time, done };
    const last = this.samples.at(-1);
    if (last && time - last.time < SPACING_MILLISECONDS) return;
    this.samples.push(this.latest);
    // one from before the window stays, for what is told of less often than that
    const firstWithin = this.samples.findIndex((sample) => time - sample.time < WINDOW_MILLISECONDS);
    this.samples = this.samples.slice(Math.max(0, firstWithin - 1));
  }

  /** Tasks a second; undefined while there is nothing to say it from. */
  get perSecond(): number | undefined {
    const [first] = this.samples;
    if (!this.latest || this.latest.time === first.time) return undefined;
    return 1000 * (this.latest.done - first.done) / (this.latest.time - first.time);
  }
}
