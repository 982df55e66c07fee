import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Clock } from '../clock';
import { ActiveSlots } from './active-slots';
import { ClientTokens } from './client-tokens';
import { type FunctionInvoker, NO_FUNCTIONS } from './function-invoker';
import { Job } from './job';
import { describe, type JobDescriptor, type JobListDescriptor, summarize } from './job-descriptor';
import { type ListJobsRequest, pageOf } from './job-listing';
import { JobRun, type RunSurroundings } from './job-run';
import { isBusy, isTerminal } from './job-status';
import { badRequest, notFound, ServiceError } from './service-error';
import type { CreateJobRequest } from '../model/job-request';
import type { Principals } from '../policy/principals';
import type { MemoryStore } from '../store/memory-store';
import type { Tag } from '../store/object-store';
import { type Choices, choose } from '../unknowns';

/** What an engine needs to be one account's S3 Batch Operations in one Region. */
export interface JobEngineOptions {
  readonly store: MemoryStore;
  readonly principals: Principals;
  readonly clock: Clock;
  readonly account: string;
  readonly region: string;
  /** Default: `aws`. */
  readonly partition?: string;
  /** How long a job stays in each state that it passes through, by the clock. Default: a second. */
  readonly stepMilliseconds?: number;
  /** What invokes the functions of LambdaInvoke jobs. Default: there are none. */
  readonly functions?: FunctionInvoker;
  /** Default: random UUIDs. */
  readonly newJobId?: () => string;
  /** Makes the ids of invocations and of their tasks. Default: random UUIDs. */
  readonly newInvocationId?: () => string;
  /** What is the case where the service's documentation leaves it open. Default: the default of each question. */
  readonly unknowns?: Partial<Choices>;
}

/** The jobs of one account in one Region: takes them, runs them, and answers for them. Calls fail with a `ServiceError`. */
export class JobEngine {
  readonly account: string;
  private readonly runs = new Map<string, JobRun>();
  private readonly choices: Choices;
  private readonly tokens: ClientTokens;
  private readonly events = new EventEmitter<{ change: [JobDescriptor] }>();
  private readonly surroundings: RunSurroundings;

  constructor(private readonly options: JobEngineOptions) {
    this.account = options.account;
    this.choices = choose(options.unknowns);
    this.tokens = new ClientTokens(this.choices);
    this.surroundings = {
      store: options.store,
      principals: options.principals,
      functions: options.functions ?? NO_FUNCTIONS,
      newInvocationId: options.newInvocationId ?? randomUUID,
      clock: options.clock,
      slots: new ActiveSlots(),
      stepMilliseconds: options.stepMilliseconds ?? 1000,
      changed: (job) => this.events.emit('change', describe(job, options.clock.now())),
    };
  }

  /** Takes a request that is valid by the service model; returns the job's id while the job begins. */
  createJob(request: CreateJobRequest): string {
    const made = this.tokens.jobOf(request);
    if (made) return made.id;
    const id = (this.options.newJobId ?? randomUUID)();
    const run = new JobRun(new Job(id, this.jobArn(id), request, this.options.clock.now()), this.surroundings);
    this.tokens.remember(run.job);
    this.runs.set(id, run);
    this.surroundings.changed(run.job);
    void run.toItsEnd();
    return id;
  }

  describeJob(id: string): JobDescriptor {
    return describe(this.run(id).job, this.options.clock.now());
  }

  /** Newest first. */
  listJobs(request: ListJobsRequest = {}): { jobs: JobListDescriptor[]; nextToken?: string } {
    const visible = [...this.runs.values()].map(({ job }) => job).filter((job) => this.isOlder(job, this.choices.listLag));
    const { page, nextToken } = pageOf(visible.reverse(), request);
    return { jobs: page.map((job) => summarize(job, this.options.clock.now())), nextToken };
  }

  /**
   * Confirms a suspended job or cancels one. Which states refuse it isn't documented: here those of a job that
   * is over or about to be, and all but Suspended for a confirmation.
   */
  updateJobStatus(id: string, requested: 'Ready' | 'Cancelled', reason?: string): JobDescriptor {
    const run = this.run(id);
    const { status } = run.job;
    const possible = requested === 'Ready' ? status === 'Suspended' : ['New', 'Preparing', 'Suspended', 'Ready', 'Active'].includes(status);
    if (!possible) throw new ServiceError(400, 'JobStatusException', `a job that is ${status} can't be made ${requested}`);
    run.job.statusUpdateReason = reason;
    if (requested === 'Ready') run.makeReady();
    else run.cancel();
    return this.describeJob(id);
  }

  /** Changes where a job stands among those that wait. A job that is over is refused, which isn't documented. */
  updateJobPriority(id: string, priority: number): JobDescriptor {
    const { job } = this.run(id);
    if (isTerminal(job.status)) throw badRequest(`the priority of a job that is ${job.status} can't change`);
    job.priority = priority;
    this.surroundings.changed(job);
    return this.describeJob(id);
  }

  getJobTagging(id: string): readonly Tag[] {
    return this.run(id).job.tags;
  }

  /** Replaces the whole set. */
  putJobTagging(id: string, tags: readonly Tag[]): void {
    this.run(id).job.tags = tags;
  }

  deleteJobTagging(id: string): void {
    this.run(id).job.tags = [];
  }

  jobArn(id: string): string {
    const { partition = 'aws', region, account } = this.options;
    return `arn:${partition}:s3:${region}:${account}:job/${id}`;
  }

  /** Tells of every change of a job's state or priority, and of its progress now and then. Returns how to stop it. */
  onChange(listener: (job: JobDescriptor) => void): () => void {
    this.events.on('change', listener);
    return () => this.events.off('change', listener);
  }

  /** Resolves when no job moves by itself: each is over, or waits for its confirmation. */
  async idle(): Promise<void> {
    while ([...this.runs.values()].some(({ job }) => isBusy(job.status))) {
      await new Promise<void>((resolve) => this.events.once('change', () => resolve()));
    }
  }

  private run(id: string): JobRun {
    const run = this.runs.get(id);
    if (!run || !this.isOlder(run.job, this.choices.describeLag)) throw notFound(id, this.choices.unknownJob);
    return run;
  }

  private isOlder(job: Job, seconds: number): boolean {
    return this.options.clock.now().getTime() >= job.creationTime.getTime() + seconds * 1000;
  }
}
