import type { Services } from './services';

/** Cancels more than what is asked for: whether that succeeds or not, the event has its own answer to give. */
export async function cleanUp(what: string, cancel: () => Promise<void>, { log }: Services): Promise<void> {
  try {
    await cancel();
  } catch (error) {
    log(`could not look for what ${what}`, { error: String(error) });
  }
}
