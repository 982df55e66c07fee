import { TaskRate } from './task-rate';
import type { JobDescriptor } from '../../engine/job-descriptor';

/** How far a job has come that is Active. */
export class JobProgress {
  private total = 0;
  private done = 0;
  private failed = 0;
  private readonly rate = new TaskRate();

  add(time: number, { ProgressSummary: tasks }: JobDescriptor): void {
    this.total = tasks.TotalNumberOfTasks;
    this.failed = tasks.NumberOfTasksFailed;
    this.done = tasks.NumberOfTasksSucceeded + this.failed;
    this.rate.add(time, this.done);
  }

  /** Such as `1,200 of 5,000 tasks done, 3 failed, 410/s, 9 s left`. */
  get text(): string {
    const { perSecond } = this.rate;
    return [
      `${grouped(this.done)} of ${grouped(this.total)} tasks done`,
      ...(this.failed > 0 ? [`${grouped(this.failed)} failed`] : []),
      ...(perSecond === undefined ? [] : [`${rounded(perSecond)}/s`]),
      ...(perSecond === undefined || perSecond === 0 ? [] : [`${duration((this.total - this.done) / perSecond)} left`]),
    ].join(', ');
  }
}

/** How a job's id is shown where it stands beside few others. */
export function shortId(jobId: string): string {
  return jobId.slice(0, 8);
}

/** A number with commas between its thousands, whatever the machine's own way is. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

function rounded(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : grouped(Math.round(perSecond));
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${grouped(Math.floor(whole / 3600))} h ${Math.floor(whole / 60) % 60} min`;
}
