import { cleanUp } from './clean-up';
import type { Clock } from './clock';
import { cancelHiddenJobsOfEvent, cancelJobsOfEvent } from './delete-run';
import type { JobEvent } from './events';
import { standing } from './fence';
import { answerBy } from './hand-over';
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
    const inTime = { ...services, clock: endingAt(answerBy(services), services.clock) };
    await cleanUp('is of this event', () => cancel(event.RequestId, WHY, inTime), services);
  }
}

function endingAt(invocationEnds: Date, clock: Clock): Clock {
  return { invocationEnds, now: () => clock.now(), sleep: (milliseconds) => clock.sleep(milliseconds), random: () => clock.random() };
}
