import { ACCOUNT, failsOfRole, jobAtHand, SettlingRoles, SlowStore } from './engine-account';
import { EngineJob } from './engine-job';
import { type JobCourse, type MatrixManifests, type MatrixService, type MatrixVariant, STOPS_WITHIN } from './matrix-service';
import type { VirtualTime } from './virtual-time';
import { createJobBody } from '../../lambda/create-job-body';
import { LIVE, ServiceError, type JobDescription, type JobStatus, type JobSummary, type NewJob } from '../../lambda/job-control';
import type { ManifestObject, ManifestVersion } from '../../lambda/manifest-store';
import type { Clock } from '../../local/src/clock';
import { JobEngine } from '../../local/src/engine/job-engine';
import { ServiceError as Refusal } from '../../local/src/engine/service-error';
import { createJobBody as requestIn } from '../../local/src/http/s3-control/bodies';
import { S3Error } from '../../local/src/store/s3-error';
import type { Tag } from '../../src/private/contract';

/** The states before the manifest is read: New and Preparing. */
const STEPS_OF_PREPARATION = 2;

/** The local engine as the service: real jobs with real tasks on a few objects, in virtual time. */
export class EngineService implements MatrixService {
  readonly jobs: EngineJob[] = [];
  readonly manifests: MatrixManifests = {
    head: (object) => this.asked(() => this.head(object)),
    read: (object) => this.asked(async () => {
      const { body } = await this.store.asOwner().getObject(object);
      return Buffer.concat(await body.toArray() as Buffer[]);
    }),
    write: (object, body) => this.asked(async () => {
      await this.store.asOwner().putObject({ ...object, body });
      return this.head(object);
    }),
  };
  private readonly store: SlowStore;
  private readonly engine: JobEngine;
  private callsUnderWay = 0;
  /** Jobs that CreateJob found unusable; each had a course. */
  private turnedDown = 0;

  constructor(
    { engine, repeatedToken, listLag, describeLag, unknownJob }: MatrixVariant,
    private readonly courses: readonly JobCourse[],
    private readonly time: VirtualTime,
  ) {
    refuseUnplayable(courses);
    const clock = this.clock();
    this.store = new SlowStore(clock, (job) => this.workOf(job));
    this.engine = new JobEngine({
      store: this.store,
      principals: new SettlingRoles(),
      clock,
      account: ACCOUNT,
      region: 'us-east-1',
      stepMilliseconds: courses[0].prepares * 1000 / STEPS_OF_PREPARATION,
      newJobId: () => `00000000-0000-0000-0000-${String(this.jobs.length + 1).padStart(12, '0')}`,
      unknowns: { repeatedToken, listLag, describeLag, unknownJob, ...engine },
    });
  }

  get isWorking(): boolean {
    return this.callsUnderWay > 0 || this.jobs.some(({ isWorking }) => isWorking);
  }

  createJob(made: NewJob): Promise<string> {
    const place = Math.min(this.jobs.length + this.turnedDown, this.courses.length - 1);
    const job = new EngineJob(made, this.courses[place]);
    return this.asked(() => jobAtHand.run(job, async () => {
      // as it is on the wire, and as the engine reads it there
      const request = requestIn(Buffer.from(createJobBody(made)));
      await this.engine.checkJob(request).catch((error: Refusal) => {
        this.turnedDown += Number(error.code !== 'IdempotencyException');
        throw error;
      });
      const id = this.engine.createJob(request);
      if (this.jobs.every((other) => other.id !== id)) {
        job.began(this.engine.findJob(id)!);
        this.jobs.push(job);
        await this.store.fillFor(job.course);
      }
      return id;
    }));
  }

  listJobs(statuses: readonly JobStatus[] | undefined): JobSummary[] {
    return refusing(() => this.engine.listJobs({ jobStatuses: statuses }).jobs)
      .map(({ JobId, Operation, CreationTime }) => ({ jobId: JobId, operation: Operation, createdAt: CreationTime }));
  }

  describeJob(jobId: string): JobDescription {
    const job = refusing(() => this.engine.describeJob(jobId));
    const { TotalNumberOfTasks, NumberOfTasksSucceeded, NumberOfTasksFailed } = job.ProgressSummary;
    return {
      jobId,
      jobArn: job.JobArn,
      status: job.Status,
      createdAt: job.CreationTime,
      roleArn: job.RoleArn,
      priority: job.Priority,
      confirmationRequired: job.ConfirmationRequired ?? false,
      report: job.Report,
      totalTasks: TotalNumberOfTasks,
      succeededTasks: NumberOfTasksSucceeded,
      failedTasks: NumberOfTasksFailed,
      failureReasons: job.FailureReasons.map(({ FailureCode, FailureReason }) => ({ code: FailureCode, reason: FailureReason })),
    };
  }

  cancelJob(jobId: string): void {
    refusing(() => this.engine.updateJobStatus(jobId, 'Cancelled'));
    const job = this.jobs.find(({ id }) => id === jobId)!;
    if (['Cancelling', 'Cancelled'].includes(job.status)) {
      job.cancelled(this.time.now);
    }
  }

  confirmJob(jobId: string): void {
    refusing(() => this.engine.updateJobStatus(jobId, 'Ready'));
  }

  updatePriority(jobId: string, priority: number): void {
    refusing(() => this.engine.updateJobPriority(jobId, priority));
  }

  tagsOf(jobId: string): Tag[] {
    return [...refusing(() => this.engine.getJobTagging(jobId))];
  }

  replaceTags(jobId: string, tags: Tag[]): void {
    refusing(() => this.engine.putJobTagging(jobId, tags));
  }

  liveJobs(): EngineJob[] {
    return this.jobs.filter(({ status }) => LIVE.includes(status));
  }

  private async head(object: ManifestObject): Promise<ManifestVersion> {
    const { etag, versionId } = await this.store.asOwner().headObject(object);
    return { etag: `"${etag}"`, versionId };
  }

  /** A call that takes no time, but turns of the event loop. */
  private async asked<T>(call: () => Promise<T>): Promise<T> {
    this.callsUnderWay++;
    try {
      return await call();
    } catch (error) {
      throw asAnswered(error);
    } finally {
      this.callsUnderWay--;
    }
  }

  private clock(): Clock {
    return {
      now: () => new Date(this.time.now),
      sleep: (milliseconds) => jobAtHand.getStore()!.waitFor(this.time.after(milliseconds)),
    };
  }

  /** A task stands for however many a job would do one after the other: once it is cancelled, what is under way ends soon. */
  private async workOf({ course: { works }, cancellation }: EngineJob): Promise<void> {
    const stopped = cancellation.then(() => this.time.after(STOPS_WITHIN * 1000));
    await Promise.race(works === Infinity ? [stopped] : [stopped, this.time.after(works * 1000)]);
  }
}

function refuseUnplayable(courses: readonly JobCourse[]): void {
  // the engine has one pace
  if (new Set(courses.map(({ prepares }) => prepares)).size > 1) {
    throw new Error('the jobs must take equally long to be prepared');
  }
  const failing = courses.find((course) => course.failure !== undefined && !failsOfRole(course) && course.tasks > 0);
  if (failing) {
    throw new Error(`this failure of a job that finds its objects can't be brought about: ${failing.failure}`);
  }
}

function refusing<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw asAnswered(error);
  }
}

/** An error of the service as the handler's SDK would throw it. */
function asAnswered(error: unknown): unknown {
  return error instanceof Refusal || error instanceof S3Error ? new ServiceError(error.code, error.message, error.status) : error;
}
