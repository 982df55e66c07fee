import type { JobEvent, UpdateEvent } from './events';
import { isTerminal, LIVE, ServiceError, type JobDescription, type JobSummary } from './job-control';
import { markedJobs, marksOfJob } from './marked-jobs';
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
  const { log } = services;
  const isRecent = withinEventLifetime(services);
  const isCandidate = (job: JobSummary) => isRecent(job) && job.operation === operation;
  try {
    const found = await markedJobs({ isOurs: (marks) => marks.requestId === requestId, isCandidate }, services);
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

/** Whether an event was seen to have had a job: of any status and operation. No list is no sight of one. */
export async function hasHadJobs(requestId: string, services: Services): Promise<boolean> {
  try {
    const found = await markedJobs({ isOurs: (marks) => marks.requestId === requestId, isCandidate: withinEventLifetime(services) }, services);
    return found.length > 0;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    services.log('could not look for jobs of this event', { error: String(error) });
    return false;
  }
}

function withinEventLifetime({ clock }: Services): (job: JobSummary) => boolean {
  const since = clock.now().getTime() - EVENT_LIFETIME;
  return (job) => job.createdAt.getTime() >= since;
}

/** The job of an event that counts comes first, whichever delivery looks. */
export function byPrecedence(a: JobOfEvent, b: JobOfEvent): number {
  return b.attempt - a.attempt || a.createdAt.getTime() - b.createdAt.getTime() || (a.jobId < b.jobId ? -1 : 1);
}

/**
 * The job that the invocation before waited for, where it isn't found otherwise. One whose tags somebody has replaced
 * names no event any more: it is taken too, and counts before those that are found.
 */
async function hinted(requestId: string, found: readonly JobOfEvent[], services: Services): Promise<JobOfEvent[]> {
  const { jobId } = services.next;
  if (jobId === undefined || found.some((job) => job.jobId === jobId)) {
    return [];
  }
  const marks = await marksOfJob(jobId, services);
  if (marks.requestId !== undefined && marks.requestId !== requestId) {
    return [];
  }
  const job = await describeOrNone(jobId, services);
  const attempt = marks.requestId === undefined ? 1 + Math.max(0, ...found.map((other) => other.attempt)) : marks.attempt;
  return job === undefined ? [] : [{ jobId, createdAt: job.createdAt, attempt }];
}

/** The jobs of one event that could still run a task, however old they are. */
export function liveJobsOfEvent(requestId: string, services: Services): Promise<JobSummary[]> {
  return markedJobs({ isOurs: (marks) => marks.requestId === requestId, statuses: LIVE }, services);
}

/** The jobs of this resource that could still run a task, whichever event created them. */
export function liveJobsOfResource({ StackId, LogicalResourceId }: JobEvent, services: Services): Promise<JobSummary[]> {
  return markedJobs({ isOurs: (marks) => marks.stackId === StackId && marks.logicalId === LogicalResourceId, statuses: LIVE }, services);
}

/** A job that could still run a task; without a description where S3 can't find it: it may be too new. */
export interface OtherJob {
  readonly jobId: string;
  readonly description?: JobDescription;
}

/**
 * A job of this resource, other than the one that is to be replaced, that could still run a task. Each is asked for: a list
 * may be late, and show one that has ended.
 */
export async function otherLiveJob(event: JobEvent, predecessor: string | undefined, services: Services): Promise<OtherJob | undefined> {
  for (const { jobId } of await liveJobsOfResource(event, services)) {
    const description = jobId === predecessor ? undefined : await describeOrNone(jobId, services);
    if (jobId !== predecessor && !(description !== undefined && isTerminal(description.status))) {
      return { jobId, description };
    }
  }
  return undefined;
}

async function describeOrNone(jobId: string, { jobs }: Services): Promise<JobDescription | undefined> {
  try {
    return await jobs.describeJob(jobId);
  } catch (error) {
    if (error instanceof ServiceError && error.notFound) {
      return undefined;
    }
    throw error instanceof ServiceError ? error.during(`reading job ${jobId}`) : error;
  }
}

/** Those of the resource that were created in place of the run that the event's id names. */
export function liveSuccessors({ StackId, LogicalResourceId, PhysicalResourceId }: UpdateEvent, services: Services): Promise<JobSummary[]> {
  return markedJobs({
    isOurs: (marks) => marks.stackId === StackId && marks.logicalId === LogicalResourceId && marks.previous === PhysicalResourceId,
    statuses: LIVE,
  }, services);
}
