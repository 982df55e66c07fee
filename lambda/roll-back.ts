import { cancelAndWait } from './cancel';
import { cleanUp } from './clean-up';
import { cancelJobsOfEvent, cancelSuccessors } from './delete-run';
import type { Answer, UpdateEvent } from './events';
import { isGoingBack, statusOfStack } from './fence';
import { ServiceError } from './job-control';
import { readJobInput, type JobInput } from './job-input';
import { attributesOf, attributesWithoutJob } from './outcome';
import { readMarks } from './own-tags';
import { persist } from './persist';
import { isSameRun, jobPhysicalId, parsePhysicalId, runOf, type PhysicalId } from './physical-id';
import type { Services } from './services';
import type { JobAttributes, JobProperties, ReportRequest } from '../src/private/contract';

const WHY = 'the deployment was rolled back';

/**
 * The stack goes back to an earlier definition. That definition's job, if it had one, is not run again; the abandoned
 * definition's id is given up, so that deploying it again is a new run. Its job is cancelled here where its tags say that
 * it superseded what the stack goes back to. Where they don't, this may be a late event of another operation: then
 * CloudFormation's Delete of the id that we give up, if it comes, cancels the job.
 * @returns undefined where the id isn't the abandoned definition's, but of what the stack goes back to, in a form of its
 * own: the update to the abandoned definition failed, and kept it
 */
export async function abandonRun(abandoned: PhysicalId, input: JobInput, event: UpdateEvent, services: Services): Promise<Answer | undefined> {
  await cancelJobsOfEvent(event.RequestId, WHY, services);
  const previous = abandoned.kind === 'job' ? await supersededBy(abandoned.jobId, services) : undefined;
  if (abandoned.kind !== 'job' || previous === undefined || !('run' in previous) || previous.run !== runOf(input)) {
    return 'run' in abandoned && !isRunOf(abandoned.run, event.OldResourceProperties) ? undefined : withoutJob(event, runOf(input));
  }
  await cancelAndWait(abandoned.jobId, WHY, services);
  return previous.kind === 'job'
    ? { status: 'SUCCESS', physicalId: jobPhysicalId(previous.jobId, input), attributes: await attributesNow(event, previous.jobId, input, services) }
    : withoutJob(event, previous.run);
}

/**
 * The same where today's rules would refuse the earlier definition, or can't read it: a way back never fails over that. So
 * nothing of it is sent, and a job that keeps its id stays as it is. Where the id is the abandoned definition's, and nobody
 * can tell which run the stack goes back to, it goes back to none.
 */
export async function goBackUnchecked(event: UpdateEvent, services: Services): Promise<Answer> {
  const id = parsePhysicalId(event.PhysicalResourceId);
  const input = readOrNone(event.ResourceProperties);
  if (input === undefined) {
    return 'run' in id && isRunOf(id.run, event.OldResourceProperties) ? withoutJob(event, event.RequestId) : keepUntouched(event, id, input, services);
  }
  const abandoned = keepsRun(id, input, event) ? undefined : await abandonRun(id, input, event, services);
  return abandoned ?? keepUntouched(event, id, input, services);
}

/** Cancels what was created in place of the run that an update keeps, if it is one that goes back from another run's definition. */
export async function cancelAbandoned(event: UpdateEvent, id: PhysicalId, input: JobInput | undefined, services: Services): Promise<void> {
  if (input !== undefined && !abandonsRun(event, id, input)) {
    return;
  }
  await cleanUp('runs in place of what the stack goes back to', async () => {
    if (isGoingBack(await statusOfStack(event.StackId, services))) {
      await cancelSuccessors(event, WHY, services);
    }
  }, services);
}

/**
 * Whether the definition that an update leaves is of another run than the id: an update to it had no success that
 * CloudFormation took, so that no id leads to the job that it may have. One that can't be read never had a job.
 */
function abandonsRun({ OldResourceProperties }: UpdateEvent, id: PhysicalId, input: JobInput): boolean {
  try {
    return !isSameRun(id, readJobInput(OldResourceProperties), () => input);
  } catch {
    return false;
  }
}

async function keepUntouched(event: UpdateEvent, id: PhysicalId, input: JobInput | undefined, services: Services): Promise<Answer> {
  await cancelAbandoned(event, id, input, services);
  const attributes = id.kind === 'job' ? await attributesNow(event, id.jobId, input, services) : attributesWithoutJob(event.StackId);
  return { status: 'SUCCESS', physicalId: event.PhysicalResourceId, attributes };
}

function withoutJob(event: UpdateEvent, run: string): Answer {
  return { status: 'SUCCESS', physicalId: `none/${run}`, attributes: attributesWithoutJob(event.StackId) };
}

/** As far as the definition of a run can be read at all. */
function readOrNone(properties: JobProperties): JobInput | undefined {
  try {
    const input = readJobInput(properties);
    runOf(input);
    return input;
  } catch {
    return undefined;
  }
}

function keepsRun(id: PhysicalId, input: JobInput, { OldResourceProperties }: UpdateEvent): boolean {
  try {
    return isSameRun(id, input, () => readJobInput(OldResourceProperties));
  } catch {
    return false;
  }
}

/** Whether a run is of a definition. One that can't be read never had a run. */
function isRunOf(run: string, properties: JobProperties): boolean {
  const input = readOrNone(properties);
  return input !== undefined && run === runOf(input);
}

/** The run that a job took the place of; undefined when it took none's, or is forgotten. */
async function supersededBy(jobId: string, services: Services): Promise<PhysicalId | undefined> {
  try {
    const { previous } = readMarks(await persist(() => services.jobs.tagsOf(jobId), services));
    return previous === undefined ? undefined : parsePhysicalId(previous);
  } catch (error) {
    if (error instanceof ServiceError && error.notFound) {
      return undefined;
    }
    throw error;
  }
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
