import { cancelHiddenJobsOfEvent, cancelJobsOfEvent } from './delete-run';
import type { JobEvent } from './events';
import { standing } from './fence';
import type { Services } from './services';

const WHY = 'the deployment failed';

/**
 * Cancels what any delivery of a failed event created, to which no id leads. A stack that is complete has had a success for
 * the event, and keeps its job.
 * @param mayBeHidden whether the last call may have created one, which S3 may list only later
 */
export async function cleanUpAfter(event: JobEvent, mayBeHidden: boolean, services: Services): Promise<void> {
  if (await standing(services.stacks, event.StackId) !== 'answered') {
    const cancel = mayBeHidden ? cancelHiddenJobsOfEvent : cancelJobsOfEvent;
    await cleanUp('is of this event', () => cancel(event.RequestId, WHY, services), services);
  }
}

/** Whether it succeeds or not, the event has its own answer to give. */
export async function cleanUp(what: string, cancel: () => Promise<void>, { log }: Services): Promise<void> {
  try {
    await cancel();
  } catch (error) {
    log(`could not look for what ${what}`, { error: String(error) });
  }
}
