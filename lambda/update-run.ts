import { cleanUpAfter } from './clean-up-after';
import { accountOf, type Answer, type UpdateEvent } from './events';
import { isGoingBack, permitsCreation, statusOfStack } from './fence';
import { describeOrGone } from './gone';
import { isTerminal, ServiceError, wordsOf, type JobDescription } from './job-control';
import { readCheckedInput, readJobInput, type JobInput } from './job-input';
import { attributesWithoutJob } from './outcome';
import { persist } from './persist';
import { isOfOlderDefinition, isSameRun, jobPhysicalId, parsePhysicalId, runOf, type PhysicalId } from './physical-id';
import { abandonRun, cancelAbandoned, goBackUnchecked } from './roll-back';
import type { HandedOver } from './run';
import { keepRun } from './same-run';
import type { Services } from './services';
import { startRun } from './start-run';
import { undoKeptRun } from './undo-run';

/** What an update comes to: the same run, a new one, or the way back to an earlier one. */
export async function updateRun(event: UpdateEvent, services: Services): Promise<Answer | HandedOver> {
  const id = parsePhysicalId(event.PhysicalResourceId);
  let input: JobInput;
  let isSame: boolean;
  try {
    input = readCheckedInput(event.ResourceProperties, accountOf(event.StackId));
    isSame = isSameRun(id, input, () => readJobInput(event.OldResourceProperties));
  } catch (error) {
    if (services.next.hop === 0 && isGoingBack(await statusOfStack(event.StackId, services))) {
      return goBackUnchecked(event, services);
    }
    throw error;
  }
  return isSame
    ? sameRun(event, id, input, services)
    : changeRun(event, id, input, services).catch((error) => giveUp(event, wordsOf(error), false, services));
}

async function sameRun(event: UpdateEvent, id: PhysicalId, input: JobInput, services: Services): Promise<Answer> {
  const undone = await undoKeptRun(id, input, event, services);
  if (undone !== undefined) {
    return undone;
  }
  await cancelAbandoned(event, id, input, services);
  if (id.kind !== 'job') {
    return { status: 'SUCCESS', physicalId: keptId(event, id, input, true), attributes: attributesWithoutJob(event.StackId) };
  }
  const { attributes, hasEnded, problem, note } = await keepRun(id.jobId, input, event, services);
  if (problem !== undefined && !(await statusOfStack(event.StackId, services)).includes('ROLLBACK')) {
    return { status: 'FAILED', physicalId: event.PhysicalResourceId, reason: problem };
  }
  return { status: 'SUCCESS', physicalId: keptId(event, id, input, hasEnded), reason: note, attributes };
}

/**
 * The id of a run that is kept. One that a switch of `runOn` and back has left with the hash of an older definition gets
 * today's, or the next update would compare with that and run again; but only once CloudFormation's Delete of the id that
 * goes finds nothing to cancel.
 */
function keptId(event: UpdateEvent, id: PhysicalId, input: JobInput, hasEnded: boolean): string {
  if (!hasEnded || !isOfOlderDefinition(id, input)) {
    return event.PhysicalResourceId;
  }
  return id.kind === 'job' ? jobPhysicalId(id.jobId, input) : `none/${runOf(input)}`;
}

async function changeRun(event: UpdateEvent, id: PhysicalId, input: JobInput, services: Services): Promise<Answer | HandedOver> {
  const status = await statusOfStack(event.StackId, services);
  if (isGoingBack(status)) {
    // an event that was handed over began to wait before the stack turned back: it is none of the way back
    return services.next.hop > 0
      ? giveUp(event, `the stack is in ${status}, which waits for no job`, false, services)
      : await abandonRun(id, input, event, services) ?? sameRun(event, id, input, services);
  }
  return permitsCreation(status)
    ? newRun(event, id, input, services)
    : giveUp(event, `the stack is in ${status}, which starts no job`, false, services);
}

/** A job that is still live stays so until its successor has been prepared: only then is it cancelled. */
async function newRun(event: UpdateEvent, old: PhysicalId, input: JobInput, services: Services): Promise<Answer | HandedOver> {
  const before = old.kind === 'job' ? await describeBefore(old.jobId, services) : undefined;
  const predecessor = before === undefined || isTerminal(before.status) ? undefined : before.jobId;
  const run = await startRun({ event, input, previous: event.PhysicalResourceId, predecessor }, services);
  if (run === 'handed over') {
    return run;
  }
  return run.ok
    ? { status: 'SUCCESS', physicalId: jobPhysicalId(run.jobId, input), reason: run.note, attributes: run.attributes }
    : giveUp(event, run.reason, run.mayHaveJob === true, services);
}

async function describeBefore(jobId: string, services: Services): Promise<JobDescription | undefined> {
  try {
    return await persist(() => describeOrGone(jobId, services), services);
  } catch (error) {
    throw error instanceof ServiceError ? error.during(`reading job ${jobId}, which the new one would take the place of`) : error;
  }
}

/** An update that fails keeps its id, and leaves no job of its own. */
async function giveUp(event: UpdateEvent, reason: string, mayHaveHiddenJob: boolean, services: Services): Promise<Answer> {
  await cleanUpAfter(event, mayHaveHiddenJob, services);
  return { status: 'FAILED', physicalId: event.PhysicalResourceId, reason };
}
