import { hasHadJobs } from './adoption';
import type { Answer, UpdateEvent } from './events';
import { ServiceError } from './job-control';
import type { JobInput } from './job-input';
import { marksOfJob } from './marked-jobs';
import { attributesOf, attributesWithoutJob } from './outcome';
import { persist } from './persist';
import { isOfDefinition, parsePhysicalId } from './physical-id';
import type { Services } from './services';
import type { JobAttributes, ReportRequest } from '../src/private/contract';

/**
 * The way back from a job to the run that it took the place of, if that is of the definition that the stack goes back to. A
 * late event that goes on to such a definition looks the same; if it has had a job, it isn't one of the way back.
 */
export async function toRunBefore(jobId: string, input: JobInput, event: UpdateEvent, services: Services): Promise<Answer | undefined> {
  const previous = await supersededBy(jobId, services);
  const id = previous === undefined ? undefined : parsePhysicalId(previous);
  if (previous === undefined || id === undefined || !('run' in id) || !isOfDefinition(id.run, input)) {
    return undefined;
  }
  return await hasHadJobs(event.RequestId, services)
    ? { status: 'FAILED', physicalId: event.PhysicalResourceId, reason: 'the stack goes back, which waits for no job' }
    : backTo(previous, input, event, services);
}

/** The physical id of the run that a job took the place of; undefined when it took none's, is forgotten, or lets nobody read its tags. */
export async function supersededBy(jobId: string, services: Services): Promise<string | undefined> {
  try {
    return (await persist(() => marksOfJob(jobId, services), services)).previous;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    services.log('could not read which run the job took the place of', { jobId, error: String(error) });
    return undefined;
  }
}

/** The answer with an id of before, to the letter: what CloudFormation had. */
export async function backTo(physicalId: string, input: JobInput | undefined, event: UpdateEvent, services: Services): Promise<Answer> {
  const id = parsePhysicalId(physicalId);
  const attributes = id.kind === 'job' ? await attributesNow(event, id.jobId, input, services) : attributesWithoutJob(event.StackId);
  return { status: 'SUCCESS', physicalId, attributes };
}

/** The answer where there is no run to go back to. */
export function withoutJob(event: UpdateEvent, run: string): Answer {
  return { status: 'SUCCESS', physicalId: `none/${run}`, attributes: attributesWithoutJob(event.StackId) };
}

const NO_REPORT: ReportRequest = { Enabled: false };

/** What the attributes are of a job that a rollback goes back to, which nothing may fail any more. */
async function attributesNow({ StackId }: UpdateEvent, jobId: string, input: JobInput | undefined, { jobs }: Services): Promise<JobAttributes> {
  try {
    return attributesOf(await jobs.describeJob(jobId));
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    return attributesWithoutJob(StackId, { jobId, status: error.notFound ? 'Expired' : 'Unknown', report: input?.request.Report ?? NO_REPORT });
  }
}
