import type { UpdateEvent } from './events';
import { describeOrGone } from './gone';
import { ServiceError } from './job-control';
import { persist } from './persist';
import type { Services } from './services';

/**
 * Whether a job was clearly created by the operation that its stack is in: not before `LastUpdatedTime`. What that is the
 * time of is documented nowhere. Where an operation's end or its turning back moves it too, a job of this operation may
 * look like one of before; never the other way round. So no is no answer.
 */
export async function isOfThisOperation(jobId: string, { StackId }: UpdateEvent, services: Services): Promise<boolean> {
  const { stacks, log } = services;
  try {
    const since = await persist(() => stacks.lastUpdatedAt(StackId), services);
    const job = since && await persist(() => describeOrGone(jobId, services), services);
    return since !== undefined && job !== undefined && job.createdAt >= since;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    log('could not tell whether the job is of this operation', { jobId, error: String(error) });
    return false;
  }
}
