import type { JobEvent } from './events';
import { LIVE, ServiceError, type JobStatus, type JobSummary } from './job-control';
import { readMarks, type JobMarks } from './own-tags';
import type { Services } from './services';

/**
 * How far back a job of this event may have been created: the hour that Lambda keeps an event, the three invocations
 * of up to a quarter of an hour each that it may make of it, and an hour for clocks that differ.
 */
const EVENT_LIFETIME = 3 * 60 * 60 * 1000;

/** The jobs, of any status, that were created for this event by whichever delivery of it; the oldest first. */
export async function jobsOfEvent(requestId: string, operation: string, { jobs, clock }: Services): Promise<JobSummary[]> {
  const since = clock.now().getTime() - EVENT_LIFETIME;
  const isCandidate = (job: JobSummary) => job.createdAt.getTime() >= since && job.operation === operation;
  const found = await marked((marks) => marks.requestId === requestId, jobs, undefined, isCandidate);
  return found.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.jobId < b.jobId ? -1 : 1));
}

/** The jobs of one event that could still run a task, however old they are. */
export function liveJobsOfEvent(requestId: string, { jobs }: Services): Promise<JobSummary[]> {
  return marked((marks) => marks.requestId === requestId, jobs, LIVE);
}

/** The jobs of this resource that could still run a task, whichever event created them. */
export function liveJobsOfResource(event: JobEvent, { jobs }: Services): Promise<JobSummary[]> {
  return marked((marks) => marks.stackId === event.StackId && marks.logicalId === event.LogicalResourceId, jobs, LIVE);
}

async function marked(
  isOurs: (marks: JobMarks) => boolean,
  jobs: Services['jobs'],
  statuses?: readonly JobStatus[],
  isCandidate: (job: JobSummary) => boolean = () => true,
): Promise<JobSummary[]> {
  const found: JobSummary[] = [];
  for await (const summary of jobs.listJobs(statuses)) {
    if (isCandidate(summary) && isOurs(readMarks(await tagsOrNone(summary.jobId, jobs)))) {
      found.push(summary);
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
