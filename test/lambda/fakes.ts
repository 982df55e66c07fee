import { BEFORE_THE_HOLD, QUICK_SUCCESS, reached, type Timeline } from './timelines';
import type { WatchHint } from '../../lambda/continuation';
import { isTerminal, ServiceError, type JobControl, type JobDescription, type JobStatus, type NewJob } from '../../lambda/job-control';
import type { ManifestObject, ManifestVersion } from '../../lambda/manifest-store';
import type { Services } from '../../lambda/services';
import type { Tag } from '../../src/private/contract';

interface FakeJob {
  readonly id: string;
  readonly made: NewJob;
  readonly createdAt: Date;
  readonly timeline: Timeline;
  tags: Tag[];
  priority: number;
  cancelledAt?: Date;
  confirmedAt?: Date;
}

/** What happens to one call: `before` it is applied or `after` it was; a function may also change the world meanwhile. */
export type Mishap = { readonly when: 'before' | 'after'; readonly error: ServiceError };

/** Time that passes only when somebody sleeps. */
export class FakeClock {
  time = Date.parse('2026-01-01T00:00:00Z');
  invocationEnds = new Date(0);
  constructor() {
    this.startInvocation();
  }
  startInvocation(): void {
    this.invocationEnds = new Date(this.time + 840_000);
  }
  now = () => new Date(this.time);
  random = () => 0.5;
  sleep = async (milliseconds: number) => {
    this.time += milliseconds;
  };
}

/** S3 Batch Operations and CloudFormation as far as the handler sees them, written by hand after the API reference. */
export class FakeService implements JobControl {
  readonly clock = new FakeClock();
  readonly jobs: FakeJob[] = [];
  readonly calls: string[] = [];
  readonly decisions: string[] = [];
  /** LastUpdatedTime; undefined: the stack has none. Here it is when the last update began. */
  stackUpdatedAt?: Date;
  timeline: Timeline = QUICK_SUCCESS;
  /** The timelines of the next jobs, before `timeline` is that of all. */
  readonly timelines: Timeline[] = [];
  /** The hints of the invocations that were asked for. */
  readonly hops: WatchHint[] = [];
  /** Bytes of objects, by `bucket/key`. */
  readonly objects = new Map<string, Buffer>();
  /** What HeadObject finds; undefined: nothing. */
  manifest?: ManifestVersion;
  readonly looked: ManifestObject[] = [];
  /** How long a cancelled job takes to stop, in seconds. */
  stopsWithin = 5;
  private statusOfStack = 'CREATE_IN_PROGRESS';
  private lastNumber = 0;
  private readonly mishaps = new Map<string, Mishap[]>();

  readonly services: Services = {
    jobs: this,
    stacks: {
      statusOf: async () => this.run('statusOf', () => this.stackStatus),
      lastUpdatedAt: async () => this.run('lastUpdatedAt', () => this.stackUpdatedAt),
    },
    manifests: {
      head: (object) => this.head(object),
      read: (object) => this.read(object),
      write: (object, parts) => this.write(object, parts),
    },
    next: { hop: 0, deadline: new Date(this.clock.time + 3_480_000), invoke: (hint) => this.run('invoke', () => void this.hops.push(hint)) },
    clock: this.clock,
    log: (decision, details) => this.decisions.push(`${decision} ${JSON.stringify(details ?? {})}`),
  };

  get stackStatus(): string {
    return this.statusOfStack;
  }

  set stackStatus(status: string) {
    this.statusOfStack = status;
    this.stackUpdatedAt = status === 'UPDATE_IN_PROGRESS' ? this.clock.now() : this.stackUpdatedAt;
  }

  /** The next calls of `method` go wrong, one mishap each. */
  fail(method: string, ...mishaps: Mishap[]): void {
    this.mishaps.set(method, [...(this.mishaps.get(method) ?? []), ...mishaps]);
  }

  createdJobs(): number {
    return this.jobs.length;
  }

  status(jobId: string): JobStatus {
    return this.describe(this.find(jobId)).status;
  }

  liveJobs(): string[] {
    return this.jobs.filter((job) => !isTerminal(this.describe(job).status)).map((job) => job.id);
  }

  forget(jobId: string): void {
    this.jobs.splice(this.jobs.findIndex((job) => job.id === jobId), 1);
  }

  createJob(made: NewJob): Promise<string> {
    return this.run('createJob', () => {
      const id = `00000000-0000-0000-0000-${String(++this.lastNumber).padStart(12, '0')}`;
      const priority = Number(made.request.Priority);
      this.jobs.push({ id, made, createdAt: this.clock.now(), timeline: this.timelines.shift() ?? this.timeline, tags: made.tags, priority });
      return id;
    });
  }

  describeJob(jobId: string): Promise<JobDescription> {
    return this.run('describeJob', () => this.describe(this.find(jobId)));
  }

