import { LISTED_WITHIN, liveJobsOfEvent, liveJobsOfResource, liveSuccessors } from './adoption';
import { cancelAndWait } from './cancel';
import { cleanUp } from './clean-up';
import type { DeleteEvent, UpdateEvent } from './events';
import { isBeingDeleted, isBeingTakenDown } from './fence';
import type { JobSummary, StackControl } from './job-control';
import { persist } from './persist';
import { parsePhysicalId } from './physical-id';
import type { Services } from './services';

const WHY = 'the stack no longer has this job';

/**
 * Cancels what the deleted resource may still run. It needs nothing but the id, so that a broken definition can be
 * deleted too. In an update the resource lives on, with a successor that a wider look would find: there, what the id
 * doesn't name is left alone.
 */
export async function deleteRun(event: DeleteEvent, services: Services): Promise<void> {
  const { stacks, log } = services;
  const id = parsePhysicalId(event.PhysicalResourceId);
  if (id.kind === 'job') {
    await cancelAndWait(id.jobId, WHY, services);
  } else if (id.kind === 'unknown') {
    await cancelHiddenJobsOfEvent(id.requestId, WHY, services);
  }
  const nobodyComesAfter = id.kind === 'invented' ? isBeingTakenDown : isBeingDeleted;
  // nobody looks again, and throttling says nothing about the stack
  const patient: StackControl = { ...stacks, statusOf: (stackId) => persist(() => stacks.statusOf(stackId), services) };
  if (await nobodyComesAfter(patient, event.StackId)) {
    const cancel = () => cancelJobsOfResource(event, id.kind === 'job' ? id.jobId : undefined, services);
    // where the id has led to what it names, the rest is more than was asked for
    await (id.kind === 'invented' ? cancel() : cleanUp('else is of this resource', cancel, services));
  } else if (id.kind === 'invented') {
    log('left the resource\'s jobs alone: the stack is not being taken down', { physicalId: event.PhysicalResourceId });
  }
}

/** Cancels the live jobs that were created for an event, by whichever delivery of it. */
export async function cancelJobsOfEvent(requestId: string, why: string, services: Services): Promise<void> {
  await cancelAll(await persist(() => liveJobsOfEvent(requestId, services), services), why, services);
}

/** The same where the last of them may have been created just now. */
export async function cancelHiddenJobsOfEvent(requestId: string, why: string, services: Services): Promise<void> {
  await cancelInTwoLooks(() => liveJobsOfEvent(requestId, services), why, services);
}

/** Cancels the live jobs that were created in place of the run that an update goes back to. */
export async function cancelSuccessors(event: UpdateEvent, why: string, services: Services): Promise<void> {
  await cancelInTwoLooks(() => liveSuccessors(event, services), why, services);
}

/**
 * Those of events whose answer never came too: found by their tags.
 * @param cancelled a job that has been cancelled, and waited for, already
 */
async function cancelJobsOfResource(event: DeleteEvent, cancelled: string | undefined, services: Services): Promise<void> {
  const find = async () => (await liveJobsOfResource(event, services)).filter(({ jobId }) => jobId !== cancelled);
  await cancelInTwoLooks(find, WHY, services);
}

/** A job that was created while we looked may show up in a list only later. */
async function cancelInTwoLooks(find: () => Promise<JobSummary[]>, why: string, services: Services): Promise<void> {
  const { clock } = services;
  const lookAndCancel = async () => cancelAll(await persist(find, services), why, services);
  await lookAndCancel();
  await clock.sleep(Math.max(0, Math.min(LISTED_WITHIN, clock.invocationEnds.getTime() - clock.now().getTime())));
  await lookAndCancel();
}

async function cancelAll(jobs: readonly JobSummary[], why: string, services: Services): Promise<void> {
  for (const { jobId } of jobs) {
    await cancelAndWait(jobId, why, services);
  }
}
