import { byPrecedence, jobsOfEvent, LISTED_WITHIN, otherLiveJob, type JobOfEvent, type OtherJob } from './adoption';
import { cancelAndWait } from './cancel';
import { sleepAbout } from './clock';
import { permitsCreation, standing } from './fence';
import { mustHandOver } from './hand-over';
import { ServiceError } from './job-control';
import { ManifestError } from './manifest-store';
import { howToCancel } from './outcome';
import { clientRequestToken, markTags } from './own-tags';
import { IAM_SETTLES_IN, persist } from './persist';
import type { FailedRun, Run, RunningJob } from './run';
import type { Services } from './services';
import type { WireRequest } from './wire-request';

const RETRY_EVERY = 10_000;
const LOOK_EVERY = 5_000;

/**
 * The one job of an attempt, or of a later one, created now or by an earlier delivery; or why there is none. As long as
 * nobody can see whether there is one, none is created, and this isn't given up.
 * @param resolve works out what is sent
 */
export async function createOnce(
  run: Run, attempt: number, resolve: () => Promise<WireRequest>, services: Services,
): Promise<RunningJob | FailedRun> {
  const { clock, log } = services;
  const giveUp = clock.now().getTime() + IAM_SETTLES_IN;
  let mayHaveJob = false;
  for (;;) {
    const result = await tryToCreate(run, attempt, resolve, services);
    if ('jobId' in result) {
      return result;
    }
    log('could not create the job', { reason: result.reason });
    mayHaveJob ||= result.mayHaveJob;
    const failure = { ok: false as const, reason: `no job was created: ${result.reason}`, mayHaveJob };
    if (result.isBlind) {
      if (mustHandOver(services)) {
        return { ...failure, isBlind: true };
      }
      if (await standing(services.stacks, run.event.StackId) === 'over') {
        return failure;
      }
    } else if (!result.retry || clock.now().getTime() >= giveUp) {
      return failure;
    }
    await sleepAbout(clock, RETRY_EVERY);
  }
}

type Try =
  | RunningJob
  | { readonly reason: string; readonly retry: boolean; readonly mayHaveJob: boolean; readonly isBlind?: boolean };

/**
 * Looks, resolves the request, asks the stack, creates, looks again. It looks at every try, because a retried event can't
 * be told from a first one, and because an answer that got lost says nothing about whether the job exists.
 */
async function tryToCreate(run: Run, attempt: number, resolve: () => Promise<WireRequest>, services: Services): Promise<Try> {
  const { event, input, previous } = run;
  const { jobs, stacks, log } = services;
  let hasLooked = false;
  let sent = false;
  try {
    const adopted = await adopt(run, attempt, services);
    if (adopted !== undefined) {
      return adopted;
    }
    const other = await otherLiveJob(event, run.predecessor, services);
    if (other !== undefined) {
      // another delivery may have created it between the two looks
      return await adopt(run, attempt, services) ?? { reason: describeOther(other), retry: false, mayHaveJob: false };
    }
    hasLooked = true;
    const request = await resolve();
    const status = await stacks.statusOf(event.StackId);
    if (!permitsCreation(status)) {
      return { reason: `the stack is in ${status}`, retry: false, mayHaveJob: false };
    }
    sent = true;
    const jobId = await jobs.createJob({
      request: { ...request, ConfirmationRequired: request.ConfirmationRequired || hasGate(run) },
      tags: [...input.tags, ...markTags(event, attempt, previous)],
      token: clientRequestToken(event, attempt),
    });
    log('created job', { jobId, attempt, manifest: request.Manifest?.Location });
    return await onlyOne(jobId, run, attempt, services);
  } catch (error) {
    if (error instanceof ManifestError) {
      // we have looked, and sent nothing since
      return { reason: error.message, retry: error.reason !== undefined && isWorthRetrying(error.reason), mayHaveJob: false };
    }
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    // unsent, we never got to see whether an earlier delivery left a job behind
    const mayHaveJob = !sent || !error.refused || error.repeated;
    // a look may be refused for what another one wouldn't meet, such as a page that is gone by now
    const retry = !hasLooked || isWorthRetrying(error);
    return { reason: String(error), retry, mayHaveJob, isBlind: !hasLooked && (!error.refused || error.throttled) };
  }
}

function describeOther({ jobId, description }: OtherJob): string {
  const state = description === undefined ? '' : ` (it is ${description.status})`;
  const wayOut = description === undefined ? '' : `; wait until it has ended or cancel it (${howToCancel(description)}), then deploy again`;
  return `job ${jobId} of this resource still runs${state}, for an event that is over or as a copy with its tags${wayOut}`;
}

/** The job has to stop before its first task: to be counted, or until the job before it has stopped. */
function hasGate({ input, predecessor }: Run): boolean {
  return input.maxObjects !== undefined || predecessor !== undefined;
}

/**
 * The attempt's one job, now that this delivery has created `jobId`: another delivery may have created one at the same
 * time, and all have to answer the same. While S3 doesn't list our own job, it may not list the other one either.
 */
async function onlyOne(jobId: string, run: Run, attempt: number, services: Services): Promise<RunningJob> {
  const { clock, log } = services;
  const created = { jobId, attempt, createdAt: clock.now() };
  const giveUp = created.createdAt.getTime() + LISTED_WITHIN;
  try {
    for (;;) {
      const found = await persist(() => findJobs(run, services), services);
      const isListed = found.some((job) => job.jobId === jobId);
      if (isListed || clock.now().getTime() >= giveUp || await standing(services.stacks, run.event.StackId) === 'over') {
        return await takeFirst(isListed ? found : [...found, created].sort(byPrecedence), services);
      }
      await sleepAbout(clock, LOOK_EVERY);
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    log('could not see whether another delivery created a job too', { jobId, error: String(error) });
    return { ...created, begunAt: created.createdAt };
  }
}

/** The job that an earlier delivery of this event created for this attempt or a later one; all others are cancelled. */
async function adopt(run: Run, attempt: number, services: Services): Promise<RunningJob | undefined> {
  const found = await findJobs(run, services);
  return found.length === 0 || found[0].attempt < attempt ? undefined : takeFirst(found, services);
}

function findJobs({ event, input }: Run, services: Services): Promise<JobOfEvent[]> {
  const [operation] = Object.keys(input.request.Operation);
  return jobsOfEvent(event.RequestId, operation, services);
}

async function takeFirst([job, ...others]: readonly JobOfEvent[], services: Services): Promise<RunningJob> {
  for (const other of others) {
    await cancelAndWait(other.jobId, `job ${job.jobId} runs in its place`, services);
  }
  services.log('took job', { jobId: job.jobId, attempt: job.attempt });
  return { jobId: job.jobId, attempt: job.attempt, begunAt: earliest([job, ...others]) };
}

function earliest(found: readonly JobOfEvent[]): Date {
  return new Date(Math.min(...found.map(({ createdAt }) => createdAt.getTime())));
}

/**
 * Throttled, unanswered, or refused in a way that a role or a policy still on its way would explain; or another delivery's
 * job is there, which a look will show.
 */
function isWorthRetrying(error: ServiceError): boolean {
  return !error.refused || error.throttled || error.repeated || error.denied || /\b(role|assum|trust)/i.test(error.message);
}
