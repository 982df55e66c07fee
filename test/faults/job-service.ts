import { ASSET, type JobCourse, type MatrixJob, type MatrixManifests, type MatrixService, type ServiceVariant, STOPS_WITHIN } from './matrix-service';
import { isTerminal, LIVE, ServiceError, type JobDescription, type JobStatus, type JobSummary, type NewJob } from '../../lambda/job-control';
import { readMarks } from '../../lambda/own-tags';
import type { Tag } from '../../src/private/contract';

/** A job, and everything that was done to it. */
export class ModelJob implements MatrixJob {
  cancelledAt?: number;
  confirmedAt?: number;
  tags: Tag[];
  priority: number;

  constructor(readonly id: string, readonly made: NewJob, readonly createdAt: number, readonly course: JobCourse) {
    this.tags = made.tags;
    this.priority = Number(made.request.Priority);
  }

  get requestId(): string | undefined {
    return readMarks(this.made.tags).requestId;
  }

  get previous(): string | undefined {
    return readMarks(this.made.tags).previous;
  }

  get atWork(): { readonly from: number; readonly to: number } | undefined {
    const prepared = this.createdAt + this.course.prepares * 1000;
    const from = this.made.request.ConfirmationRequired ? this.confirmedAt : prepared;
    if (from === undefined || this.course.failure !== undefined || (this.cancelledAt ?? Infinity) <= from) {
      return undefined;
    }
    return { from, to: Math.min(from + this.course.works * 1000, (this.cancelledAt ?? Infinity) + STOPS_WITHIN * 1000) };
  }

  statusAt(now: number): JobStatus {
    if (this.cancelledAt !== undefined) {
      return now < this.cancelledAt + STOPS_WITHIN * 1000 ? 'Cancelling' : 'Cancelled';
    }
    if (now < this.createdAt + this.course.prepares * 1000) {
      return 'Preparing';
    }
    if (this.course.failure !== undefined) {
      return 'Failed';
    }
    const { atWork } = this;
    if (atWork === undefined) {
      return 'Suspended';
    }
    return now < atWork.to ? 'Active' : 'Complete';
  }

  describeAt(now: number): JobDescription {
    const status = this.statusAt(now);
    const { request } = this.made;
    return {
      jobId: this.id,
      jobArn: `arn:aws:s3:us-east-1:111122223333:job/${this.id}`,
      status,
      createdAt: new Date(this.createdAt),
      roleArn: request.RoleArn,
      priority: this.priority,
      confirmationRequired: request.ConfirmationRequired,
      report: request.Report,
      totalTasks: ['Preparing', 'Failed'].includes(status) ? 0 : this.course.tasks,
      succeededTasks: status === 'Complete' ? this.course.tasks : 0,
      failedTasks: 0,
      failureReasons: status === 'Failed' ? [{ code: 'AccessDenied', reason: this.course.failure ?? '' }] : [],
    };
  }
}

/** S3 Batch Operations at the moment when a call is applied, written after the API reference; `variant` decides what that leaves open. */
export class JobService implements MatrixService {
  readonly jobs: ModelJob[] = [];
  readonly isWorking = false;
  /** Whatever is in them, nobody here reads it. */
  readonly manifests: MatrixManifests = {
    head: () => ({ etag: '"e"', versionId: 'v1' }),
    read: () => ASSET,
    write: () => ({ etag: '"written"', versionId: 'v1' }),
  };

  /** @param courses of the jobs, in the order of their creation; the last one also of those after it */
  constructor(private readonly variant: ServiceVariant, private readonly courses: readonly JobCourse[], private readonly now: () => number) {}

  createJob(made: NewJob): string {
    const before = this.jobs.find((job) => job.made.token === made.token);
    if (before !== undefined && this.variant.repeatedToken === 'same job') {
      return before.id;
    }
    if (before !== undefined && this.variant.repeatedToken === 'refused') {
      throw new ServiceError('IdempotencyException', 'the client request token has been used before', 400);
    }
    const number = this.jobs.length;
    const id = `00000000-0000-0000-0000-${String(number + 1).padStart(12, '0')}`;
    this.jobs.push(new ModelJob(id, made, this.now(), this.courses[Math.min(number, this.courses.length - 1)]));
    return id;
  }

  listJobs(statuses: readonly JobStatus[] | undefined): JobSummary[] {
    return this.jobs
      .filter((job) => this.now() >= job.createdAt + this.variant.listLag * 1000)
      .filter((job) => statuses === undefined || statuses.includes(job.statusAt(this.now())))
      .map((job) => ({ jobId: job.id, operation: Object.keys(job.made.request.Operation)[0], createdAt: new Date(job.createdAt) }));
  }

  describeJob(jobId: string): JobDescription {
    return this.find(jobId).describeAt(this.now());
  }

  cancelJob(jobId: string): void {
    const job = this.find(jobId);
    const status = job.statusAt(this.now());
    if (isTerminal(status)) {
      throw new ServiceError('JobStatusException', `the job is ${status}`, 400);
    }
    job.cancelledAt ??= this.now();
  }

  confirmJob(jobId: string): void {
    const job = this.find(jobId);
    const status = job.statusAt(this.now());
    if (status !== 'Suspended') {
      throw new ServiceError('JobStatusException', `the job is ${status}`, 400);
    }
    job.confirmedAt = this.now();
  }

  updatePriority(jobId: string, priority: number): void {
    this.find(jobId).priority = priority;
  }

  tagsOf(jobId: string): Tag[] {
    return this.find(jobId).tags;
  }

  replaceTags(jobId: string, tags: Tag[]): void {
    this.find(jobId).tags = tags;
  }

  liveJobs(): ModelJob[] {
    return this.jobs.filter((job) => LIVE.includes(job.statusAt(this.now())));
  }

  private find(jobId: string): ModelJob {
    const job = this.jobs.find(({ id }) => id === jobId);
    if (job === undefined || this.now() < job.createdAt + this.variant.describeLag * 1000) {
      const [code, status] = this.variant.unknownJob.split(' ');
      throw new ServiceError(code, 'The specified job does not exist', Number(status));
    }
    return job;
  }
}
