import { ServiceError, type StackControl } from './job-control';
import { persist } from './persist';
import type { Services } from './services';

/**
 * What a stack in the middle of an operation lets us do. CloudFormation may have given up on an event while its
 * function still runs, and a retried event may arrive an hour late: so the stack is asked, not the event.
 */
export function permitsCreation(stackStatus: string): boolean {
  return stackStatus === 'CREATE_IN_PROGRESS' || stackStatus === 'UPDATE_IN_PROGRESS';
}

/** The stack is on its way back: the properties that come with an Update are those of before. */
export function isGoingBack(stackStatus: string): boolean {
  return stackStatus.endsWith('ROLLBACK_IN_PROGRESS');
}

/**
 * How an event that may have a job by now stands with its stack: `open`, it is waited for; `answered`, the stack is
 * complete, so CloudFormation has had a success from another delivery; `over`, the stack turned back or goes away;
 * `unreadable`, it can't be asked now, which is no reason to start anything, nor to cancel what runs.
 */
export type Standing = 'open' | 'answered' | 'over' | 'unreadable';

export async function standing(stacks: StackControl, stackId: string): Promise<Standing> {
  const status = await statusOrNone(stacks, stackId);
  if (status === '') {
    return 'unreadable';
  }
  if (permitsCreation(status)) {
    return 'open';
  }
  return isComplete(status) ? 'answered' : 'over';
}

/** Nothing of the stack failed in its last operation. */
function isComplete(stackStatus: string): boolean {
  return ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'].includes(stackStatus);
}

/**
 * The stack's status, for what may not be decided without it.
 * @throws Error where it can't be read, in words for people
 */
export async function statusOfStack(stackId: string, services: Services): Promise<string> {
  try {
    return await persist(() => services.stacks.statusOf(stackId), services);
  } catch (error) {
    throw error instanceof ServiceError ? new Error(`the status of the stack could not be read: ${error}`) : error;
  }
}

/** The resource goes away with its stack, or with what a failed operation had made. */
export async function isBeingTakenDown(stacks: StackControl, stackId: string): Promise<boolean> {
  return /^DELETE|ROLLBACK/.test(await statusOrNone(stacks, stackId));
}

/** Nothing of the stack stays. */
export async function isBeingDeleted(stacks: StackControl, stackId: string): Promise<boolean> {
  return (await statusOrNone(stacks, stackId)).startsWith('DELETE');
}

async function statusOrNone(stacks: StackControl, stackId: string): Promise<string> {
  try {
    return await stacks.statusOf(stackId);
  } catch (error) {
    if (error instanceof ServiceError) {
      return '';
    }
    throw error;
  }
}
