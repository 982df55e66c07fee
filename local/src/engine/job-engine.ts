import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { ActiveSlots } from './active-slots';
import { ClientTokens } from './client-tokens';
import { refuseUnusable } from './create-job-checks';
import { deliveryOf } from './delivery';
import { NO_FUNCTIONS } from './function-invoker';
import { Job } from './job';
import type { RunSurroundings } from './job-context';
import { describe, type JobDescriptor, type JobListDescriptor, summarize } from './job-descriptor';
import type { JobEngineOptions } from './job-engine-options';
import { type ListJobsRequest, pageOf } from './job-listing';
import { JobRun } from './job-run';
import { isBusy, isCancellable, isRunning, isTerminal } from './job-status';
import { isForgotten, missedConfirmation } from './overdue';
import { sealed } from './sealed-listener';
import { badRequest, notFound, ServiceError } from './service-error';
import type { RequestedStatus } from './status-update';
import { type UnknownName, watched } from './watched-choices';
import type { CreateJobRequest } from '../model/job-request';
import type { Tag } from '../store/object-store';
import { type Choices, choose, UNKNOWNS } from '../unknowns';

/** The jobs of one account in one Region: takes them, runs them, and answers for them. Calls fail with a `ServiceError`. */
export class JobEngine {
  readonly account: string;
  /** What is the case where the service's documentation leaves it open; who looks at one is remembered. */
  readonly choices: Choices;
  private readonly met = new Set<UnknownName>();
  private readonly runs = new Map<string, JobRun>();
  private readonly tokens: ClientTokens;
  private readonly events = new EventEmitter<{ change: [JobDescriptor] }>();
  private readonly surroundings: RunSurroundings;

  constructor(private readonly options: JobEngineOptions) {
    this.account = options.account;
    // as many may wait for it to be idle as like
    this.events.setMaxListeners(0);
    this.choices = watched(choose(options.unknowns), (name) => this.met.add(name));
    this.tokens = new ClientTokens(this.choices);
    this.surroundings = {
      store: options.store,
      principals: options.principals,
      environment: { partition: options.partition ?? 'aws', account: options.account, region: options.region },
      unknowns: this.choices,
      functions: options.functions ?? NO_FUNCTIONS,
      newInvocationId: options.newInvocationId ?? randomUUID,
      clock: options.clock,
      slots: new ActiveSlots(this.choices),
      delivery: deliveryOf(options),
      stepMilliseconds: options.stepMilliseconds ?? 1000,
      changed: (job) => this.events.emit('change', describe(job, options.clock.now())),
    };
  }

  now(): Date {
    return this.options.clock.now();
  }

  /** The open questions on whose answers something depended so far. */
  metUnknowns(): readonly UnknownName[] {
    return [...this.met];
  }

  /** What CreateJob looks at beside the request, before it makes the job. */
  async checkJob(request: CreateJobRequest): Promise<void> {
    this.passTime();
    if (!this.tokens.jobOf(request)) await refuseUnusable(request, this.surroundings);
  }

  /** Takes a request that is valid by the service model; returns the job's id while the job begins. */
  createJob(request: CreateJobRequest): string {
    this.passTime();
    const made = this.tokens.jobOf(request);
    if (made) return made.id;
    const id = (this.options.newJobId ?? randomUUID)();
    const run = new JobRun(new Job(id, this.jobArn(id), request, this.now()), this.surroundings);
    this.tokens.remember(run.job);
    this.runs.set(id, run);
    this.surroundings.changed(run.job);
    void run.toItsEnd();
    return id;
  }

  /** The job as policies see it: also while the calls that name it may still miss it. */
  findJob(id: string): Readonly<Job> | undefined {
    this.passTime();
    return this.runs.get(id)?.job;
  }

  describeJob(id: string): JobDescriptor {
    return describe(this.run(id).job, this.now());
  }

  /** All jobs, oldest first: those too that the calls may still miss. */
  jobs(): JobDescriptor[] {
    this.passTime();
    return [...this.runs.values()].map(({ job }) => describe(job, this.now()));
  }

  /** Newest first. */
  listJobs(request: ListJobsRequest = {}): { jobs: JobListDescriptor[]; nextToken?: string } {
    this.passTime();
    const visible = [...this.runs.values()].map(({ job }) => job).filter((job) => this.isVisible(job, 'listLag'));
    const { page, nextToken } = pageOf(visible.reverse(), request);
    return { jobs: page.map((job) => summarize(job, this.now())), nextToken };
  }

  /**
   * Confirms a suspended job or cancels one. Which states refuse it isn't documented: here all but Suspended refuse a
   * confirmation, and those of a job that is over or about to be do what was chosen.
   */
  updateJobStatus(id: string, requested: RequestedStatus, reason?: string): JobDescriptor {
    const run = this.run(id);
    const { status } = run.job;
    const isPossible = requested === 'Ready' ? status === 'Suspended' : isCancellable(status);
    if (!isPossible) return this.unchanged(run.job, requested);
    run.job.statusUpdateReason = reason;
    if (requested === 'Ready') run.makeReady();
    else run.cancel();
    const updated = this.describeJob(id);
    return isRunning(status) ? { ...updated, Status: this.choices.cancelledWhileActive } : updated;
  }

  /** Changes where a job stands among those that wait. A job that is over is refused, which isn't documented. */
  updateJobPriority(id: string, priority: number): JobDescriptor {
    const { job } = this.run(id);
    if (isTerminal(job.status)) throw badRequest(`the priority of a job that is ${job.status} can't change`);
    job.priority = priority;
    this.surroundings.changed(job);
    this.surroundings.slots.settle();
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

  /** Tells of every change of a job's state or priority, and of its progress now and then. Returns how to stop it. What a listener throws becomes a warning of the process. */
  onChange(listener: (job: JobDescriptor) => void): () => void {
    const told = sealed(listener);
    this.events.on('change', told);
    return () => this.events.off('change', told);
  }

  /** Resolves when no job moves by itself: each is over, or waits for its confirmation. */
  async idle(): Promise<void> {
    while ([...this.runs.values()].some(({ job }) => isBusy(job.status))) {
      await new Promise<void>((resolve) => this.events.once('change', () => resolve()));
    }
  }

  private run(id: string): JobRun {
    this.passTime();
    const run = this.runs.get(id);
    if (!run || !this.isVisible(run.job, 'describeLag')) throw notFound(id, this.choices.unknownJob);
    return run;
  }

  private unchanged(job: Job, requested: RequestedStatus): JobDescriptor {
    if (!isCancellable(job.status) && this.choices.statusOfEndedJob === 'nothing') return describe(job, this.now());
    throw new ServiceError(400, 'JobStatusException', `a job that is ${job.status} can't be made ${requested}`);
  }

  /** Makes of the jobs what weeks have made of them: no timer waits that long, so it happens when somebody looks. */
  private passTime(): void {
    const now = this.now();
    for (const [id, run] of this.runs) {
      const due = missedConfirmation(run.job, now);
      if (due) run.expire(due);
      if (!isForgotten(run.job, now)) continue;
      this.runs.delete(id);
      this.tokens.forget(run.job);
    }
  }

  /** Whether a job is old enough for the calls that may miss a new one. */
  private isVisible(job: Job, lag: 'listLag' | 'describeLag'): boolean {
    const seconds = (this.now().getTime() - job.creationTime.getTime()) / 1000;
    return seconds >= Math.max(...UNKNOWNS[lag].variants) || seconds >= this.choices[lag];
  }
}
