import { cancelAndWait } from './cancel';
import { cancelJobsOfEvent, cancelSuccessors, deleteRun } from './delete-run';
import { accountOf, type Answer, type CreateEvent, type JobEvent, type UpdateEvent } from './events';
import { isGoingBack, permitsCreation, standing } from './fence';
import { describeOrGone } from './gone';
import { isTerminal, ServiceError } from './job-control';
import { InputError, readCheckedInput, readJobInput, type JobInput } from './job-input';
import { attributesOf, attributesWithoutJob } from './outcome';
import { readMarks } from './own-tags';
import { persist } from './persist';
import { isSameRun, jobPhysicalId, parsePhysicalId, runOf, type PhysicalId } from './physical-id';
import type { HandedOver } from './run';
import { keepRun } from './same-run';
import type { Services } from './services';
import { startRun } from './start-run';
import type { JobAttributes } from '../src/private/contract';

/**
 * Decides what one event of CloudFormation asks for, does it, and says how it went, unless the next invocation will. It
 * never throws.
 */
export async function decide(event: JobEvent, services: Services): Promise<Answer | HandedOver> {
  const { log } = services;
  log('event', { requestType: event.RequestType, requestId: event.RequestId, stackId: event.StackId, logicalId: event.LogicalResourceId });
  try {
    switch (event.RequestType) {
      case 'Create': return await create(event, services);
      case 'Update': return await update(event, services);
      case 'Delete':
        await deleteRun(event, services);
        return { status: 'SUCCESS', physicalId: event.PhysicalResourceId };
    }
  } catch (error) {
    log('failed', { error: String(error) });
    return { status: 'FAILED', physicalId: idAfter(error, event), reason: error instanceof Error ? error.message : String(error) };
  }
}

/** An update and a delete that fail keep their id; a create has none yet, and knows only after its request was read. */
function idAfter(error: unknown, event: JobEvent): string {
  if (event.RequestType !== 'Create') {
    return event.PhysicalResourceId;
  }
  return `${error instanceof InputError ? 'none' : 'unknown'}/${event.RequestId}`;
}

async function create(event: CreateEvent, services: Services): Promise<Answer | HandedOver> {
  const input = readCheckedInput(event.ResourceProperties, accountOf(event.StackId));
  const run = await startRun({ event, input }, services);
  if (run === 'handed over') {
    return run;
  }
  if (run.ok) {
    return { status: 'SUCCESS', physicalId: jobPhysicalId(run.jobId, input), reason: run.note, attributes: run.attributes };
  }
  if (run.mayHaveJob) {
    await cleanUpAfter(event, services);
  }
  const physicalId = run.jobId === undefined
    ? `${run.mayHaveJob ? 'unknown' : 'none'}/${event.RequestId}`
    : jobPhysicalId(run.jobId, input);
  return { status: 'FAILED', physicalId, reason: run.reason };
}

async function update(event: UpdateEvent, services: Services): Promise<Answer | HandedOver> {
  const id = parsePhysicalId(event.PhysicalResourceId);
  const input = readCheckedInput(event.ResourceProperties, accountOf(event.StackId));
  if (isSameRun(id, input, () => readJobInput(event.OldResourceProperties))) {
    return sameRun(event, id, input, services);
  }
  const answer = await changeRun(event, id, input, services).catch((error: Error) => failedUpdate(event, error.message));
  // a stack that is complete has had a success for this event, and keeps its job
  if (answer !== 'handed over' && answer.status === 'FAILED' && await standing(services.stacks, event.StackId) !== 'answered') {
    await cleanUpAfter(event, services);
  }
  return answer;
}

/** Cancels what any delivery of a failed event created, to which no id leads. */
function cleanUpAfter(event: JobEvent, services: Services): Promise<void> {
  return cleanUp('is of this event', () => cancelJobsOfEvent(event.RequestId, 'the deployment failed', services), services);
}

/** Whether it succeeds or not, the event has its own answer to give. */
async function cleanUp(what: string, cancel: () => Promise<void>, { log }: Services): Promise<void> {
  try {
    await cancel();
  } catch (error) {
    log(`could not look for what ${what}`, { error: String(error) });
  }
}

async function changeRun(event: UpdateEvent, id: PhysicalId, input: JobInput, services: Services): Promise<Answer | HandedOver> {
  const status = await statusOfStack(event, services);
  if (isGoingBack(status)) {
    // an event that was handed over began to wait before the stack turned back: it is none of the way back
    return services.next.hop > 0
      ? failedUpdate(event, `the stack is in ${status}, which waits for no job`)
      : abandonRun(id, input, event, services);
  }
  return permitsCreation(status)
    ? newRun(event, id, input, services)
    : failedUpdate(event, `the stack is in ${status}, which starts no job`);
}

