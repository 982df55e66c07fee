import type { JobEvent, UpdateEvent } from './events';
import { isTerminal, LIVE, ServiceError, type JobStatus, type JobSummary } from './job-control';
import { readMarks, type JobMarks } from './own-tags';
import type { Services } from './services';

/**
 * How far back a job of this event may have been created: the hour that Lambda keeps an event, the three invocations
 * of up to a quarter of an hour each that it may make of it, and an hour for clocks that differ.
 */
const EVENT_LIFETIME = 3 * 60 * 60 * 1000;
/** How long a job that was just created may be missing from a list. S3 names no figure. */
export const LISTED_WITHIN = 60_000;

/** A job that was created for an event. */
export interface JobOfEvent {
  readonly jobId: string;
  readonly createdAt: Date;
  readonly attempt: number;
}

/**
 * The jobs, of any status, that were created for this event by whichever delivery of it; the one that counts first: of the
 * highest attempt the oldest. Where they can't be listed, the one that the invocation before waited for is enough.
 */
export async function jobsOfEvent(requestId: string, operation: string, services: Services): Promise<JobOfEvent[]> {
  const { jobs, clock, log } = services;
  const since = clock.now().getTime() - EVENT_LIFETIME;
  const isCandidate = (job: JobSummary) => job.createdAt.getTime() >= since && job.operation === operation;
  try {
    const found = await marked((marks) => marks.requestId === requestId, jobs, undefined, isCandidate);
    return [...found, ...await hinted(requestId, found, services)].sort(byPrecedence);
  } catch (error) {
    const known = error instanceof ServiceError ? await hinted(requestId, [], services) : [];
    if (known.length === 0) {
      throw error;
    }
    log('went on without a list', { jobId: known[0].jobId, error: String(error) });
    return known;
  }
}

/** The job of an event that counts comes first, whichever delivery looks. */
export function byPrecedence(a: JobOfEvent, b: JobOfEvent): number {
  return b.attempt - a.attempt || a.createdAt.getTime() - b.createdAt.getTime() || (a.jobId < b.jobId ? -1 : 1);
}

/** The job that the invocation before waited for, where it isn't found otherwise. */
async function hinted(requestId: string, found: readonly JobOfEvent[], { jobs, next }: Services): Promise<JobOfEvent[]> {
  const { jobId } = next;
  if (jobId === undefined || found.some((job) => job.jobId === jobId)) {
    return [];
  }
  const marks = readMarks(await tagsOrNone(jobId, jobs));
  return marks.requestId === requestId ? [{ jobId, createdAt: (await jobs.describeJob(jobId)).createdAt, attempt: marks.attempt }] : [];
}

/** The jobs of one event that could still run a task, however old they are. */
export function liveJobsOfEvent(requestId: string, { jobs }: Services): Promise<JobSummary[]> {
  return marked((marks) => marks.requestId === requestId, jobs, LIVE);
}

/** The jobs of this resource that could still run a task, whichever event created them. */
export function liveJobsOfResource(event: JobEvent, { jobs }: Services): Promise<JobSummary[]> {
  return marked((marks) => marks.stackId === event.StackId && marks.logicalId === event.LogicalResourceId, jobs, LIVE);
}

/**
 * A job of this resource, other than the one that is to be replaced, that could still run a task. Each is asked for: a list
 * may be late, and show one that has ended.
 */
export async function otherLiveJob(event: JobEvent, predecessor: string | undefined, services: Services): Promise<string | undefined> {
  for (const { jobId } of await liveJobsOfResource(event, services)) {
    if (jobId !== predecessor && !await hasEnded(jobId, services)) {
      return jobId;
    }
  }
  return undefined;
}

/** One that can't be found hasn't: it may be too new. */
async function hasEnded(jobId: string, { jobs }: Services): Promise<boolean> {
  try {
    return isTerminal((await jobs.describeJob(jobId)).status);
  } catch (error) {
    if (error instanceof ServiceError && error.notFound) {
      return false;
    }
    throw error;
  }
}

/** Those of the resource that were created in place of the run that the event's id names. */
export function liveSuccessors(event: UpdateEvent, { jobs }: Services): Promise<JobSummary[]> {
  const { StackId, LogicalResourceId, PhysicalResourceId } = event;
  return marked((marks) => marks.stackId === StackId && marks.logicalId === LogicalResourceId && marks.previous === PhysicalResourceId, jobs, LIVE);
}

async function marked(
  isOurs: (marks: JobMarks) => boolean,
  jobs: Services['jobs'],
  statuses?: readonly JobStatus[],
  isCandidate: (job: JobSummary) => boolean = () => true,
): Promise<(JobSummary & JobOfEvent)[]> {
  const found: (JobSummary & JobOfEvent)[] = [];
  for await (const summary of jobs.listJobs(statuses)) {
    if (isCandidate(summary)) {
      const marks = readMarks(await tagsOrNone(summary.jobId, jobs));
      if (isOurs(marks)) {
        found.push({ ...summary, attempt: marks.attempt });
      }
    }
  }
  return found;
}

/** A job may expire between the list and the question for its tags. */
async function tagsOrNone(jobId: string, jobs: Services['jobs']) {
  try {
    return await jobs.tagsOf(jobId);
  } catch (error) {
    if (error instanceof ServiceError && error.notFound) {
      return [];
    }
    throw error;
  }
}
