import { lookAt } from './gone';
import { isTerminal, ServiceError } from './job-control';
import { sleepAbout, type Services } from './services';

/** How long a cancelled job may take to stop before we stop waiting for it. */
const PATIENCE = 10 * 60_000;
const POLL_EVERY = 10_000;

/** Cancels a job and waits until it has stopped. Cancelling twice, or a job that has ended or is gone, is no error. */
export async function cancelAndWait(jobId: string, why: string, services: Services): Promise<void> {
  const { clock, log } = services;
  const giveUp = Math.min(clock.now().getTime() + PATIENCE, clock.invocationEnds.getTime());
  for (;;) {
    const job = await lookAt(jobId, services);
    const status = job === 'unreadable' ? job : job?.status ?? 'gone';
    if (status === 'gone' || (status !== 'unreadable' && isTerminal(status))) {
      log('job has ended', { jobId, status });
      return;
    }
    if (clock.now().getTime() >= giveUp) {
      log('job has not ended in time; its cancellation stands', { jobId, status });
      return;
    }
    if (status !== 'Cancelling') {
      await requestCancellation(jobId, why, services);
    }
    await sleepAbout(clock, POLL_EVERY);
  }
}

/** Asked again at each look: whether a refusal matters (the job may just be ending by itself) shows in what it does next. */
async function requestCancellation(jobId: string, why: string, { jobs, log }: Services): Promise<void> {
  try {
    await jobs.cancelJob(jobId, why);
    log('cancelled job', { jobId, why });
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    log('cancelling was refused', { jobId, error: String(error) });
  }
}
