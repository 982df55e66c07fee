import type { UpdateEvent } from './events';
import { describeOrGone } from './gone';
import { isTerminal, ServiceError, type JobDescription } from './job-control';
import { readJobInput, type JobInput } from './job-input';
import { attributesOf, attributesWithoutJob, howToCancel } from './outcome';
import { isOurs } from './own-tags';
import { persist } from './persist';
import type { Services } from './services';
import { canonicalJson, canonicalRun } from '../src/private/canonical';
import type { JobAttributes, JobProperties, Tag } from '../src/private/contract';
import { JOB_TAGS } from '../src/private/limits';

/** What an update that keeps its run came to; a problem is no reason to fail a stack that is rolling back. */
export interface KeptRun {
  readonly attributes: JobAttributes;
  /** Whether the job certainly runs no more task. */
  readonly hasEnded: boolean;
  readonly problem?: string;
  /** What couldn't be done, and is no problem for a job that has ended. */
  readonly note?: string;
}

/**
 * Brings what can change on an existing job in line: its priority and its tags. It never waits and never judges how the
 * job ended. What the job took at its creation stays, so a live job that would lose its role or its report, or that isn't
 * the one of the definition any more, is a problem.
 */
export async function keepRun(jobId: string, input: JobInput, event: UpdateEvent, services: Services): Promise<KeptRun> {
  try {
    const job = await persist(() => describeOrGone(jobId, services), services);
    if (job === undefined) {
      return { attributes: attributesWithoutJob(event.StackId, { jobId, status: 'Expired', report: input.request.Report }), hasEnded: true };
    }
    await persist(() => updatePriority(job, Number(input.request.Priority), services), services);
    const untagged = await persist(() => updateTags(jobId, input.tags, event.OldResourceProperties.Tags ?? [], services), services);
    return isTerminal(job.status)
      ? { attributes: attributesOf(job), hasEnded: true, note: untagged }
      : { attributes: attributesOf(job), hasEnded: false, problem: liveProblem(job, input, event.OldResourceProperties) ?? untagged };
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    const { Report } = input.request;
    return error.notFound
      ? { attributes: attributesWithoutJob(event.StackId, { jobId, status: 'Expired', report: Report }), hasEnded: false }
      : {
        attributes: attributesWithoutJob(event.StackId, { jobId, status: 'Unknown', report: Report }),
        hasEnded: false,
        problem: `job ${jobId} could not be updated: ${error}`,
      };
  }
}

/** What a job that is still live would do other than its definition now says. */
function liveProblem(job: JobDescription, input: JobInput, old: JobProperties): string | undefined {
  const wayOut = `wait until it has ended or cancel it (${howToCancel(job)}), then deploy again`;
  const lost = job.roleArn !== input.request.RoleArn ? 'role' : canonicalJson(job.report) !== canonicalJson(input.request.Report) ? 'report' : undefined;
  if (lost !== undefined) {
    return `job ${job.jobId} is ${job.status} and still runs with the old ${lost}, which this deployment takes away; ${wayOut}, or change \`runId\``;
  }
  return input.runOn === 'RUN_ID' && isAnotherJob(input, old)
    ? `job ${job.jobId} is ${job.status} and still runs with the old operation or manifest; ${wayOut}, or change \`runId\``
    : undefined;
}

/** Whether the definition is of another operation or manifest. An old one that can't be read counts as another. */
function isAnotherJob(input: JobInput, old: JobProperties): boolean {
  try {
    return canonicalRun(readJobInput(old).request) !== canonicalRun(input.request);
  } catch {
    return true;
  }
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

/**
 * Ours and foreign ones stay; what the old properties had and the new ones lack goes.
 * @returns why they can't be changed, if they can't
 */
async function updateTags(jobId: string, wanted: readonly Tag[], before: readonly Tag[], { jobs, log }: Services): Promise<string | undefined> {
  if (canonicalJson(wanted) === canonicalJson(before)) {
    return undefined;
  }
  const changed = new Set([...wanted, ...before].map((tag) => tag.Key));
  const kept = (await jobs.tagsOf(jobId)).filter((tag) => isOurs(tag) || !changed.has(tag.Key));
  const tags = [...kept, ...wanted];
  if (tags.length > JOB_TAGS.count) {
    return `job ${jobId} keeps its tags: with the ${wanted.length} of the definition, it would have ${tags.length}, and S3 takes ${JOB_TAGS.count}; `
      + 'remove some that others gave it';
  }
  await jobs.replaceTags(jobId, tags);
  log('changed tags', { jobId });
  return undefined;
}
