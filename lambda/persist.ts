import { sleepAbout } from './clock';
import { ServiceError } from './job-control';
import type { Services } from './services';

const RETRY_EVERY = 10_000;
/** IAM shows a new role or policy everywhere after a while: for so long a refusal may come of that, and is asked again. */
export const IAM_SETTLES_IN = 180_000;

/**
 * Asks until the service answers, as long as the invocation lasts: throttling and errors of the service are no
 * information, and some questions can't be left open.
 * @throws ServiceError the last one; at once where the job doesn't exist, which is an answer
 */
export async function persist<T>(ask: () => Promise<T>, { clock, log }: Services): Promise<T> {
  const settled = clock.now().getTime() + IAM_SETTLES_IN;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isFinal = error instanceof ServiceError && error.refused && !error.throttled && clock.now().getTime() >= settled;
      if (!(error instanceof ServiceError) || error.notFound || isFinal || clock.now() >= clock.invocationEnds) {
        throw error;
      }
      log('asking again', { error: String(error) });
    }
    await sleepAbout(clock, RETRY_EVERY);
  }
}
