import { jobsOfEvent, liveJobsOfResource } from './adoption';
import { cancelAndWait } from './cancel';
import type { DeleteEvent } from './events';
import { isBeingTakenDown } from './fence';
import type { JobSummary } from './job-control';
import { parsePhysicalId } from './physical-id';
import type { Services } from './services';

const WHY = 'the stack no longer has this job';
/** A job that was created while we looked may show up in a list only later. */
const SECOND_LOOK_AFTER = 60_000;

/** Cancels what the deleted resource may still run. It needs nothing but the id: a broken definition can be deleted too. */
export async function deleteRun(event: DeleteEvent, services: Services): Promise<void> {
  const id = parsePhysicalId(event.PhysicalResourceId);
  switch (id.kind) {
    case 'none':
      return;
    case 'job':
      return cancelAndWait(id.jobId, WHY, services);
    case 'unknown':
      return cancelAll(await jobsOfEvent(id.requestId, services), services);
    case 'invented':
      return deleteUnanswered(event, services);
  }
}

/**
 * CloudFormation never learnt an id, so the resource's jobs are found by their tags. Only while the stack deletes or
 * rolls back: in any other state a live job belongs to whoever came after.
 */
async function deleteUnanswered(event: DeleteEvent, services: Services): Promise<void> {
  if (!await isBeingTakenDown(services.stacks, event.StackId)) {
    services.log('left the resource\'s jobs alone: the stack is not being taken down', { physicalId: event.PhysicalResourceId });
    return;
  }
  await cancelAll(await liveJobsOfResource(event, services), services);
  await services.clock.sleep(SECOND_LOOK_AFTER);
  await cancelAll(await liveJobsOfResource(event, services), services);
}

async function cancelAll(jobs: readonly JobSummary[], services: Services): Promise<void> {
  for (const { jobId } of jobs) {
    await cancelAndWait(jobId, WHY, services);
  }
}
