import { jobsOfEvent, liveJobsOfResource } from './adoption';
import { cancelAndWait } from './cancel';
import type { JobEvent } from './events';
import { permitsCreation, standing } from './fence';
import { ServiceError, type NewJob } from './job-control';
import type { JobInput } from './job-input';
import { attributesOf } from './outcome';
import { clientRequestToken, markTags } from './own-tags';
import { IAM_SETTLES_IN, persist } from './persist';
import { ManifestError, resolveManifest } from './resolve-manifest';
import { sleepAbout, type Services } from './services';
import { watch } from './watch';
import type { JobAttributes } from '../src/private/contract';

const RETRY_EVERY = 10_000;
/** One event, one job: a new attempt would be a second one. */
const ATTEMPT = 1;

/** How a new run went. */
export type RunResult =
  | { readonly ok: true; readonly jobId: string; readonly attributes: JobAttributes; readonly note?: string }
  | FailedRun;

/** A run that failed; the job that it had has been cancelled. */
export interface FailedRun {
  readonly ok: false;
  readonly reason: string;
  readonly jobId?: string;
  /** Without a job id: whether there may be a job all the same, created by a call whose answer got lost. */
  readonly mayHaveJob?: boolean;
}

/**
 * Creates the job of a new run, unless an earlier delivery of the same event did, and waits for it.
 * @param previous physical id of the run that this one supersedes
 */
export async function startRun(event: JobEvent, input: JobInput, services: Services, previous?: string): Promise<RunResult> {
  const created = await createOnce(event, input, services, previous);
  if (typeof created !== 'string') {
    return created;
  }
  const stands = () => standing(services.stacks, event.StackId);
  if (await stands() === 'over') {
    return fail(created, `the stack neither creates nor updates any more, so job ${created} was cancelled`, services);
  }
  const result = await watch(created, input.wait, stands, services);
  return result.ok
    ? { ok: true, jobId: created, attributes: attributesOf(result.job), note: result.note }
    : fail(created, result.reason, services);
}

/** A FAILED answer never leaves a job running that its event created. */
async function fail(jobId: string, reason: string, services: Services): Promise<FailedRun> {
  await cancelAndWait(jobId, 'the deployment failed', services);
  return { ok: false, jobId, reason };
}

/** The id of the event's one job, created now or by an earlier delivery; or why there is none. */
async function createOnce(event: JobEvent, input: JobInput, services: Services, previous?: string): Promise<string | FailedRun> {
  const { clock, log } = services;
  const giveUp = clock.now().getTime() + IAM_SETTLES_IN;
  const job: NewJob = {
    request: input.request,
    tags: [...input.tags, ...markTags(event, ATTEMPT, previous)],
    token: clientRequestToken(event, ATTEMPT),
  };
  let mayHaveJob = false;
  for (;;) {
    const result = await tryToCreate(event, job, services);
    if ('jobId' in result) {
      return result.jobId;
    }
    log('could not create the job', { reason: result.reason });
    mayHaveJob ||= result.mayHaveJob;
    if (!result.retry || clock.now().getTime() >= giveUp) {
      return { ok: false, reason: `no job was created: ${result.reason}`, mayHaveJob };
    }
    await sleepAbout(clock, RETRY_EVERY);
  }
}

type Try =
  | { readonly jobId: string }
  | { readonly reason: string; readonly retry: boolean; readonly mayHaveJob: boolean };

/**
 * Looks, resolves the manifest, asks the stack, creates, looks again. It looks at every try, because a retried event can't
 * be told from a first one, and because an answer that got lost says nothing about whether the job exists.
 */
async function tryToCreate(event: JobEvent, job: NewJob, services: Services): Promise<Try> {
  const { jobs, manifests, stacks, log } = services;
  let sent = false;
  try {
    const adopted = await adopt(event, job, services);
    if (adopted !== undefined) {
      return { jobId: adopted };
    }
    const [other] = await liveJobsOfResource(event, services);
    if (other !== undefined) {
      // another delivery may have created it between the two looks
      const own = await adopt(event, job, services);
      return own === undefined
        ? { reason: `job ${other.jobId} of this resource still runs, for an event that is over`, retry: false, mayHaveJob: false }
        : { jobId: own };
    }
    const request = await resolveManifest(job.request, manifests);
    const status = await stacks.statusOf(event.StackId);
    if (!permitsCreation(status)) {
      return { reason: `the stack is in ${status}`, retry: false, mayHaveJob: false };
    }
    sent = true;
    const jobId = await jobs.createJob({ ...job, request });
    log('created job', { jobId, manifest: request.Manifest?.Location });
    return { jobId: await onlyOne(jobId, event, job, services) };
  } catch (error) {
    if (error instanceof ManifestError) {
      // we have looked, and sent nothing since
      return { reason: error.message, retry: isWorthRetrying(error.reason), mayHaveJob: false };
    }
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    // unsent, we never got to see whether an earlier delivery left a job behind
    return { reason: String(error), retry: isWorthRetrying(error), mayHaveJob: !sent || !error.refused };
  }
}

/**
 * The event's one job, now that this delivery has created `jobId`: another delivery may have created one at the same time,
 * and all have to answer the same.
 */
async function onlyOne(jobId: string, event: JobEvent, job: NewJob, services: Services): Promise<string> {
  try {
    return await persist(() => adopt(event, job, services), services) ?? jobId;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    services.log('could not see whether another delivery created a job too', { jobId, error: String(error) });
    return jobId;
  }
}

/** The job that an earlier delivery of this event created; should there be several, all but the oldest are cancelled. */
async function adopt(event: JobEvent, { request }: NewJob, services: Services): Promise<string | undefined> {
  const [operation] = Object.keys(request.Operation);
  const [job, ...others] = await jobsOfEvent(event.RequestId, operation, services);
  for (const other of others) {
    await cancelAndWait(other.jobId, `job ${job.jobId} runs in its place`, services);
  }
  if (job !== undefined) {
    services.log('adopted job', { jobId: job.jobId });
  }
  return job?.jobId;
}

/** Throttled, unanswered, or refused in a way that a role or a policy still on its way would explain. */
function isWorthRetrying(error: ServiceError): boolean {
  return !error.refused || error.throttled || error.denied || /\b(role|assum|trust)/i.test(error.message);
}
