import { ServiceError } from './job-control';
import { sleepAbout, type Services } from './services';

const RETRY_EVERY = 10_000;

/**
 * Asks until the service answers, as long as the invocation lasts: throttling and errors of the service are no
 * information, and some questions can't be left open.
 * @throws ServiceError the last one; at once where the job doesn't exist, which is an answer
 */
export async function persist<T>(ask: () => Promise<T>, { clock, log }: Services): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServiceError) || error.notFound || clock.now() >= clock.invocationEnds) {
        throw error;
      }
      log('asking again', { error: String(error) });
    }
    await sleepAbout(clock, RETRY_EVERY);
  }
}