  async* listJobs(statuses?: readonly JobStatus[]): ReturnType<JobControl['listJobs']> {
    const jobs = await this.run('listJobs', () => [...this.jobs]);
    for (const job of jobs) {
      if (statuses === undefined || statuses.includes(this.describe(job).status)) {
        yield { jobId: job.id, operation: Object.keys(job.made.request.Operation)[0], createdAt: job.createdAt };
      }
    }
  }

  cancelJob(jobId: string): Promise<void> {
    return this.run('cancelJob', () => {
      const job = this.find(jobId);
      if (isTerminal(this.describe(job).status)) {
        throw new ServiceError('JobStatusException', 'the job has ended', 400);
      }
      job.cancelledAt ??= this.clock.now();
    });
  }

  confirmJob(jobId: string): Promise<void> {
    return this.run('confirmJob', () => {
      const job = this.find(jobId);
      const { status } = this.describe(job);
      if (status !== 'Suspended') {
        throw new ServiceError('JobStatusException', `the job is ${status}`, 400);
      }
      job.confirmedAt = this.clock.now();
    });
  }

  updatePriority(jobId: string, priority: number): Promise<void> {
    return this.run('updatePriority', () => {
      this.find(jobId).priority = priority;
    });
  }

  tagsOf(jobId: string): Promise<Tag[]> {
    return this.run('tagsOf', () => this.find(jobId).tags);
  }

  replaceTags(jobId: string, tags: Tag[]): Promise<void> {
    return this.run('replaceTags', () => {
      this.find(jobId).tags = tags;
    });
  }

  private head(object: ManifestObject): Promise<ManifestVersion> {
    this.looked.push(object);
    return this.run('headObject', () => {
      if (this.manifest === undefined) {
        throw new ServiceError('HTTP 404', 'Not Found', 404);
      }
      return this.manifest;
    });
  }

  private async* read({ bucket, key }: ManifestObject): AsyncGenerator<Uint8Array> {
    const bytes = await this.run('getObject', () => this.objects.get(`${bucket}/${key}`));
    if (bytes === undefined) {
      throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
    }
    for (let from = 0; from < bytes.length; from += 7) {
      yield bytes.subarray(from, from + 7);
    }
  }

  private async write({ bucket, key }: ManifestObject, parts: AsyncIterable<Uint8Array>): Promise<ManifestVersion> {
    const written: Uint8Array[] = [];
    for await (const part of parts) {
      written.push(Buffer.from(part));
    }
    return this.run('putObject', () => {
      this.objects.set(`${bucket}/${key}`, Buffer.concat(written));
      return { etag: '"written"', versionId: 'v9' };
    });
  }

  private async run<T>(method: string, apply: () => T): Promise<T> {
    this.calls.push(method);
    const mishap = this.mishaps.get(method)?.shift();
    if (mishap?.when === 'before') {
      throw mishap.error;
    }
    const result = apply();
    if (mishap?.when === 'after') {
      throw mishap.error;
    }
    return result;
  }

  private find(jobId: string): FakeJob {
    const job = this.jobs.find((candidate) => candidate.id === jobId);
    if (job === undefined) {
      throw new ServiceError('NoSuchJobException', 'The specified job does not exist', 400);
    }
    return job;
  }

  private describe(job: FakeJob): JobDescription {
    const seconds = (from: Date) => (this.clock.time - from.getTime()) / 1000;
    const [, state] = reached(job.timeline, this.secondsOfWork(job));
    const isHeld = job.made.request.ConfirmationRequired && job.confirmedAt === undefined && !BEFORE_THE_HOLD.includes(state.status);
    const described = {
      jobId: job.id,
      jobArn: `arn:aws:s3:us-east-1:111122223333:job/${job.id}`,
      createdAt: job.createdAt,
      roleArn: job.made.request.RoleArn,
      priority: job.priority,
      confirmationRequired: job.made.request.ConfirmationRequired,
      report: job.made.request.Report,
      totalTasks: 0,
      succeededTasks: 0,
      failedTasks: 0,
      failureReasons: [],
      ...state,
      ...(isHeld ? { status: 'Suspended' as const } : {}),
    };
    if (job.cancelledAt === undefined || isTerminal(described.status)) {
      return described;
    }
    return { ...described, status: seconds(job.cancelledAt) >= this.stopsWithin ? 'Cancelled' : 'Cancelling' };
  }

  /** The seconds of a job's timeline that have passed: it stands still while the job waits to be confirmed, and once it was cancelled. */
  private secondsOfWork({ made, timeline, createdAt, confirmedAt, cancelledAt }: FakeJob): number {
    const stoppedAt = (cancelledAt?.getTime() ?? Infinity) + this.stopsWithin * 1000;
    const since = (from: Date) => (Math.min(this.clock.time, stoppedAt) - from.getTime()) / 1000;
    const hold = timeline.find(([, { status }]) => !BEFORE_THE_HOLD.includes(status))?.[0];
    if (!made.request.ConfirmationRequired || hold === undefined || since(createdAt) < hold) {
      return since(createdAt);
    }
    return hold + (confirmedAt === undefined ? 0 : since(confirmedAt));
  }
}
