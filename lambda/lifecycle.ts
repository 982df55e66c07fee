import { cleanUpAfter } from './clean-up-after';
import { deleteRun } from './delete-run';
import { accountOf, type Answer, type CreateEvent, type JobEvent } from './events';
import { wordsOf } from './job-control';
import { InputError, readCheckedInput } from './job-input';
import { MarksSeen } from './marks-seen';
import { jobPhysicalId } from './physical-id';
import type { HandedOver } from './run';
import type { Services } from './services';
import { startRun } from './start-run';
import { updateRun } from './update-run';

/**
 * Decides what one event of CloudFormation asks for, does it, and says how it went, unless the next invocation will. It
 * never throws.
 */
export async function decide(event: JobEvent, outside: Services): Promise<Answer | HandedOver> {
  const services = { ...outside, seen: new MarksSeen() };
  const { log } = services;
  log('event', { requestType: event.RequestType, requestId: event.RequestId, stackId: event.StackId, logicalId: event.LogicalResourceId });
  try {
    switch (event.RequestType) {
      case 'Create': return await create(event, services);
      case 'Update': return await updateRun(event, services);
      case 'Delete':
        await deleteRun(event, services);
        return { status: 'SUCCESS', physicalId: event.PhysicalResourceId };
    }
  } catch (error) {
    log('failed', { error: String(error) });
    return { status: 'FAILED', physicalId: idAfter(error, event), reason: wordsOf(error) };
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
    await cleanUpAfter(event, true, services);
  }
  const physicalId = run.jobId === undefined
    ? `${run.mayHaveJob ? 'unknown' : 'none'}/${event.RequestId}`
    : jobPhysicalId(run.jobId, input);
  return { status: 'FAILED', physicalId, reason: run.reason };
}
