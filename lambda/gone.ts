import { isTerminal, ServiceError, type JobDescription } from './job-control';
import type { Services } from './services';

/** How long a job that was just created may stay invisible. S3 names no figure: "retry with backoff". */
const VISIBLE_AFTER = 60_000;
const RETRY_EVERY = 5_000;

/** The job; undefined when it has been unknown to S3 for a minute, as a job is 90 days after its end. */
export async function describeOrGone(jobId: string, { jobs, clock }: Services): Promise<JobDescription | undefined> {
  const giveUp = clock.now().getTime() + VISIBLE_AFTER;
  for (;;) {
    try {
      return await jobs.describeJob(jobId);
    } catch (error) {
      if (!(error instanceof ServiceError && error.notFound)) {
        throw error;
      }
      if (clock.now().getTime() >= giveUp) {
        return undefined;
      }
      await clock.sleep(RETRY_EVERY);
    }
  }
}

/** One look at a job by somebody who waits: throttling and errors of the service are no information, not an end. */
export async function lookAt(jobId: string, services: Services): Promise<JobDescription | 'unreadable' | undefined> {
  try {
    return await describeOrGone(jobId, services);
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    services.log('job could not be read', { jobId, error: String(error) });
    return 'unreadable';
  }
}

/** Whether a job was seen that may still run a task. */
export async function isLive(jobId: string, services: Services): Promise<boolean> {
  const job = await lookAt(jobId, services);
  return typeof job === 'object' && !isTerminal(job.status);
}
