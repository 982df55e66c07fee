import { sleepAbout } from './clock';
import { mustHandOver } from './hand-over';
import { ServiceError, type JobStatus, type JobSummary } from './job-control';
import { MarksSeen } from './marks-seen';
import { readMarks, type JobMarks } from './own-tags';
import { IAM_SETTLES_IN } from './persist';
import type { Services } from './services';

const RETRY_EVERY = 10_000;
const WHAT = 'looking for jobs of this resource';

/** Which jobs are looked for. */
export interface Search {
  /** Default: whatever they are. */
  readonly statuses?: readonly JobStatus[];
  isOurs(marks: JobMarks): boolean;
  /** Whether a job's tags are worth a call. Default: they are. */
  isCandidate?(job: JobSummary): boolean;
}

export interface MarkedJob extends JobSummary {
  readonly attempt: number;
}

/**
 * The jobs of the account whose tags say that they are the ones.
 * @throws ServiceError as long as nobody can tell
 */
export async function markedJobs({ isOurs, statuses, isCandidate = () => true }: Search, services: Services): Promise<MarkedJob[]> {
  const candidates = await listed(services.jobs.listJobs(statuses), isCandidate);
  const marks = await marksOf(candidates.map(({ jobId }) => jobId), services);
  return candidates.flatMap((job) => {
    const found = marks.get(job.jobId);
    return found !== undefined && isOurs(found) ? [{ ...job, attempt: found.attempt }] : [];
  });
}

/** What the tags of a job say; nothing where it has none, is unknown, or lets nobody read them. */
export async function marksOfJob(jobId: string, services: Services): Promise<JobMarks> {
  return (await marksOf([jobId], services)).get(jobId) ?? readMarks([]);
}

async function listed(jobs: AsyncIterable<JobSummary>, isCandidate: (job: JobSummary) => boolean): Promise<JobSummary[]> {
  const candidates: JobSummary[] = [];
  try {
    for await (const job of jobs) {
      if (isCandidate(job)) {
        candidates.push(job);
      }
    }
  } catch (error) {
    throw error instanceof ServiceError ? error.during(`${WHAT}: ListJobs`) : error;
  }
  return candidates;
}

/** What the tags of jobs say. One job alone whose tags can't be read keeps nobody from the others. */
async function marksOf(jobIds: readonly string[], services: Services): Promise<ReadonlyMap<string, JobMarks>> {
  const { clock, log, seen = new MarksSeen() } = services;
  const giveUp = clock.now().getTime() + IAM_SETTLES_IN;
  const marks = new Map<string, JobMarks>();
  for (let unread = jobIds; ; await sleepAbout(clock, RETRY_EVERY)) {
    const failures = await readEach(unread, marks, seen, services);
    const lasting = failures.filter(({ error }) => !isOfThatJob(error, marks.size > 0, seen, clock.now()));
    if (lasting.length === 0) {
      failures.forEach(({ jobId, error }) => log('left out a job whose tags can\'t be read', { jobId, error: String(error) }));
      return marks;
    }
    if (clock.now().getTime() >= giveUp || clock.now() >= clock.invocationEnds) {
      throw lasting[0].error;
    }
    unread = failures.map(({ jobId }) => jobId);
  }
}

interface Failure {
  readonly jobId: string;
  readonly error: ServiceError;
}

async function readEach(jobIds: readonly string[], marks: Map<string, JobMarks>, seen: MarksSeen, services: Services): Promise<Failure[]> {
  const { clock } = services;
  const failures: Failure[] = [];
  // somebody who looks when nothing can be handed over any more has until the end
  const isOver = mustHandOver(services) ? () => clock.now() >= clock.invocationEnds : () => mustHandOver(services);
  for (const [place, jobId] of jobIds.entries()) {
    if (place > 0 && isOver()) {
      throw new ServiceError('OutOfTime', `the tags of ${jobIds.length - place} jobs are still unread`).during(WHAT);
    }
    const read = seen.byJob.get(jobId) ?? await readOne(jobId, seen, services);
    if (read instanceof ServiceError) {
      failures.push({ jobId, error: read });
    } else {
      marks.set(jobId, read);
    }
  }
  return failures;
}

async function readOne(jobId: string, seen: MarksSeen, { jobs, clock }: Services): Promise<JobMarks | ServiceError> {
  try {
    const tags = await jobs.tagsOf(jobId);
    const marks = readMarks(tags);
    // a new job may show its tags late
    if (tags.length > 0) {
      seen.byJob.set(jobId, marks);
    }
    return marks;
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    // it may expire between the list and the question for its tags
    if (error.notFound) {
      return readMarks([]);
    }
    if (!error.throttled) {
      seen.failingSince ??= clock.now().getTime();
    }
    return error.during(`${WHAT}: GetJobTagging of job ${jobId}`);
  }
}

/**
 * Whether tags that can't be read are that job's own matter: refused though IAM has settled, or broken for as long while
 * other jobs showed theirs. Throttling is nobody's.
 */
function isOfThatJob(error: ServiceError, othersAreRead: boolean, { failingSince }: MarksSeen, now: Date): boolean {
  const hasSettled = failingSince !== undefined && now.getTime() >= failingSince + IAM_SETTLES_IN;
  return hasSettled && !error.throttled && (error.refused || othersAreRead);
}