async function sameRun(event: UpdateEvent, id: PhysicalId, input: JobInput, services: Services): Promise<Answer> {
  const physicalId = event.PhysicalResourceId;
  if (abandonsRun(event, id, input)) {
    await cleanUp('runs in place of what the stack goes back to', () => cancelAbandoned(event, services), services);
  }
  if (id.kind !== 'job') {
    return { status: 'SUCCESS', physicalId, attributes: attributesWithoutJob(event.StackId) };
  }
  const kept = await keepRun(id.jobId, input, event, services);
  if (kept.problem !== undefined && !(await statusOfStack(event, services)).includes('ROLLBACK')) {
    return failedUpdate(event, kept.problem);
  }
  return { status: 'SUCCESS', physicalId, attributes: kept.attributes };
}

async function cancelAbandoned(event: UpdateEvent, services: Services): Promise<void> {
  if (isGoingBack(await statusOfStack(event, services))) {
    await cancelSuccessors(event, 'the deployment was rolled back', services);
  }
}

async function statusOfStack({ StackId }: JobEvent, services: Services): Promise<string> {
  try {
    return await persist(() => services.stacks.statusOf(StackId), services);
  } catch (error) {
    throw error instanceof ServiceError ? new Error(`the status of the stack could not be read: ${error}`) : error;
  }
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

/** A job that is still live stays so until its successor has been prepared: only then is it cancelled. */
async function newRun(event: UpdateEvent, old: PhysicalId, input: JobInput, services: Services): Promise<Answer | HandedOver> {
  const before = old.kind === 'job' ? await persist(() => describeOrGone(old.jobId, services), services) : undefined;
  const predecessor = before === undefined || isTerminal(before.status) ? undefined : before.jobId;
  const run = await startRun({ event, input, previous: event.PhysicalResourceId, predecessor }, services);
  if (run === 'handed over') {
    return run;
  }
  return run.ok
    ? { status: 'SUCCESS', physicalId: jobPhysicalId(run.jobId, input), reason: run.note, attributes: run.attributes }
    : failedUpdate(event, run.reason);
}

/**
 * The stack goes back to an earlier definition. That definition's job, if it had one, is not run again; the abandoned
 * definition's id is given up, so that deploying it again is a new run. Its job is cancelled here where its tags say that
 * it superseded what the stack goes back to. Where they don't, this may be a late event of another operation: then
 * CloudFormation's Delete of the id that we give up, if it comes, cancels the job. An id that isn't the abandoned
 * definition's is of what the stack goes back to, in a form of its own: the update to that definition failed, and kept it.
 */
async function abandonRun(abandoned: PhysicalId, input: JobInput, event: UpdateEvent, services: Services): Promise<Answer> {
  await cancelJobsOfEvent(event.RequestId, 'the deployment was rolled back', services);
  const previous = abandoned.kind === 'job' ? await supersededBy(abandoned.jobId, services) : undefined;
  if (abandoned.kind !== 'job' || previous === undefined || !('run' in previous) || previous.run !== runOf(input)) {
    if ('run' in abandoned && !isRunOf(abandoned.run, event.OldResourceProperties)) {
      return sameRun(event, abandoned, input, services);
    }
    return { status: 'SUCCESS', physicalId: `none/${runOf(input)}`, attributes: attributesWithoutJob(event.StackId) };
  }
  await cancelAndWait(abandoned.jobId, 'the deployment was rolled back', services);
  return previous.kind === 'job'
    ? { status: 'SUCCESS', physicalId: jobPhysicalId(previous.jobId, input), attributes: await attributesNow(event.StackId, previous.jobId, input, services) }
    : { status: 'SUCCESS', physicalId: `none/${previous.run}`, attributes: attributesWithoutJob(event.StackId) };
}

/** Whether a run is of a definition. One that can't be read never had a run. */
function isRunOf(run: string, properties: UpdateEvent['OldResourceProperties']): boolean {
  try {
    return run === runOf(readJobInput(properties));
  } catch {
    return false;
  }
}

/** The run that a job took the place of; undefined when it took none's, or is forgotten. */
async function supersededBy(jobId: string, services: Services): Promise<PhysicalId | undefined> {
  try {
    const { previous } = readMarks(await persist(() => services.jobs.tagsOf(jobId), services));
    return previous === undefined ? undefined : parsePhysicalId(previous);
  } catch (error) {
    if (error instanceof ServiceError && error.notFound) {
      return undefined;
    }
    throw error;
  }
}

/** What the attributes are of a job that a rollback goes back to, which nothing may fail any more. */
async function attributesNow(stackId: string, jobId: string, { request }: JobInput, { jobs }: Services): Promise<JobAttributes> {
  try {
    return attributesOf(await jobs.describeJob(jobId));
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    return attributesWithoutJob(stackId, { jobId, status: error.notFound ? 'Expired' : 'Unknown', report: request.Report });
  }
}

function failedUpdate(event: UpdateEvent, reason: string): Answer {
  return { status: 'FAILED', physicalId: event.PhysicalResourceId, reason };
}
