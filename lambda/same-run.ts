import { isTerminal, ServiceError, type JobDescription } from './job-control';
import type { JobInput } from './job-input';
import { attributesOf, attributesWithoutJob, howToCancel } from './outcome';
import { isOurs } from './own-tags';
import type { Services } from './services';
import { canonicalJson } from '../src/private/canonical';
import type { JobAttributes, Tag } from '../src/private/contract';

/** What an update that keeps its run came to; a problem is no reason to fail a stack that is rolling back. */
export interface KeptRun {
  readonly attributes: JobAttributes;
  readonly problem?: string;
}

/**
 * Brings what can change on an existing job in line: its priority and its tags. It never waits and never judges how the
 * job ended. What the job took at its creation stays, so a live job that would lose its role or its report is a problem.
 */
export async function keepRun(jobId: string, input: JobInput, oldTags: readonly Tag[], services: Services): Promise<KeptRun> {
  try {
    const job = await services.jobs.describeJob(jobId);
    await updatePriority(job, Number(input.request.Priority), services);
    await updateTags(jobId, input.tags, oldTags, services);
    return { attributes: attributesOf(job), problem: lossProblem(job, input) };
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    const { Report } = input.request;
    return error.notFound
      ? { attributes: attributesWithoutJob('Expired', jobId, Report) }
      : { attributes: attributesWithoutJob('Unknown', jobId, Report), problem: `job ${jobId} could not be updated: ${error}` };
  }
}

function lossProblem(job: JobDescription, { request }: JobInput): string | undefined {
  const keepsRole = job.roleArn === request.RoleArn;
  if (isTerminal(job.status) || (keepsRole && canonicalJson(job.report) === canonicalJson(request.Report))) {
    return undefined;
  }
  return `job ${job.jobId} is ${job.status} and still runs with the old ${keepsRole ? 'report' : 'role'}, which this deployment `
    + `takes away; wait until it has ended or cancel it (${howToCancel(job)}), then deploy again`;
}

async function updatePriority(job: JobDescription, priority: number, { jobs, log }: Services): Promise<void> {
  if (isTerminal(job.status) || job.priority === priority) {
    return;
  }
  try {
    await jobs.updatePriority(job.jobId, priority);
    log('changed priority', { jobId: job.jobId, from: job.priority, to: priority });
  } catch (error) {
    // a job that ended between the look and the call has no use for a priority
    if (!isTerminal((await jobs.describeJob(job.jobId)).status)) {
      throw error;
    }
  }
}

/** Ours and foreign ones stay; what the old properties had and the new ones lack goes. */
async function updateTags(jobId: string, wanted: readonly Tag[], before: readonly Tag[], { jobs, log }: Services): Promise<void> {
  if (canonicalJson(wanted) === canonicalJson(before)) {
    return;
  }
  const changed = new Set([...wanted, ...before].map((tag) => tag.Key));
  const kept = (await jobs.tagsOf(jobId)).filter((tag) => isOurs(tag) || !changed.has(tag.Key));
  await jobs.replaceTags(jobId, [...kept, ...wanted]);
  log('changed tags', { jobId });
}
