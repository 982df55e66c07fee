import { cleanUp } from './clean-up';
import { cancelJobsOfEvent, cancelSuccessors } from './delete-run';
import type { Answer, UpdateEvent } from './events';
import { isGoingBack, statusOfStack } from './fence';
import { isLive } from './gone';
import { readJobInput, type JobInput } from './job-input';
import { isRunOf, readOrNone } from './old-definition';
import { isOfKnownForm, isSameRun, parsePhysicalId, runOf, type PhysicalId } from './physical-id';
import { backTo, toRunBefore, withoutJob } from './run-before';
import type { Services } from './services';
import { undoRun, WHY } from './undo-run';

/**
 * The stack goes back to an earlier definition. That definition's job, if it had one, is not run again; the abandoned
 * definition's id is given up, so that deploying it again is a new run. Its job is cancelled here where it clearly is of the
 * operation that is rolled back. Where it isn't, this may be a late event of another operation, and the job the one that
 * the stack goes back to: then CloudFormation's Delete of the id that we give up, if it comes, cancels it.
 * @returns undefined where the id isn't the abandoned definition's, but of what the stack goes back to, in a form of its
 * own: the update to the abandoned definition failed, and kept it
 */
export async function abandonRun(abandoned: PhysicalId, input: JobInput, event: UpdateEvent, services: Services): Promise<Answer | undefined> {
  const back = await undoRun(abandoned, input, event, services) ?? await leaveRun(abandoned, input, event, services);
  await cleanUp('is of this event', () => cancelJobsOfEvent(event.RequestId, WHY, services), services);
  return back;
}

/**
 * The way back from a run whose job may be of an earlier operation: what it took the place of has to be what the stack goes
 * back to. Between definitions of another `runOn`, hashes alone don't tell the abandoned run from one that was kept: then
 * the id of a live job stays where that isn't so.
 */
async function leaveRun(abandoned: PhysicalId, input: JobInput, event: UpdateEvent, services: Services): Promise<Answer | undefined> {
  const old = readOrNone(event.OldResourceProperties);
  const isOfAbandoned = !('run' in abandoned) || abandoned.run === (old && runOf(old));
  if (!isOfAbandoned && isOfKnownForm(abandoned.run)) {
    return undefined;
  }
  const back = abandoned.kind === 'job' ? await toRunBefore(abandoned.jobId, input, event, services) : undefined;
  if (back !== undefined || !isOfAbandoned) {
    return back;
  }
  const isSwitched = old !== undefined && old.runOn !== input.runOn;
  return isSwitched && abandoned.kind === 'job' && await isLive(abandoned.jobId, services) ? undefined : withoutJob(event, runOf(input));
}

/**
 * The same where today's rules would refuse the earlier definition, or can't read it: a way back never fails over that. So
 * nothing of it is sent, and a job that keeps its id stays as it is. Where the id is the abandoned definition's, and nobody
 * can tell which run the stack goes back to, it goes back to none.
 */
export async function goBackUnchecked(event: UpdateEvent, services: Services): Promise<Answer> {
  const id = parsePhysicalId(event.PhysicalResourceId);
  const input = readOrNone(event.ResourceProperties);
  if (input !== undefined) {
    const leave = keepsRun(id, input, event) ? undoRun : abandonRun;
    return await leave(id, input, event, services) ?? keepUntouched(event, id, input, services);
  }
  return await undoRun(id, input, event, services)
    ?? ('run' in id && isRunOf(id.run, event.OldResourceProperties) ? withoutJob(event, event.RequestId) : keepUntouched(event, id, input, services));
}

/** Cancels what was created in place of the run that an update keeps, if it is one that goes back from another run's definition. */
export async function cancelAbandoned(event: UpdateEvent, id: PhysicalId, input: JobInput | undefined, services: Services): Promise<void> {
  if (input !== undefined && !abandonsRun(event, id, input)) {
    return;
  }
  await cleanUp('runs in place of what the stack goes back to', async () => {
    if (isGoingBack(await statusOfStack(event.StackId, services))) {
      await cancelSuccessors(event, WHY, services);
    }
  }, services);
}

/**
 * Whether the definition that an update leaves is of another run than the id: an update to it had no success that
 * CloudFormation took, so that no id leads to the job that it may have. One that can't be read never had a job.
 */
function abandonsRun({ OldResourceProperties }: UpdateEvent, id: PhysicalId, input: JobInput): boolean {
  try {
    return !isSameRun(id, readJobInput(OldResourceProperties), () => input);
  } catch {
    return false;
  }
}

async function keepUntouched(event: UpdateEvent, id: PhysicalId, input: JobInput | undefined, services: Services): Promise<Answer> {
  await cancelAbandoned(event, id, input, services);
  return backTo(event.PhysicalResourceId, input, event, services);
}

function keepsRun(id: PhysicalId, input: JobInput, { OldResourceProperties }: UpdateEvent): boolean {
  try {
    return isSameRun(id, input, () => readJobInput(OldResourceProperties));
  } catch {
    return false;
  }
}
