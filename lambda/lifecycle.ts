import { cancelAndWait } from './cancel';
import { deleteRun } from './delete-run';
import { accountOf, type Answer, type CreateEvent, type JobEvent, type UpdateEvent } from './events';
import { isRollingBack, permitsCreation } from './fence';
import { describeOrGone } from './gone';
import { isTerminal, ServiceError } from './job-control';
import { InputError, readCheckedInput, readJobInput, type JobInput } from './job-input';
import { attributesOf, attributesWithoutJob } from './outcome';
import { readMarks } from './own-tags';
import { isSameRun, jobPhysicalId, parsePhysicalId, runOf, type PhysicalId } from './physical-id';
import { keepRun } from './same-run';
import type { Services } from './services';
import { startRun } from './start-run';

/** Decides what one event of CloudFormation asks for, does it, and says how it went. It never throws. */
export async function decide(event: JobEvent, services: Services): Promise<Answer> {
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

async function create(event: CreateEvent, services: Services): Promise<Answer> {
  const input = readCheckedInput(event.ResourceProperties, accountOf(event.StackId));
  const run = await startRun(event, input, services);
  if (run.ok) {
    return { status: 'SUCCESS', physicalId: jobPhysicalId(run.jobId, input), reason: run.note, attributes: run.attributes };
  }
  const physicalId = run.jobId === undefined
    ? `${run.mayHaveJob ? 'unknown' : 'none'}/${event.RequestId}`
    : jobPhysicalId(run.jobId, input);
  return { status: 'FAILED', physicalId, reason: run.reason };
}

async function update(event: UpdateEvent, services: Services): Promise<Answer> {
  const id = parsePhysicalId(event.PhysicalResourceId);
  const input = readCheckedInput(event.ResourceProperties, accountOf(event.StackId));
  if (isSameRun(id, input, () => readJobInput(event.OldResourceProperties))) {
    return sameRun(event, id, input, services);
  }
  const status = await services.stacks.statusOf(event.StackId);
  if (status.includes('ROLLBACK')) {
    return abandonRun(id, input, services);
  }
  return permitsCreation(status)
    ? newRun(event, id, input, services)
    : failedUpdate(event, `the stack is in ${status}, which starts no job`);
}

async function sameRun(event: UpdateEvent, id: PhysicalId, input: JobInput, services: Services): Promise<Answer> {
  const physicalId = event.PhysicalResourceId;
  if (id.kind !== 'job') {
    return { status: 'SUCCESS', physicalId, attributes: attributesWithoutJob('None') };
  }
  const kept = await keepRun(id.jobId, input, readJobInput(event.OldResourceProperties), services);
  if (kept.problem !== undefined && !await isRollingBack(services.stacks, event.StackId)) {
    return failedUpdate(event, kept.problem);
  }
  return { status: 'SUCCESS', physicalId, attributes: kept.attributes };
}

async function newRun(event: UpdateEvent, old: PhysicalId, input: JobInput, services: Services): Promise<Answer> {
  const predecessor = old.kind === 'job' ? await describeOrGone(old.jobId, services) : undefined;
  if (predecessor !== undefined && !isTerminal(predecessor.status)) {
    return failedUpdate(event, `job ${predecessor.jobId}, which this deployment would replace, is still ${predecessor.status}; `
      + 'wait until it has ended or cancel it, then deploy again');
  }
  const run = await startRun(event, input, services, event.PhysicalResourceId);
  return run.ok
    ? { status: 'SUCCESS', physicalId: jobPhysicalId(run.jobId, input), reason: run.note, attributes: run.attributes }
    : failedUpdate(event, run.reason);
}

/**
 * The stack goes back to an earlier definition. That definition's job, if it had one, is not run again; the abandoned
 * definition's job is cancelled, and its id given up, so that deploying it again is a new run.
 */
async function abandonRun(abandoned: PhysicalId, input: JobInput, services: Services): Promise<Answer> {
  const physicalId = `none/${runOf(input)}`;
  if (abandoned.kind !== 'job') {
    return { status: 'SUCCESS', physicalId, attributes: attributesWithoutJob('None') };
  }
  await cancelAndWait(abandoned.jobId, 'the deployment was rolled back', services);
  const previous = await previousRun(abandoned.jobId, input, services);
  return previous ?? { status: 'SUCCESS', physicalId, attributes: attributesWithoutJob('None') };
}

/** The run that the abandoned job superseded, where it is the one that the stack goes back to. */
async function previousRun(abandonedJobId: string, input: JobInput, { jobs }: Services): Promise<Answer | undefined> {
  try {
    const { previous } = readMarks(await jobs.tagsOf(abandonedJobId));
    const id = previous === undefined ? undefined : parsePhysicalId(previous);
    if (id?.kind !== 'job' || id.run !== runOf(input)) {
      return undefined;
    }
    return { status: 'SUCCESS', physicalId: jobPhysicalId(id.jobId, input), attributes: attributesOf(await jobs.describeJob(id.jobId)) };
  } catch (error) {
    if (error instanceof ServiceError) {
      return undefined;
    }
    throw error;
  }
}

function failedUpdate(event: UpdateEvent, reason: string): Answer {
  return { status: 'FAILED', physicalId: event.PhysicalResourceId, reason };
}
