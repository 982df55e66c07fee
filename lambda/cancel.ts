import { sleepAbout } from './clock';
import { isTerminal, ServiceError, type JobStatus } from './job-control';
import type { Services } from './services';

/** How long a cancelled job may take to stop before we stop waiting for it. */
const PATIENCE = 10 * 60_000;
const POLL_EVERY = 10_000;
/** How long a job must be unknown, to a look and to a cancellation alike, before it counts as gone: a new one is invisible at first. */
const GONE_AFTER = 60_000;

/**
 * Cancels a job and waits until it has stopped. Cancelling twice, or a job that has ended or is gone, is no error. However
 * little time is left, the cancellation is sent.
 * @param until when to stop waiting at the latest
 * @returns whether it has stopped
 */
export async function cancelAndWait(jobId: string, why: string, services: Services, until = services.clock.invocationEnds): Promise<boolean> {
  const { clock, log } = services;
  const giveUp = Math.min(clock.now().getTime() + PATIENCE, until.getTime());
  let missingSince: number | undefined;
  for (;;) {
    const status = await statusOf(jobId, services);
    if (status !== 'unknown' && status !== 'unreadable' && isTerminal(status)) {
      log('job has ended', { jobId, status });
      return true;
    }
    const isKnown = status === 'Cancelling' || await requestCancellation(jobId, why, services);
    const now = clock.now().getTime();
    missingSince = status === 'unknown' && !isKnown ? missingSince ?? now : undefined;
    if (missingSince !== undefined && now - missingSince >= GONE_AFTER) {
      log('job is gone', { jobId });
      return true;
    }
    if (now >= giveUp) {
      log('job has not ended in time; its cancellation stands', { jobId, status });
      return false;
    }
    await sleepAbout(clock, POLL_EVERY);
  }
}

async function statusOf(jobId: string, { jobs, log }: Services): Promise<JobStatus | 'unknown' | 'unreadable'> {
  try {
    return (await jobs.describeJob(jobId)).status;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    log('job could not be read', { jobId, error: String(error) });
    return error.notFound ? 'unknown' : 'unreadable';
  }
}

/**
 * Whether S3 knows the job. Asked again at each look: whether a refusal matters (the job may just be ending by itself)
 * shows in what it does next.
 */
async function requestCancellation(jobId: string, why: string, { jobs, log }: Services): Promise<boolean> {
  try {
    await jobs.cancelJob(jobId, why);
    log('cancelled job', { jobId, why });
    return true;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    log('cancelling was refused', { jobId, error: String(error) });
    return !error.notFound;
  }
}
