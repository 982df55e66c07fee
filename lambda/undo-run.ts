import { cancelAndWait } from './cancel';
import { cleanUp } from './clean-up';
import type { Answer, UpdateEvent } from './events';
import { isGoingBack, statusOfStack } from './fence';
import { isLive } from './gone';
import type { JobInput } from './job-input';
import { isRunOf } from './old-definition';
import { isOfThisOperation } from './own-operation';
import { runOf, type PhysicalId } from './physical-id';
import { backTo, supersededBy, toRunBefore, withoutJob } from './run-before';
import type { Services } from './services';

export const WHY = 'the deployment was rolled back';

/**
 * The way back from a run whose job this very operation created, whatever the hashes say of the two definitions: there may
 * be a switch of `runOn` between them, under which both are of the same run. What its job took the place of is what the
 * stack goes back to.
 * @returns undefined where that isn't clear, or the id is of the run that the stack goes back to
 */
export async function undoRun(id: PhysicalId, input: JobInput | undefined, event: UpdateEvent, services: Services): Promise<Answer | undefined> {
  if (id.kind !== 'job' || id.run === (input && runOf(input)) || !await isOfThisOperation(id.jobId, event, services)) {
    return undefined;
  }
  const previous = await supersededBy(id.jobId, services);
  await cancelAndWait(id.jobId, WHY, services);
  return previous === undefined
    ? withoutJob(event, input === undefined ? event.RequestId : runOf(input))
    : backTo(previous, input, event, services);
}

/**
 * {@link undoRun} for an update whose run is kept only by what its two definitions have in common, if it is one that goes back.
 * Where it isn't clear whose the job is, a live one of the definition that is left is given up too: a switch of `runOn` that
 * kept a live job of another operation would have failed. Once the stack has gone back nobody waits for the event, and
 * what became of it can't be told any more.
 */
export async function undoKeptRun(id: PhysicalId, input: JobInput, event: UpdateEvent, services: Services): Promise<Answer | undefined> {
  if (id.kind !== 'job' || id.run === runOf(input)) {
    return undefined;
  }
  let status = '';
  await cleanUp('this operation started', async () => {
    status = await statusOfStack(event.StackId, services);
  }, services);
  if (isGoingBack(status)) {
    const undone = await undoRun(id, input, event, services);
    return undone === undefined && isRunOf(id.run, event.OldResourceProperties) && await isLive(id.jobId, services)
      ? toRunBefore(id.jobId, input, event, services)
      : undone;
  }
  return status.includes('ROLLBACK')
    ? { status: 'FAILED', physicalId: event.PhysicalResourceId, reason: `the stack is in ${status}, which waits for no update` }
    : undefined;
}
